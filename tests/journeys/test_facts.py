"""On a phone: a longer time between reviews asked for and approved, then a change at home."""

import re

import pytest

from cin.procedures.book import preset
from tests.journeys.desk import Desk, written
from tests.journeys.reckoning import now

pytestmark = pytest.mark.journey

PHONE = {"width": 360, "height": 780}
REVIEW = str(preset("rochdale").get("review_label"))
OF_ONE_CASE = re.compile(r"^/cases/\d+/$")


@pytest.fixture
def on_a_phone(sign_in, check_page):
    def begin(username):
        desk = Desk(sign_in(username), check_page)
        desk.page.set_viewport_size(PHONE)
        return desk

    return begin


def supported_case(desk):
    """Open the first case whose review is to come, and give its address."""
    desk.page.goto("/cases/")
    links = desk.main.get_by_role("link").all()
    addresses = dict.fromkeys(link.get_attribute("href") or "" for link in links)
    for address in filter(OF_ONE_CASE.match, addresses):
        desk.open(address)
        if REVIEW in desk.due():
            return address
    raise AssertionError("no case of the demonstration waits for a review")


def open_why(desk):
    """Open the page that says why the review is due when it is."""
    name = re.compile(rf"Why this date\? {REVIEW} of")
    with desk.page.expect_navigation():
        desk.main.get_by_role("link", name=name).first.click()
    desk.look()


@pytest.mark.rule("ROC-69", "ROC-128")
def test_a_review_may_wait_longer_until_a_change_asks_for_an_early_one(on_a_phone):
    worker, manager = on_a_phone("rochdale.sw"), on_a_phone("rochdale.tm")
    path = supported_case(worker)
    usual = worker.due()[REVIEW]

    open_why(worker)
    worker.follow("Ask for a longer time (the team manager decides)")
    worker.page.locator("[name=duration_amount]").fill("8")
    worker.page.locator("[name=duration_unit]").select_option("weeks")
    worker.fill("Why does this child need it?", "Settled; school sees her every day.")
    worker.press("Ask for a decision")
    worker.look()
    worker.open(path)
    assert worker.due()[REVIEW] == usual

    manager.open(path)
    manager.follow("Decide on a longer time: time between reviews")
    manager.choose("What is your decision?", "Approve the longer time")
    manager.fill("Reasons for your decision", "Agreed in supervision.")
    manager.press("Save the decision")
    manager.look()

    worker.open(path)
    assert (worker.due()[REVIEW] - usual).days == 28
    open_why(worker)
    assert "8 weeks as approved for this child" in worker.main.inner_text()
    assert "Agreed in supervision." in worker.main.inner_text()

    worker.open(path)
    worker.follow("Record a change or a circumstance")
    worker.follow("Significant change in the family")
    worker.fill("When did it happen?", written(now().date()))
    worker.fill("What happened, and what does it mean for the child?", "Her father moved back in.")
    worker.choose("Does the child need a new assessment?", "No")
    worker.fill("Why, or why not?", "He is part of the present one.")
    worker.press("Save")
    worker.look()
    worker.open(path)
    assert "Early review after a change" in worker.main.inner_text()
