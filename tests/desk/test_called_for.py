"""What an earlier decision calls for stands on the case until it is done."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assessments.services import request_specialist
from cin.core import clock
from desk.selectors.decisions import waiting_for
from safeguarding.selectors import concerns_wanted
from safeguarding.services import decide_concern, raise_concern
from tests.cases.browsing import open_page, words
from tests.cases.test_consents import answer, bring, decide, refused
from tests.stories import allocated, build_house, met, moment, supported

pytestmark = pytest.mark.django_db
TO_RAISE = "Raise the concern about harm: asked for on 18 March, and not raised yet"
TO_ASK = "Ask for the specialist assessment that the review of 18 March found needed"


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


@pytest.fixture
def house():
    return build_house("rochdale")


def says(house, case, who="sw"):
    return words(open_page(house.people[who], reverse("desk:case", args=[case.pk])))


def escalated(house):
    case = allocated(house)
    decide(house, bring(house, refused(house, case)), "escalated")
    return case


def whats(house):
    return [item.what for item in waiting_for(house.tm) if item.is_urgent]


@pytest.mark.rule("ROC-28")
def test_a_concern_that_a_manager_wanted_considered_is_asked_for_until_it_is_raised(house):
    case = escalated(house)
    assert TO_RAISE in says(house, case)
    assert whats(house) == ["Concern about harm, asked for after a refusal and not raised yet"]
    concern = raise_concern(case_id=case.pk, actor=house.tm, what="He is hungry every day.")
    assert TO_RAISE not in says(house, case)
    assert whats(house) == ["Concern about harm"]
    decide_concern(concern_id=concern.pk, actor=house.sm, calls_strategy=True, reason="Hungry.")
    assert TO_RAISE not in says(house, case)


@pytest.mark.rule("ROC-28")
def test_a_concern_of_before_the_refusal_is_not_the_one_that_is_wanted(house):
    case = allocated(house)
    raise_concern(case_id=case.pk, actor=house.sw, what="A bruise.")
    with clock.at(moment("2026-03-18 15:00")):
        decide(house, bring(house, refused(house, case)), "escalated")
        assert [review.case for review in concerns_wanted([case])] == [case]


@pytest.mark.rule("ROC-28")
def test_a_later_agreement_does_not_take_the_question_of_harm_away(house):
    case = escalated(house)
    answer(house, case)
    assert TO_RAISE in says(house, case)


def test_a_refusal_that_was_accepted_asks_for_no_concern(house):
    case = allocated(house)
    decide(house, bring(house, refused(house, case)), "accepted")
    assert TO_RAISE not in says(house, case)


@pytest.mark.rule("PET-52")
def test_a_review_that_finds_a_specialist_assessment_needed_leads_to_asking_for_it():
    house = build_house("peterborough")
    case = supported(house)
    met(house, case, kind="review", outcome="specialist_assessment")
    assert TO_ASK in says(house, case)
    request_specialist(
        case_id=case.pk,
        actor=house.sw,
        kind="Speech and language",
        provider="City clinic",
        why="He does not speak.",
        requested_on=clock.today(),
        due_on=clock.today() + timedelta(days=20),
    )
    assert TO_ASK not in says(house, case)
