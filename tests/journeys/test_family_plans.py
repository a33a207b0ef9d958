"""The plans of a brother and a sister are written together, with scripts and without."""

import re

import pytest

from tests.journeys.brothers import page_of_family
from tests.journeys.desk import Desk
from tests.journeys.watching import PHONE

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def path(site):
    """The page of the brother's case."""
    return page_of_family(site, "Quayle", [("Ewan", 2019), ("Breeshey", 2021)], assessed=True)


def also_for(desk, part, name):
    asked = desk.main.get_by_role("group", name=re.compile(rf"^Also for \({part}"))
    return asked.first.get_by_role("checkbox", name=name)


def test_a_need_is_written_once_and_stays_the_same_in_both_plans(sign_in, check_page, path):
    desk = Desk(sign_in("rochdale.sw"), check_page)
    desk.page.set_viewport_size(PHONE)
    desk.open(f"{path}family-plans/begin/")
    for name in ("Ewan Quayle", "Breeshey Quayle"):
        desk.tick("Whose plans do you start?", name)
    desk.press("Start these plans")
    desk.look()
    desk.fill("What needs to change", "There is little to eat at home.")
    also_for(desk, "What needs to change", "Breeshey").check()
    desk.fill("What the child needs", "Warm clothes.")
    desk.main.get_by_role("button", name="Add another need").click()
    second = desk.main.get_by_role("group", name=re.compile("^Need 2"))
    second.get_by_label("What the child needs").fill("Regular meals.")
    second.get_by_role("checkbox", name="Breeshey").check()
    desk.press("Save and finish later")
    desk.open(f"{path}family-plans/")
    told = desk.main.inner_text()
    assert told.count("Regular meals.") == 1
    assert "Ewan and Breeshey" in told
    # From here on the pages are those that were looked at.
    desk = Desk(desk.page, lambda page: None)
    desk.main.get_by_role("link", name="of the plan of Breeshey Quayle").click()
    assert "Warm clothes." not in desk.main.inner_text()
    desk.follow("Write the plan")
    assert also_for(desk, "this need", "Ewan").is_checked()
    desk.fill("What the child needs", "Three meals a day.")
    desk.press("Save and finish later")
    desk.open(path)
    desk.follow("Go on writing the plan")
    needs = desk.main.get_by_label("What the child needs")
    assert [box.input_value() for box in needs.all()] == ["Warm clothes.", "Three meals a day."]
    # A row that is taken away moves the next one up, with all that it has in common with others.
    desk.main.get_by_role("button", name="Remove need 1").click()
    desk.fill("What the child needs", "Breakfast too.")
    desk.press("Save and finish later")
    desk.open(f"{path}family-plans/")
    assert "Breakfast too." in desk.main.inner_text()
    assert "Three meals a day." not in desk.main.inner_text()


def test_both_plans_are_submitted_together_without_javascript(sign_in, path):
    desk = Desk(sign_in("rochdale.sw", java_script_enabled=False), lambda page: None)
    desk.open(f"{path}family-plans/")
    desk.follow("Submit several plans")
    for name in ("Ewan Quayle", "Breeshey Quayle"):
        desk.tick("Which plans do you submit?", name)
    desk.press("Submit these plans")
    told = desk.main.inner_text()
    assert "Before you can submit these plans" in told
    assert "Ewan: " in told
    assert "Breeshey: " in told
