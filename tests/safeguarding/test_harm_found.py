"""Harm that a review or an assessment finds goes before a manager by itself."""

import pytest

from cin.core.errors import BadInput, NotReady
from meetings.services import finish_meeting_record
from safeguarding.models import Concern, ConcernState
from safeguarding.selectors import awaiting_decision
from safeguarding.services import decide_concern
from tests.stories import allocated, build_house, held, met, submitted, supported

pytestmark = pytest.mark.django_db
HARM = {"outcome": "significant_harm", "outcome_reason": "He came with burns."}


@pytest.mark.rule("PET-53", "BOL-54", "BIR-71", "ROC-139", "HIL-108")
@pytest.mark.parametrize("slug", ["peterborough", "bolton", "birmingham", "rochdale", "hillingdon"])
def test_a_review_that_finds_harm_puts_it_before_the_manager(db, slug):
    house = build_house(slug)
    case = supported(house)
    met(house, case, kind="review", **HARM)
    (concern,) = awaiting_decision(house.tm)
    assert (concern.case, concern.state) == (case, ConcernState.RAISED)
    assert "He came with burns." in concern.what


def test_an_unfinished_record_does_not_wait_and_finishing_it_raises_no_second(bolton):
    case = supported(bolton)
    meeting = held(bolton, case, kind="review", **HARM)
    concern = Concern.objects.get()
    decide_concern(
        concern_id=concern.pk, actor=bolton.tm, calls_strategy=False, reason="Hot tea, seen."
    )
    finish_meeting_record(meeting_id=meeting.pk, actor=bolton.sw)
    assert Concern.objects.get().state == ConcernState.NOT_MET


def test_a_refused_record_raises_nothing(bolton):
    case = supported(bolton)
    with pytest.raises(BadInput):
        held(bolton, case, kind="review", **{**HARM, "next_meeting_on": bolton_day(case)})
    assert not Concern.objects.exists()


def bolton_day(case):
    return case.support_began_on


def test_another_outcome_raises_nothing(bolton):
    met(bolton, supported(bolton), kind="review")
    assert not Concern.objects.exists()


def test_an_assessment_that_recommends_a_strategy_discussion_does_so_too(rochdale):
    assessment = submitted(rochdale, outcome="strategy")
    (concern,) = awaiting_decision(rochdale.tm)
    assert concern.case_id == assessment.case_id
    assert "recommends a strategy discussion" in concern.what


@pytest.mark.rule("HIL-108")
def test_a_manager_takes_harm_to_a_legal_planning_meeting_where_the_procedure_knows_one(
    hillingdon,
):
    case = supported(hillingdon)
    met(hillingdon, case, kind="review", **HARM)
    decided = decide_concern(
        concern_id=Concern.objects.get().pk,
        actor=hillingdon.tm,
        calls_strategy=False,
        calls_legal_planning=True,
        reason="Neglect over two years.",
    )
    assert decided.state == ConcernState.LEGAL
    assert decided.decision_reason == "Neglect over two years."


def test_elsewhere_there_is_no_legal_planning_meeting(bolton):
    met(bolton, supported(bolton), kind="review", **HARM)
    with pytest.raises(BadInput) as refused:
        decide_concern(
            concern_id=Concern.objects.get().pk,
            actor=bolton.tm,
            calls_strategy=False,
            calls_legal_planning=True,
            reason="Neglect.",
        )
    assert refused.value.field == "calls_legal_planning"


def test_the_harm_is_told_in_the_same_transaction_or_not_at_all(rochdale):
    case = allocated(rochdale)
    assert not Concern.objects.filter(case=case).exists()
    case = supported(rochdale)
    meeting = held(rochdale, case, kind="review", **{**HARM, "views": ""})
    assert Concern.objects.filter(source=f"meeting-{meeting.pk}").count() == 1
    with pytest.raises(NotReady):
        finish_meeting_record(meeting_id=meeting.pk, actor=rochdale.sw)
    assert Concern.objects.count() == 1
