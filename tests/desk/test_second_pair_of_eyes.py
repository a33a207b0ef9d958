"""Nobody decides on their own work, by whatever road they come to it."""

import pytest

from alerts.selectors.due import due_to_worker
from alerts.services.deadlines import recompute
from cases.models import Case
from cases.selectors.access import visible_cases
from cases.services.allocation import reallocate_case
from cases.services.milestones import record_milestone
from cases.services.referrals import screen_referral
from cin.core import clock
from cin.core.errors import NotPermitted, NotReady, StepNotAllowed
from closures.services import ClosingSummary, approve_closure, propose_closure
from meetings.selectors import awaiting_ratification
from meetings.services import (
    AttendanceDetails,
    ChildPart,
    MeetingDetails,
    edit_meeting,
    finish_meeting_record,
    ratify_meeting,
)
from safeguarding.services import decide_concern, raise_concern
from tests.stories import build_house, held, met, referred, supported
from transfers.services import OfferDetails, accept_transfer, propose_transfer

pytestmark = pytest.mark.django_db


@pytest.mark.rule("HIL-93")
def test_a_manager_who_wrote_in_a_review_cannot_ratify_it():
    house = build_house("hillingdon")
    case = supported(house)
    meeting = held(house, case, kind="review")
    details = {
        name: getattr(meeting, name)
        for name in (
            "kind",
            "held_on",
            "chair_name",
            "chair_role",
            "discussion",
            "progress",
            "prompts",
            "significant_events",
            "decisions",
            "disagreements",
        )
    }
    part = meeting.children.get()
    edit_meeting(
        meeting_id=meeting.pk,
        actor=house.tm,
        seen_version=meeting.version,
        details=MeetingDetails(**details),
        parts=[
            ChildPart(
                case_id=case.pk,
                attended=True,
                views=part.views,
                outcome="no_longer_cin",
                outcome_reason="The manager's own words",
                next_step="universal",
                progress=part.progress,
            )
        ],
        attendance=[AttendanceDetails(name="Mary", role="Mother", status="attended")],
    )
    meeting = finish_meeting_record(meeting_id=meeting.pk, actor=house.sw)
    assert not awaiting_ratification(house.tm).exists()
    with pytest.raises(NotPermitted, match="You wrote in this record"):
        ratify_meeting(meeting_id=meeting.pk, actor=house.tm, read_version=meeting.version)
    ratify_meeting(meeting_id=meeting.pk, actor=house.sm, read_version=meeting.version)


def test_a_manager_cannot_dismiss_a_concern_of_their_own_but_can_act_on_it():
    house = build_house("bolton")
    case = supported(house)
    concern = raise_concern(case_id=case.pk, actor=house.tm, what="A bruise")
    with pytest.raises(NotPermitted, match="You raised this concern"):
        decide_concern(
            concern_id=concern.pk, actor=house.tm, calls_strategy=False, reason="Nothing"
        )
    decided = decide_concern(
        concern_id=concern.pk, actor=house.tm, calls_strategy=True, reason="A pattern"
    )
    assert decided.state == "strategy"


def _offered(house, case, actor):
    return propose_transfer(
        case_id=case.pk,
        actor=actor,
        to_team_id=house.other_team.pk,
        reason="Longer work",
        summary="What the next worker needs to know",
        offer=OfferDetails(urgent="Nothing"),
    )


def test_nobody_answers_their_own_offer_of_a_case():
    house = build_house("bolton")
    offer = _offered(house, supported(house), house.sm)
    with pytest.raises(NotPermitted, match="You made this offer"):
        accept_transfer(transfer_id=offer.pk, actor=house.sm, worker_id=house.sw3.pk)


def test_an_offer_is_void_once_the_case_has_moved_to_another_team():
    house = build_house("bolton")
    case = supported(house)
    offer = _offered(house, case, house.sw)
    reallocate_case(case_id=case.pk, actor=house.sm, worker_id=house.sw3.pk, note="Urgent")
    with pytest.raises(StepNotAllowed, match="moved to another team"):
        accept_transfer(transfer_id=offer.pk, actor=house.tm2, worker_id=house.sw3.pk)


def test_a_referral_is_not_ended_over_an_undecided_concern():
    house = build_house("bolton")
    case = referred(house)
    raise_concern(case_id=case.pk, actor=house.sw, what="A bruise")
    with pytest.raises(NotReady, match="concern"):
        screen_referral(
            case_id=case.pk, actor=house.tm, decision="no_further_action", reason="Nothing"
        )
    assert Case.objects.get(pk=case.pk).state == "referred"


def _closed(house):
    case = supported(house)
    met(house, case, kind="review", outcome="no_longer_cin")
    closure = propose_closure(
        case_id=case.pk,
        actor=house.sw,
        summary=ClosingSummary(
            reason="no_longer_in_need",
            summary="Done",
            child_views="Glad",
            family_views="Glad",
            agency_views="Agree",
            next_steps="School",
        ),
    )
    approve_closure(closure_id=closure.pk, actor=house.tm, read_version=closure.version)
    return Case.objects.get(pk=case.pk)


def test_a_closed_case_takes_nothing_more():
    house = build_house("bolton")
    case = _closed(house)
    with pytest.raises(StepNotAllowed, match="closed"):
        record_milestone(
            case_id=case.pk,
            actor=house.sw,
            kind="genogram_uploaded",
            happened_on=clock.today(),
            note="Late",
        )


def test_a_worker_who_has_moved_on_no_longer_sees_a_closed_case():
    house = build_house("bolton")
    case = _closed(house)
    assert visible_cases(house.sw).filter(pk=case.pk).exists()
    house.sw.team = house.other_team
    house.sw.save()
    assert not visible_cases(house.sw).filter(pk=case.pk).exists()


def test_somebody_who_does_casework_no_more_has_no_childs_name_on_today():
    house = build_house("bolton")
    case = supported(house)
    recompute([case.pk])
    assert case.worker_id == house.sw.pk
    house.sw.role = "procedure_admin"
    house.sw.save()
    assert due_to_worker(house.sw) == []
