"""A child recorded twice on a phone: found by the sound of the name, merged, and taken apart."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.journeys.case_story import CaseStory
from tests.journeys.desk import Desk

pytestmark = pytest.mark.journey

PHONE = {"has_touch": True, "is_mobile": True}
SIZE = {"width": 360, "height": 740}
BORN = date(2016, 7, 9)


@pytest.fixture
def desk(sign_in, check_page):
    def at_desk(username):
        page = sign_in(username, **PHONE)
        page.set_viewport_size(SIZE)
        return Desk(page, check_page)

    return at_desk


def refer(worker, given, family):
    story = CaseStory(
        slug="rochdale", sw=worker, tm=worker, given=given, family=family, born_on=BORN
    )
    story.refer()
    return story


def link(desk, words):
    """Follow the link that begins with these words, and look at where it leads."""
    with desk.page.expect_navigation():
        desk.main.get_by_role("link", name=re.compile(f"^{words}")).first.click()
    desk.look()


def test_a_child_is_found_by_sound_before_a_second_record_is_made(desk):
    worker = desk("rochdale.sw")
    first = refer(worker, "Siobhan", "Quillfeather")
    second = CaseStory(
        slug="rochdale",
        sw=worker,
        tm=worker,
        given="Shivaun",
        family="Quilfether",
        born_on=date(2016, 9, 7),
    )
    second.fill_referral()
    worker.press("Record the referral")
    asked = worker.main.inner_text()
    assert "Is this the same child as Siobhan Quillfeather?" in asked
    assert "day and month swapped" in asked
    worker.look()
    worker.main.get_by_label(re.compile("^Yes, Siobhan Quillfeather")).check()
    worker.press("Record the referral")
    assert "Siobhan Quillfeather already has an open case" in worker.main.inner_text()
    worker.open("/people/")
    worker.fill("Given names", "Chevonne")
    worker.fill("Family name", "Quillfeather")
    worker.press("Find")
    link(worker, "Open Siobhan Quillfeather")
    assert first.path in worker.page.url


def test_two_records_are_merged_and_taken_apart_on_a_phone(desk):
    worker, manager = desk("rochdale.sw"), desk("rochdale.tm")
    first = refer(worker, "Niamh", "Ashgrove")
    again = CaseStory(
        slug="rochdale", sw=worker, tm=manager, given="Neve", family="Ashgrove", born_on=BORN
    )
    again.fill_referral()
    worker.press("Record the referral")
    worker.main.get_by_label("No, a different child").check()
    worker.fill("How do you know that it is a different child?", "Their mothers are sisters.")
    worker.press("Record the referral")
    second = f"/cases/{worker.case_id()}/"
    manager.open(second)
    manager.follow("Decide on the referral")
    manager.choose("What should happen?", "No further action")
    manager.fill("Reasons for the decision", "Recorded twice.")
    manager.press("Save the decision")
    manager.open(f"{first.path}people/")
    link(manager, "Open Niamh Ashgrove")
    here = manager.page.url
    assert "May be the same person" not in manager.main.inner_text()
    manager.open(f"{second}people/")
    link(manager, "Open Neve Ashgrove")
    other = re.search(r"people/(\d+)/", manager.page.url).group(1)
    manager.open(f"{here}merge/{other}/with/")
    manager.choose("Given names", "Niamh")
    manager.fill("How do you know that this is one person?", "One birth certificate.")
    manager.press("Merge the records")
    expect(manager.main.get_by_text("Neve Ashgrove").first).to_be_visible()
    manager.open(f"{second}people/")
    assert "Niamh Ashgrove" in manager.main.inner_text()
    manager.page.goto(here)
    link(manager, "Take the merge back")
    manager.fill("Why were these not one person?", "They are cousins after all.")
    manager.press("Take the merge back")
    manager.open(f"{second}people/")
    assert "Neve Ashgrove" in manager.main.inner_text()
