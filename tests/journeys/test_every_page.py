"""Somebody who follows every link finds pages that open and that everybody can use."""

from collections import deque
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, Page

from tests.demonstration.walking import kind_of
from tests.journeys.watching import PHONE, check_accessible

pytestmark = pytest.mark.journey
ADDRESSES = "links => links.map(link => link.getAttribute('href'))"
# Documents to be taken away, and the way out.
LEFT_OUT = ("/print/", "/export/", "/files/", "/sign-out/")
WIDTHS = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"


def walk(page: Page) -> list[str]:
    """Open one page of each kind that links lead to, and hold it to what every page is held to."""
    reached: list[str] = []
    seen: set[str] = set()
    waiting = deque(["/"])
    while waiting:
        address = urlsplit(waiting.popleft()).path
        if kind_of(address) in seen or any(part in address for part in LEFT_OUT):
            continue
        seen.add(kind_of(address))
        if not _opens(page, address):
            continue
        reached.append(address)
        wide, most = page.evaluate(WIDTHS)
        assert wide <= most, f"{address} is {wide} pixels wide on a phone"
        check_accessible(page, "phone")
        waiting.extend(page.locator("a[href^='/']").evaluate_all(ADDRESSES))
    return reached


def _opens(page: Page, address: str) -> bool:
    """Open a page; say whether it is one, and no document to be taken away."""
    try:
        page.goto(address)
    except Error as failed:
        if "Download is starting" in failed.message:
            return False
        raise
    return True


@pytest.mark.parametrize(
    ("username", "at_least"), [("rochdale.tm", 60), ("hillingdon.sw", 50), ("bolton.admin", 10)]
)
def test_every_page_that_is_offered_opens_and_passes_axe_on_a_phone(sign_in, username, at_least):
    page = sign_in(username, has_touch=True)
    page.set_viewport_size(PHONE)
    assert len(walk(page)) >= at_least
