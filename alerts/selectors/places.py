"""On which page each thing that is due is done, for the person who asks."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from alerts.labels import (
    ASSESSMENT,
    CASE_AND_COUNTED_RECORD,
    COUNTED_RECORD,
    LABELS,
    PLAN_CHANGE,
    PLAN_IN_FORCE,
    Place,
)
from alerts.models import Deadline
from assessments.models import EDITABLE, Assessment, AssessmentState
from cases.models import CaseState
from cases.selectors.milestones import milestone_refusal
from cases.selectors.oversight import oversight_refusal
from cin.accounts.models import User
from cin.accounts.permissions import may_administer, may_manage, may_work
from meetings.selectors import unfinished_meetings
from plans.models import PlanState, PlanVersion


@dataclass(frozen=True)
class WorkInHand:
    """The unfinished assessment, the plan in force and the plan in draft of each of some cases, and
    the meetings about them whose record is not finished.
    """

    assessments: dict[int, tuple[int, str]] = field(default_factory=dict)
    plans_in_force: dict[int, int] = field(default_factory=dict)
    plans_in_draft: dict[int, int] = field(default_factory=dict)
    meetings: frozenset[int] = frozenset()


def work_in_hand(case_ids: Iterable[int]) -> WorkInHand:
    """Gather what is being written about some cases, with three queries."""
    wanted = list(case_ids)
    unfinished = Assessment.objects.filter(case_id__in=wanted).exclude(
        state=AssessmentState.APPROVED
    )
    states = (PlanState.ACTIVE, PlanState.DRAFT)
    versions = PlanVersion.objects.filter(case_id__in=wanted, state__in=states)
    plans: dict[str, dict[int, int]] = {state: {} for state in states}
    for case_id, pk, state in versions.values_list("case_id", "pk", "state"):
        plans[state][case_id] = pk
    meetings = unfinished_meetings(wanted).values_list("meeting_id", flat=True)
    return WorkInHand(
        meetings=frozenset(meetings),
        assessments={
            case_id: (pk, state)
            for case_id, pk, state in unfinished.values_list("case_id", "pk", "state")
        },
        plans_in_force=plans[PlanState.ACTIVE],
        plans_in_draft=plans[PlanState.DRAFT],
    )


def address_of(deadline: Deadline, user: User, in_hand: WorkInHand) -> str:
    """Give the address of the page where something due is done, or nothing when this person does it
    nowhere.

    The deadline's case must be loaded.
    """
    label = LABELS.get(deadline.key)
    if label is None or label.place is None or not deadline.case.is_open:
        return ""
    place = label.place
    if _refusal(deadline, place, user):
        return ""
    if place.built_from == ASSESSMENT or _waits_for_the_assessment(deadline, place):
        return _assessment(deadline, in_hand)
    if place.built_from == PLAN_CHANGE:
        return _plan_change(deadline.case_id, in_hand)
    if place.built_from == PLAN_IN_FORCE:
        version_id = in_hand.plans_in_force.get(deadline.case_id)
        return reverse(place.page, args=[version_id]) if version_id else ""
    if place.page == "meetings:circulate_minutes" and _counted(deadline) in in_hand.meetings:
        # Minutes are sent once their record is finished.
        return ""
    return _of_case_or_record(deadline, place)


def booking_address_of(deadline: Deadline, user: User) -> str:
    """Give the address where somebody who arranges meetings, and records none, books the one that
    is due; nothing for anybody else.

    The deadline's case must be loaded.
    """
    label, case = LABELS.get(deadline.key), deadline.case
    if not user.arranges_meetings or label is None or label.place is None:
        return ""
    place = label.place
    is_meeting = place.page == "meetings:hold_meeting" and case.state == CaseState.CIN_ACTIVE
    if not is_meeting or may_administer.reason(case, user):
        return ""
    return reverse("meetings:book_meeting", args=[case.pk, place.kind])


def _refusal(deadline: Deadline, place: Place, user: User) -> str:
    if place.page == "cases:record_milestone":
        return milestone_refusal(deadline.case, user, place.kind)
    if place.page == "cases:record_oversight":
        return oversight_refusal(deadline.case, user, place.kind)
    if place.page == "meetings:circulate_minutes":
        return str(may_administer.reason(deadline.case, user))
    return str((may_manage if place.by_manager else may_work).reason(deadline.case, user))


def _waits_for_the_assessment(deadline: Deadline, place: Place) -> bool:
    """Say whether a meeting is due because a plan was decided on, while the assessment, which comes
    first, is not finished.
    """
    return place.page == "meetings:hold_meeting" and deadline.case.state == CaseState.ASSESSMENT


def _of_case_or_record(deadline: Deadline, place: Place) -> str:
    if place.built_from not in {COUNTED_RECORD, CASE_AND_COUNTED_RECORD}:
        extra = [place.kind] if place.kind else []
        return reverse(place.page, args=[deadline.case_id, *extra])
    number = _counted(deadline)
    if number is None:
        return ""
    first = [deadline.case_id] if place.built_from == CASE_AND_COUNTED_RECORD else []
    return reverse(place.page, args=[*first, number])


def _counted(deadline: Deadline) -> int | None:
    """Give the record from which something due is counted, if it is one."""
    number = deadline.counts_from_id.rpartition("-")[2]
    return int(number) if number.isdigit() else None


def _assessment(deadline: Deadline, in_hand: WorkInHand) -> str:
    if deadline.case_id not in in_hand.assessments:
        may_begin = deadline.case.state in {CaseState.ALLOCATED, CaseState.CIN_ACTIVE}
        address = reverse("assessments:begin_assessment", args=[deadline.case_id])
        return address if may_begin else ""
    pk, state = in_hand.assessments[deadline.case_id]
    page = "write_assessment" if state in EDITABLE else "assessment"
    return reverse(f"assessments:{page}", args=[pk])


def _plan_change(case_id: int, in_hand: WorkInHand) -> str:
    if version_id := in_hand.plans_in_draft.get(case_id):
        return reverse("plans:write_plan", args=[version_id])
    if case_id in in_hand.plans_in_force:
        return reverse("plans:amend_plan", args=[case_id])
    return ""
