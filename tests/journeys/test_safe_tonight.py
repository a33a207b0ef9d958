"""On a phone: a safety plan is put in force, the summary tells of it, the chronology too."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.case_story import CaseStory
from tests.journeys.desk import Desk, written
from tests.journeys.reckoning import now
from tests.journeys.watching import PHONE

pytestmark = pytest.mark.journey


@pytest.fixture
def worker(sign_in, check_page):
    page = sign_in("rochdale.sw", has_touch=True)
    page.set_viewport_size(PHONE)
    return Desk(page, check_page)


def test_somebody_called_in_the_night_finds_what_to_do(worker):
    story = CaseStory(
        slug="rochdale",
        sw=worker,
        tm=worker,
        given="Méabh",
        family="O’Night",
        born_on=date(2015, 3, 4),
    )
    story.refer()
    _write_the_plan(worker, story)
    _write_the_summary(worker, story)
    _add_to_the_chronology(worker, story)
    worker.open(story.path)
    expect(worker.main).to_contain_text("Version 1, in force from")


def _write_the_plan(worker, story):
    worker.open(f"{story.path}safety-plan/")
    worker.follow("Write the safety plan")
    worker.choose("Where was the plan made?", "At another visit")
    worker.press("Put the plan in force")
    worker.look()
    expect(worker.main).to_contain_text("Write who to call, with their numbers")
    worker.fill("When was it made?", written(now().date()))
    worker.fill("Who made it with you?", "Her mother, and Méabh for her part")
    worker.choose("Is it the family’s own plan?", "Yes")
    worker.fill("What tells people that things are getting worse?", "The curtains stay closed")
    worker.fill("What are the rules that keep the child safe?", "No shouting")
    worker.fill("What will they do?", "Rings every evening")
    worker.fill("Who? A person’s name", "Bridie O’Night")
    worker.main.get_by_role("textbox", name=re.compile(r"^When\?")).first.fill("At seven")
    worker.fill("What happens if the plan does not work?", "She sleeps at Bridie’s")
    worker.fill("Who to call, with their numbers", "Bridie, 01632 960 001")
    worker.fill("When is it gone through again?", written(now().date() + timedelta(days=30)))
    worker.press("Put the plan in force")
    worker.look()
    expect(worker.main).to_contain_text("Rings every evening")


def _write_the_summary(worker, story):
    worker.open(f"{story.path}summary/")
    worker.follow("Write the summary")
    worker.fill("Why are we involved?", "Neglect")
    worker.fill("What are the risks now?", "Hunger")
    worker.fill("What should a worker at night know and do?", "Ring Bridie first")
    worker.press()
    worker.look()
    expect(worker.main).to_contain_text("Ring Bridie first")
    expect(worker.main).to_contain_text("Bridie, 01632 960 001")


def _add_to_the_chronology(worker, story):
    worker.open(f"{story.path}chronology/")
    worker.follow("Add an event")
    worker.fill("When did it happen?", "2019")
    worker.fill("What happened?", "The family moved from Leeds")
    worker.fill("Where is this known from?", "Health visitor")
    worker.press()
    worker.look()
    expect(worker.main).to_contain_text("Some time in 2019")
    expect(worker.main).to_contain_text("Safety plan, version 1, came into force")
    with worker.page.expect_download() as taken:
        worker.main.get_by_role("link", name="Print what is shown (PDF)").click()
    assert taken.value.suggested_filename == "chronology.pdf"
