"""On a phone: a refusal, what worker and manager thought of it, and the assessment all the same."""

import re
from datetime import date

import pytest

from tests.journeys.case_story import CaseStory
from tests.journeys.desk import Desk, written
from tests.journeys.reckoning import now

pytestmark = pytest.mark.journey
PHONE = {"width": 360, "height": 780}


@pytest.fixture
def on_a_phone(sign_in, check_page):
    def begin(username):
        desk = Desk(sign_in(username), check_page)
        desk.page.set_viewport_size(PHONE)
        return desk

    return begin


def tick(desk, answer):
    desk.main.get_by_role("checkbox", name=re.compile(re.escape(answer))).first.check()


def refuse(worker, story):
    """Record that the mother refused, and bring it to the manager."""
    worker.open(f"{story.path}consents/")
    worker.follow("Record consent")
    worker.main.get_by_role("radio", name=re.compile("Mary")).check()
    tick(worker, "The assessment")
    tick(worker, "What it is for")
    worker.choose("What was the answer?", "Refused")
    worker.fill("Why did they refuse?", "She fears that he’s taken away; I told her why not.")
    worker.fill("When was that?", written(now().date()))
    worker.press("Save")
    worker.look()
    with worker.page.expect_navigation():
        worker.main.get_by_role("link", name=re.compile("^Bring it to the manager")).click()
    worker.look()
    worker.fill("When did you talk it through?", written(now().date()))
    worker.fill("What does it mean for the child in the short term?", "School goes on.")
    worker.fill("What does it mean for the child in the long term?", "He loses weight.")
    worker.fill("What would assessing, or not assessing, bring?", "We would know why.")
    worker.choose("What do you propose?", "That the work goes on without agreement")
    worker.choose(
        "On what ground?", "The child's health or development would be impaired without it"
    )
    worker.fill("Why?", "He must be seen.")
    worker.press("Bring it to the manager")
    worker.look()


@pytest.mark.rule("ROC-24", "ROC-26", "ROC-29")
def test_a_refusal_is_thought_through_and_overridden_before_the_assessment(on_a_phone):
    worker, manager = on_a_phone("rochdale.sw"), on_a_phone("rochdale.tm")
    story = CaseStory("rochdale", worker, manager, family="O’Refusal", born_on=date(2016, 2, 2))
    story.refer_with_mother()
    story.screen()
    story.allocate()
    refuse(worker, story)

    worker.open(story.path)
    worker.follow("Start the assessment")
    worker.fill("When does the assessment start?", written(now().date()))
    going_on = "No, but the assessment goes on for the reason given"
    worker.choose("Did the family agree to be assessed?", going_on)
    worker.fill("Why does the assessment go on", "He must be seen.")
    worker.press("Begin the assessment")
    assert "A manager must authorise going on without agreement" in worker.main.inner_text()

    manager.open(story.path)
    manager.follow("Decide on a refusal: the assessment")
    manager.choose("What is your decision?", "Authorise going on without agreement")
    manager.fill("Analysis and reasons for your decision", "Two schools are worried.")
    manager.press("Save the decision")
    manager.look()
    assert "Authorised to go on without agreement" in manager.main.inner_text()

    worker.press("Begin the assessment")
    worker.look()
    assert "The assessment has begun." in worker.page.content()
