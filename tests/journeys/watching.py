"""What every page of a journey is held to, whatever the story is about."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
SERVER_ERROR = 500
REFUSED = 400
# The page was left, or the download began, before this part had come.
LEFT = "net::ERR_ABORTED"
# How a page is built, in which only words, figures and addresses are left out: every element, what
# it is said to be, and whether there is any text in it. axe finds the same in two built alike.
BUILD = """() => {
  const told = new Set(["value", "href", "src", "content", "action", "nonce", "integrity"]);
  const built = [...document.documentElement.querySelectorAll("*")].map((each) => {
    const said = [...each.attributes]
      .filter((a) => !told.has(a.name) && !a.name.startsWith("data-"))
      .map((a) => `${a.name}=${a.value.replace(/[0-9]+/g, "0")}`);
    const text = [...each.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    return [each.tagName, each.parentElement?.tagName, text, ...said].join(" ");
  });
  return built.join("\\n");
}"""
ACCESSIBLE: set[tuple[str, str]] = set()


class Watch:
    """Notes every console error and failed request of one browser context.

    A page that refuses (403, 404) is a page like any other: a journey may go there and read it.
    A part of a page that cannot be fetched, and any failure of the server, is never right.
    """

    def __init__(self, context: BrowserContext) -> None:
        """Begin to watch."""
        self.problems: list[str] = []
        self.refused_pages: set[str] = set()
        context.on("response", self.response)
        context.on("requestfailed", self.request_failed)
        context.on("console", self.console)
        context.on("weberror", lambda error: self.problems.append(f"script error: {error.error}"))

    def response(self, response: Response) -> None:
        """Note a failure of the server, or a part of a page that was refused."""
        if response.status < REFUSED:
            return
        if response.request.is_navigation_request() and response.status < SERVER_ERROR:
            self.refused_pages.add(response.url)
        else:
            self.problems.append(f"{response.status} from {response.url}")

    def request_failed(self, request: Request) -> None:
        """Note a request with no answer; one that the person did not wait for is none of these."""
        if not request.is_navigation_request() and request.failure != LEFT:
            self.problems.append(f"no answer from {request.url}: {request.failure}")

    def console(self, message: ConsoleMessage) -> None:
        """Note an error on the console, unless it only says that a page refused."""
        page = message.location.get("url", "")
        if message.type == "error" and page not in self.refused_pages:
            self.problems.append(f"console error on {page}: {message.text}")

    def check(self) -> None:
        """Fail with everything noted."""
        assert not self.problems, "\n".join(self.problems)


def check_page(page: Page) -> None:
    """Fail unless the page passes axe (WCAG 2.2 AA) and fits a phone 360 pixels wide."""
    before = page.viewport_size
    for name, size in (("phone", PHONE), ("desk", DESK)):
        page.set_viewport_size(size)
        picture(page, name)
        wide = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert wide[0] <= wide[1], f"{page.url} is {wide[0]} pixels wide at {size['width']}"
        check_accessible(page, name)
    if before:
        page.set_viewport_size(before)


def check_accessible(page: Page, size: str) -> None:
    """Fail with each violation that axe finds, and where; pages built alike are checked once."""
    build = size, str(page.evaluate(BUILD))
    if build in ACCESSIBLE:
        return
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARDS}})
    violations = results.response["violations"]
    assert not violations, "\n".join(
        [f"{page.url} on a {size}:"]
        + [f"  {found['id']}: {found['help']} {targets(found)}" for found in violations]
    )
    ACCESSIBLE.add(build)


def targets(violation: dict) -> str:
    """Say which elements break a rule."""
    return ", ".join(str(node["target"]) for node in violation["nodes"][:5])


def picture(page: Page, size: str) -> None:
    """Keep a picture of the page when pictures are asked for, named by its address."""
    folder = os.environ.get("CIN_SCREENSHOTS")
    if folder:
        name = re.sub(r"[^a-z0-9]+", "-", urlsplit(page.url).path.lower()).strip("-") or "home"
        page.screenshot(path=Path(folder) / f"{name}.{size}.png", full_page=True)
