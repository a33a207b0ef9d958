"""A case from referral to closure, in two authorities with different procedures."""

import pytest

from tests.journeys.case_story import CaseStory
from tests.journeys.desk import Desk

pytestmark = pytest.mark.journey


@pytest.fixture
def story(sign_in, check_page):
    def begin(slug, **words):
        return CaseStory(
            slug=slug,
            sw=Desk(sign_in(f"{slug}.sw"), check_page),
            tm=Desk(sign_in(f"{slug}.tm"), check_page),
            **words,
        )

    return begin


@pytest.mark.rule("ROC-61")
@pytest.mark.rule("ROC-65")
@pytest.mark.rule("ROC-69")
@pytest.mark.rule("ROC-86")
def test_a_case_in_rochdale_from_referral_to_closure(story):
    case = story("rochdale")
    case.refer_with_mother()
    case.screen()
    case.allocate()
    case.check_due("Initial visit", case.label("assessment"))
    case.visit("initial", "Initial visit")
    assert "Initial visit" not in case.sw.due()
    case.agree("The assessment", "Support under a Child in Need plan")
    case.begin_assessment()
    case.write_plan()
    case.write_assessment()
    case.approve_assessment()
    case.decide_plan("Decide on the plan", "Approve")
    case.check_due("Initial Child in Need meeting")
    case.meet("initial")
    case.reckoning.happened("meeting_held", visit="initial")
    case.reckoning.happened("plan_started")
    case.check_due("Visit", case.label("review"))
    case.meet("review")
    case.close()
    assert "Closed" in case.tm.main.inner_text()


@pytest.mark.rule("HIL-29")
@pytest.mark.rule("HIL-52")
@pytest.mark.rule("HIL-57")
@pytest.mark.rule("HIL-93")
def test_a_case_in_hillingdon_from_referral_to_closure(story):
    case = story("hillingdon")
    case.refer()
    case.screen()
    case.allocate()
    case.check_due(case.label("assessment"))
    case.visit("initial", "Initial visit")
    case.begin_assessment()
    case.write_assessment()
    case.approve_assessment()
    case.check_due("Initial CIN meeting")
    case.write_plan()
    case.meet("initial")
    case.decide_plan("Sign off the plan", "Sign it off")
    case.reckoning.happened("meeting_held", visit="initial")
    case.reckoning.happened("plan_started")
    case.check_due("Visit", case.label("review"))
    case.meet("review")
    case.close()
    assert "Closed" in case.tm.main.inner_text()
