"""Proposing the ending of a case, and deciding on it."""

from datetime import date

import pytest

from assessments.services import begin_assessment
from cases.models import Case
from cases.services.allocation import allocate_case
from cin.audit.models import AuditEvent
from cin.core import clock
from cin.core.errors import (
    BadInput,
    ChangedMeanwhile,
    NotFound,
    NotPermitted,
    NotReady,
    StepNotAllowed,
)
from closures.models import Closure, ClosureState
from closures.selectors import (
    awaiting_decision,
    blockers_to_closing,
    closures_of,
    destinations_for,
    ends_in_early_help,
    reasons_for,
)
from closures.services import (
    ClosingSummary,
    approve_closure,
    decline_closure,
    propose_closure,
)
from meetings.selectors import waits_for_ratification
from meetings.services import ratify_meeting
from plans.models import Plan, PlanVersion
from safeguarding.services import raise_concern
from tests.endings import got_ready
from tests.midnight import strikes_after
from tests.stories import approved, build_house, held, met, screened, supported, visited
from transfers.services import OfferDetails, propose_transfer

pytestmark = pytest.mark.django_db
WHOLE = {
    "reason": "no_longer_in_need",
    "destination": "universal",
    "summary": "Two years' work; at school every day.",
    "child_views": "I am all right.",
    "family_views": "We are glad.",
    "agency_views": "The school agrees.",
    "next_steps": "Ms Khan at the school.",
}


def propose(house, case, *, is_ready=True, **answers):
    """Get everything ready that the procedure asks for, unless told not to, and propose."""
    summary = ClosingSummary(**{**WHOLE, **answers})
    if is_ready:
        steps_down = ends_in_early_help(summary.reason, summary.destination)
        got_ready(house, case, steps_down=steps_down)
    return propose_closure(case_id=case.pk, actor=house.sw, summary=summary)


def ready(house):
    """Bring a case to a review that recommends its ending."""
    case = supported(house)
    meeting = met(house, case, kind="review", outcome="no_longer_cin", next_meeting_on=None)
    if waits_for_ratification(meeting):
        ratify_meeting(
            meeting_id=meeting.pk,
            actor=house.tm,
            read_version=meeting.version,
            comment="The changes are made, and last.",
        )
    return Case.objects.get(pk=case.pk)


def approve(house, closure, actor=None, **answers):
    usual = {
        "actor": actor or house.tm,
        "read_version": closure.version,
        "comment": "Everybody agrees, and so do I.",
    }
    return approve_closure(closure_id=closure.pk, **{**usual, **answers})


def codes(refused):
    return [blocker.code for blocker in refused.value.blockers]


@pytest.mark.rule("BOL-52")
def test_a_case_is_proposed_for_closing_after_a_review_recommends_it(bolton):
    case = ready(bolton)
    closure = propose(bolton, case)
    assert (closure.state, closure.submitted_by) == (ClosureState.PROPOSED, bolton.sw)
    assert Case.objects.get(pk=case.pk).state == "closing"
    assert list(closures_of(case)) == [closure]


def test_everything_that_stands_in_the_way_is_said_at_once(bolton):
    case = supported(bolton)
    visited(bolton, case, finalised=False)
    held(bolton, case, kind="review")
    raise_concern(case_id=case.pk, actor=bolton.sw, what="A bruise")
    propose_transfer(
        case_id=case.pk,
        actor=bolton.sw,
        to_team_id=bolton.other_team.pk,
        reason="Moved",
        summary="Neglect",
        offer=OfferDetails(urgent="Nothing"),
    )
    with pytest.raises(NotReady) as refused:
        propose(bolton, case, summary="", child_views=" ", next_steps="")
    assert codes(refused) == [
        "recommendation",
        "visits",
        "meetings",
        "concern",
        "transfer",
        "summary",
        "child_views",
        "next_steps",
    ]
    assert Case.objects.get(pk=case.pk).state == "cin_active"


@pytest.mark.rule("ROC-173")
def test_after_a_death_nobodys_views_are_asked_for(rochdale):
    case = supported(rochdale)
    empty = {"child_views": "", "family_views": "", "agency_views": "", "next_steps": ""}
    closure = propose(rochdale, case, reason="child_died", destination="", **empty)
    assert closure.reason == "child_died"


@pytest.mark.parametrize("reason", ["turned_18", "moved_transferred", "cared_for"])
def test_an_event_that_ends_the_work_needs_no_recommendation(bolton, reason):
    assert propose(bolton, supported(bolton), reason=reason).pk


def test_an_assessment_that_recommends_no_plan_is_closed_without_one(bolton):
    case = approved(bolton, "no_further_action").case
    case = Case.objects.get(pk=case.pk)
    assert [code for code, _ in reasons_for(case)][:2] == ["no_further_action", "early_help"]
    closure = propose(bolton, case, reason="no_further_action")
    approve(bolton, closure)
    assert Case.objects.get(pk=case.pk).close_reason == "no_further_action"


def test_an_unfinished_assessment_stands_in_the_way(bolton):
    case = screened(bolton)
    allocate_case(case_id=case.pk, actor=bolton.tm, worker_id=bolton.sw.pk, note="See the school")
    begin_assessment(
        case_id=case.pk, actor=bolton.sw, started_on=date(2026, 3, 18), consent="given"
    )
    case = Case.objects.get(pk=case.pk)
    waiting = blockers_to_closing(case, reason="no_further_action")
    assert [blocker.code for blocker in waiting] == ["recommendation", "assessment"]
    assert blockers_to_closing(case, reason="child_died") == []


