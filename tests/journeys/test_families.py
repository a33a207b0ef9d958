"""A family described on a phone: its relationships, its genogram, and who works with the child."""

from datetime import date

import pytest

from tests.journeys.case_story import CaseStory
from tests.journeys.desk import Desk, written
from tests.journeys.reckoning import now

pytestmark = pytest.mark.journey

PHONE = {"has_touch": True, "is_mobile": True}
SIZE = {"width": 360, "height": 740}


@pytest.fixture
def desk(sign_in, check_page):
    page = sign_in("rochdale.sw", **PHONE)
    page.set_viewport_size(SIZE)
    return Desk(page, check_page)


def add_grandmother(desk):
    desk.follow("Add somebody to the family")
    desk.choose("Who is this?", "Other family or friend")
    desk.fill("Given names", "Bríd")
    desk.fill("Family name", "O'Shaughnessy-Fitzgerald")
    desk.choose("Sex", "Female")
    desk.pick("What is the relationship?", "Grandparent of")
    desk.press("Add to the family")
    desk.look()


def test_a_family_is_described_and_drawn_on_a_phone(desk):
    story = CaseStory(
        slug="rochdale", sw=desk, tm=desk, given="Maebh", family="Tranter", born_on=date(2016, 7, 9)
    )
    story.refer()
    case_id = desk.case_id()
    desk.open(f"/cases/{case_id}/people/")
    add_grandmother(desk)
    assert "Grandparent of Maebh Tranter" in desk.main.inner_text()
    desk.follow("Add a professional")
    desk.fill("Given names", "Ottoline")
    desk.fill("Family name", "D'Arcy")
    desk.fill("Agency", "Moss Lane School")
    desk.pick("What kind of agency is it?", "School")
    desk.fill("Role for this child", "Class teacher")
    desk.press("Add to the network")
    desk.look()
    desk.choose("Is it one of the agencies we know?", "Yes, Moss Lane Primary School, school")
    desk.press("Add to the network")
    desk.look()
    assert "Class teacher, Moss Lane Primary School" in desk.main.inner_text()
    desk.follow("Genogram of the family")
    assert desk.main.locator("svg[role=img]").count() == 1
    assert "O'Shaughnessy-Fitzgerald" in desk.main.inner_text()
    desk.follow("Completed with the family on…")
    desk.fill("On which day?", written(now().date()))
    desk.main.get_by_label("Bríd O'Shaughnessy-Fitzgerald").check()
    desk.press("Save")
    desk.look()
    assert "Completed with Bríd O'Shaughnessy-Fitzgerald." in desk.main.inner_text()
