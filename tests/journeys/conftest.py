"""A running site, a browser, and people signed in to it."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.site import Site, running_site
from tests.journeys.watching import DESK, Watch
from tests.journeys.watching import check_page as check

# Playwright runs an event loop in this thread, which Django would otherwise mistake for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS = 1000
# Without these, Chromium calls its maker's hosts at every start.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> Iterator[Site]:
    """A house with its demonstration people and two cases, served until the run ends."""
    if os.environ.get("CIN_TEST_DATABASE") != "postgres":
        raise pytest.UsageError("journeys need CIN_TEST_DATABASE=postgres; make test sets it")
    with running_site() as running:
        yield running
        if request.session.testsfailed:
            sys.stderr.write(f"\n{running.last_words()}\n")


@pytest.fixture(scope="session")
def base_url(site: Site) -> str:
    """Where `page.goto("/")` goes."""
    return site.url


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Drive the machine's own browser, without a window."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    program = os.environ.get("CIN_BROWSER") or found
    if not program:
        raise pytest.UsageError("no Chromium is installed: apt-get install chromium")
    return {"executable_path": program, "headless": True, "args": FLAGS}


@pytest.fixture
def new_person(browser: Browser, site: Site) -> Iterator[Callable[..., BrowserContext]]:
    """Open a browser of its own for one more person; every one is watched to the end."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def open_browser(**options: object) -> BrowserContext:
        context = browser.new_context(base_url=site.url, viewport=DESK, **options)
        context.set_default_timeout(10 * SECONDS)
        opened.append((context, Watch(context)))
        return context

    yield open_browser
    for context, _ in opened:
        context.close()
    for _, watch in opened:
        watch.check()


@pytest.fixture
def context(new_person: Callable[..., BrowserContext]) -> BrowserContext:
    """The browser of somebody who has not signed in."""
    return new_person()


@pytest.fixture
def sign_in(new_person: Callable[..., BrowserContext], site: Site) -> Callable[..., Page]:
    """Sign a demonstration person in, such as "rochdale.sw", in a browser of their own."""

    def signed_in(username: str, **options: object) -> Page:
        page = new_person(**options).new_page()
        page.goto("/account/sign-in/")
        page.locator("input[name=username]").fill(username)
        page.locator("input[name=password]").fill(site.password)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda address: "/account/sign-in" not in address)
        return page

    return signed_in


@pytest.fixture
def check_page() -> Callable[[Page], None]:
    """Fail unless a page passes axe (WCAG 2.2 AA) and fits a phone 360 pixels wide."""
    return check