@pytest.mark.parametrize(
    ("answers", "field"),
    [({"reason": "step_down_tac"}, "reason"), ({"destination": "the_moon"}, "destination")],
)
def test_a_reason_or_destination_that_is_not_the_authoritys_is_refused(bolton, answers, field):
    with pytest.raises(BadInput) as refused:
        propose(bolton, ready(bolton), **answers)
    assert refused.value.field == field


@pytest.mark.parametrize("slug", ["rochdale", "peterborough"])
def test_reasons_and_destinations_are_the_authoritys_own(db, slug):
    house = build_house(slug)
    case = supported(house)
    reasons, places = dict(reasons_for(case)), dict(destinations_for(case))
    assert ("order_ended" in reasons) is (slug == "rochdale")
    assert ("caf_tac" in places) is (slug == "peterborough")


def test_a_case_that_is_not_assessed_cannot_be_proposed(bolton):
    with pytest.raises(StepNotAllowed, match="accepted for assessment"):
        propose(bolton, screened(bolton))


def test_a_case_is_proposed_once(bolton):
    case = ready(bolton)
    propose(bolton, case)
    with pytest.raises(StepNotAllowed):
        propose(bolton, case)


def test_another_team_proposes_nothing(bolton):
    case = ready(bolton)
    with pytest.raises(NotFound):
        propose_closure(case_id=case.pk, actor=bolton.sw3, summary=ClosingSummary(**WHOLE))


def test_approval_closes_the_case_and_ends_its_plan_and_allocation(bolton):
    case = ready(bolton)
    approve(bolton, propose(bolton, case))
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.closed_on) == ("closed", date(2026, 3, 18))
    assert (case.close_reason, case.close_destination) == ("no_longer_in_need", "universal")
    assert Plan.objects.get(case=case).ended_on == date(2026, 3, 18)
    assert {version.state for version in PlanVersion.objects.filter(case=case)} == {"ceased"}
    assert not case.allocations.filter(ended_at=None).exists()
    assert AuditEvent.objects.filter(case_id=case.pk, action="closures.approve").count() == 1


def test_nobody_approves_the_ending_they_proposed(bolton):
    case = ready(bolton)
    summary = ClosingSummary(**WHOLE)
    closure = propose_closure(case_id=case.pk, actor=bolton.tm, summary=summary)
    assert list(awaiting_decision(bolton.tm)) == []
    assert list(awaiting_decision(bolton.sm)) == [closure]
    with pytest.raises(NotPermitted, match="somebody else must decide"):
        approve(bolton, closure)
    assert approve(bolton, closure, actor=bolton.sm).state == ClosureState.APPROVED


def test_a_social_worker_does_not_close_a_case(bolton):
    closure = propose(bolton, ready(bolton))
    with pytest.raises(NotPermitted, match="Only a manager"):
        approve(bolton, closure, actor=bolton.sw2)


@pytest.mark.parametrize("act", [approve_closure, decline_closure])
def test_a_proposal_that_changed_since_it_was_read_is_not_decided_on(bolton, act):
    closure = propose(bolton, ready(bolton))
    with pytest.raises(ChangedMeanwhile):
        act(closure_id=closure.pk, actor=bolton.tm, read_version=0, comment="Yes")
    assert Closure.objects.get(pk=closure.pk).state == ClosureState.PROPOSED


def test_a_record_left_unfinished_since_the_proposal_stops_the_closing(bolton):
    case = ready(bolton)
    closure = propose(bolton, case)
    visited(bolton, case, finalised=False)
    with pytest.raises(NotReady) as refused:
        approve(bolton, closure)
    assert codes(refused) == ["visits"]
    assert Case.objects.get(pk=case.pk).state == "closing"


def decline(house, closure, comment="There is more to do."):
    return decline_closure(
        closure_id=closure.pk, actor=house.tm, read_version=closure.version, comment=comment
    )


def test_a_declined_closure_resumes_the_support(bolton):
    case = ready(bolton)
    assert decline(bolton, propose(bolton, case)).state == ClosureState.DECLINED
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.ending_recommended_on) == ("cin_active", None)
    assert PlanVersion.objects.get(case=case).state == "active"
    with pytest.raises(NotReady, match="no longer in need"):
        propose(bolton, case)


def test_a_declined_closure_after_an_assessment_resumes_the_assessment(bolton):
    case = approved(bolton, "no_further_action").case
    decline(bolton, propose(bolton, case, reason="no_further_action"))
    assert Case.objects.get(pk=case.pk).state == "assessment"


def test_declining_needs_a_reason(bolton):
    closure = propose(bolton, ready(bolton))
    with pytest.raises(BadInput) as refused:
        decline(bolton, closure, comment=" ")
    assert refused.value.field == "comment"


def test_a_closure_is_decided_once(bolton):
    closure = propose(bolton, ready(bolton))
    approve(bolton, closure)
    with pytest.raises((StepNotAllowed, NotReady)):
        approve(bolton, closure, actor=bolton.sm)


@pytest.mark.parametrize("readings", [0, 1, 2, 3])
def test_at_midnight_an_ending_has_one_day(bolton, monkeypatch, readings):
    case = ready(bolton)
    closure = propose(bolton, case)
    strikes_after(monkeypatch, readings, "2026-03-18")
    decided = approve(bolton, closure)
    case.refresh_from_db()
    day = clock.day_of(decided.decided_at)
    assert (case.closed_on, case.plan.ended_on) == (day, day)
