"""A visit to three children of one family: planned, made and recorded on a phone, and finished."""

from datetime import timedelta

import pytest
from playwright.sync_api import Response

from tests.journeys.brothers import page_of_family
from tests.journeys.case_story import answer_what_is_asked
from tests.journeys.desk import Desk, clock_time, written
from tests.journeys.reckoning import now
from tests.journeys.watching import PHONE

pytestmark = pytest.mark.journey

CHILDREN = ("Nia", "Owen", "Siân")


@pytest.fixture(scope="module")
def path(site):
    """The page of the first child's case."""
    return page_of_family(site, "Pryce", [("Nia", 2015), ("Owen", 2018), ("Siân", 2020)])


def on_a_phone(sign_in, check_page, **options):
    desk = Desk(sign_in("rochdale.sw", **options), check_page)
    desk.page.set_viewport_size(PHONE)
    return desk


def plan(desk, path):
    """Plan a visit to all three for tomorrow."""
    tomorrow = now() + timedelta(days=1)
    desk.open(f"{path}visits/plan/")
    desk.fill("Date", written(tomorrow.date()), within="When will you visit?")
    desk.fill("Time", "3:30pm", within="When will you visit?")
    desk.choose("Where?", "At home")
    for name in CHILDREN[1:]:
        desk.main.get_by_label(f"{name} Pryce").check()
    desk.pick("What kind of visit?", "Child in Need visit")
    desk.press("Plan the visit")
    desk.look()


def say_of(desk, child, voice):
    desk.choose(f"Was {child} seen?", "Yes")
    desk.choose(f"Was {child} seen alone?", "Yes")
    desk.fill(f"What did {child} say or show you?", voice)


def test_a_visit_to_three_children_takes_three_screens_on_a_phone(sign_in, check_page, path):
    desk = on_a_phone(sign_in, check_page, has_touch=True)
    plan(desk, path)
    screens: list[str] = []

    def note(response: Response) -> None:
        if response.request.is_navigation_request() and response.ok:
            screens.append(response.url)

    desk.page.on("response", note)
    desk.open("/")
    planned = desk.main.locator("#planned").get_by_role("listitem").filter(has_text="Owen Pryce")
    with desk.page.expect_navigation():
        planned.get_by_role("link", name="Record the visit").click()
    desk.look()
    page = desk.page
    assert page.get_by_role("checkbox", name="Owen Pryce was part of this visit").is_checked()
    shown = page.get_by_role("group", name="When was the visit?").get_by_label("Time").input_value()
    assert shown
    desk.fill("Time", clock_time(now() - timedelta(minutes=1)), within="When was the visit?")
    desk.fill("Date", written(now().date()), within="When was the visit?")
    for name in CHILDREN:
        say_of(desk, f"{name} Pryce", f"{name} likes the new dog.")
    desk.fill("What happened at the visit?", "We drew the dog together.")
    desk.choose("Did the visit raise a concern", "No")
    answer_what_is_asked(desk)
    desk.look()
    desk.press("Finish the record")
    desk.look()
    assert len(screens) == 3, screens
    told = desk.main.inner_text()
    assert "its record is finished" in desk.page.locator("body").inner_text()
    for name in CHILDREN:
        assert f"{name} likes the new dog." in told
    assert "Recorded" in told
    desk.follow("Only what concerns Owen Pryce")
    told = desk.main.inner_text()
    assert "Owen likes the new dog." in told
    assert "Nia likes the new dog." not in told


def test_a_plan_is_moved_and_tried_in_vain_without_javascript(sign_in, path):
    desk = on_a_phone(sign_in, lambda page: None, java_script_enabled=False)
    plan(desk, path)
    desk.open("/")
    planned = desk.main.locator("#planned").get_by_role("listitem").filter(has_text="Owen Pryce")
    planned.get_by_role("link", name="Move").first.click()
    later = now() + timedelta(days=2)
    desk.fill("Date", written(later.date()))
    desk.fill("Time", "10am")
    desk.fill("Why is it moved?", "The school trip")
    desk.press("Move the visit")
    assert "The school trip" in desk.main.inner_text()
    desk.main.get_by_text("Nobody was seen", exact=True).click()
    desk.fill("Time", clock_time(now() - timedelta(minutes=1)), within="When did you try?")
    desk.fill("What happened, and what did you do next?", "Nobody in; left a card.")
    again = desk.main.get_by_role("group", name="When will you try again?")
    again.get_by_label("Date").fill(written(later.date()))
    again.get_by_label("Time").fill("4pm")
    desk.press("Save")
    assert "Nobody in; left a card." in desk.main.inner_text()
    desk.open(path)
    assert "4pm" in desk.main.locator("#planned").inner_text()


def test_the_other_pages_of_visits_pass_too(sign_in, check_page, path):
    desk = on_a_phone(sign_in, check_page)
    desk.open(f"{path}visits/failed/")
    desk.open(f"{path}seen-alone/ask/")
    desk.fill("Why should the child not be seen alone?", "She clings to her mother.")
    desk.press("Ask the manager")
    desk.look()
    manager = Desk(sign_in("rochdale.tm"), check_page)
    manager.open(path)
    manager.follow("Decide whether the child is seen alone")
    manager.choose("What do you decide?", "The child need not be seen alone for now")
    manager.fill("Until when?", written(now().date() + timedelta(days=30)))
    manager.fill("Reasons for the decision", "With the school nurse.")
    manager.press("Save the decision")
    manager.look()
    manager.follow("Review that the child need not be seen alone")
    manager.open("/visits/times/")
    desk.open(path)
    desk.main.locator("#visits").get_by_role("link").first.click()
    desk.follow("Add to the record")
    desk.choose("What is it about?", "The visit as a whole")
    desk.fill("Why is it added?", "Left out")
    desk.fill("What is added?", "The aunt came too.")
    desk.press("Add to the record")
    desk.look()
    assert "The aunt came too." in desk.main.inner_text()
