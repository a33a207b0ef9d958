"""What a person began and has not finished: visits and meetings to write up, assessments and plans
in draft.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from assessments.models import (
    EDITABLE,
    Assessment,
    AssessmentState,
    Checkpoint,
    CheckpointState,
    FamilyNetworkMeeting,
)
from assessments.selectors.network_meetings import UNFINISHED as OPEN_MEETINGS
from cases.models import Case
from cases.selectors.access import visible_cases
from cases.selectors.notes import unfinished_notes
from cin.accounts.models import User
from cin.policy.selectors import procedure_in_force
from meetings.models import Meeting, MeetingKind, MeetingState
from plans.models import PlanState, PlanVersion
from visits.models import Visit, VisitState


@dataclass(frozen=True, kw_only=True)
class Unfinished:
    """One record that still has to be finished; `on` is the day it is about."""

    what: str
    case: Case
    href: str
    on: date | None = None
    status: str = "Not finished"


def unfinished_by(user: User) -> list[Unfinished]:
    """List what is unfinished on the cases a person carries, and what they began on others they may
    open, oldest first.
    """
    reach = visible_cases(user)
    mine = Q(case__worker=user)
    return [
        *_visits(Visit.objects.filter(mine | Q(visitor=user), case__in=reach)),
        *_meetings(Meeting.objects.filter(mine | Q(written_by=user), case__in=reach), user),
        *_checkpoints(Checkpoint.objects.filter(mine | Q(written_by=user), case__in=reach)),
        *_network(FamilyNetworkMeeting.objects.filter(mine | Q(written_by=user), case__in=reach)),
        *_assessments(Assessment.objects.filter(mine | Q(written_by=user), case__in=reach)),
        *_plans(PlanVersion.objects.filter(mine | Q(written_by=user), case__in=reach)),
        *_notes(user),
    ]


def _visits(rows: QuerySet[Visit]) -> Iterator[Unfinished]:
    found = rows.filter(state=VisitState.MADE).select_related("case__child")
    for row in found.order_by("visited_at", "pk"):
        yield Unfinished(
            what=row.get_kind_display(),
            case=row.case,
            href=reverse("visits:edit_visit", args=[row.pk]),
            on=timezone.localtime(row.visited_at).date(),
        )


def _meetings(rows: QuerySet[Meeting], user: User) -> Iterator[Unfinished]:
    found = rows.filter(state=MeetingState.HELD).select_related("case__child")
    for row in found.order_by("held_on", "pk"):
        yield Unfinished(
            what=name_of_meeting(row, user.authority_id),
            case=row.case,
            href=reverse("meetings:edit_meeting", args=[row.pk]),
            on=row.held_on,
        )


def name_of_meeting(meeting: Meeting, authority_id: int | None) -> str:
    """Name a meeting by its kind: a review as the authority calls it."""
    if meeting.kind == MeetingKind.REVIEW and authority_id is not None:
        return str(procedure_in_force(authority_id).get("review_label"))
    return str(meeting.get_kind_display())


def _checkpoints(rows: QuerySet[Checkpoint]) -> Iterator[Unfinished]:
    found = rows.filter(state=CheckpointState.WRITING).select_related("case__child")
    for row in found.order_by("created_at", "pk"):
        yield Unfinished(
            what=str(row),
            case=row.case,
            href=reverse("assessments:write_checkpoint", args=[row.case_id, row.number]),
            on=timezone.localtime(row.created_at).date(),
            status="Returned for changes" if row.note else "Being written",
        )


def _network(rows: QuerySet[FamilyNetworkMeeting]) -> Iterator[Unfinished]:
    found = rows.filter(state__in=OPEN_MEETINGS).select_related("case__child")
    for row in found.order_by("created_at", "pk"):
        yield Unfinished(
            what=str(row),
            case=row.case,
            href=reverse("assessments:network_meeting", args=[row.pk]),
            on=row.held_on,
            status=row.get_state_display(),
        )


def _assessments(rows: QuerySet[Assessment]) -> Iterator[Unfinished]:
    found = rows.filter(state__in=EDITABLE).select_related("case__child")
    for row in found.order_by("started_on", "pk"):
        returned = row.state == AssessmentState.RETURNED
        yield Unfinished(
            what="Assessment",
            case=row.case,
            href=reverse("assessments:write_assessment", args=[row.pk]),
            on=row.started_on,
            status="Returned for changes" if returned else "Being written",
        )


def _plans(rows: QuerySet[PlanVersion]) -> Iterator[Unfinished]:
    found = rows.filter(state=PlanState.DRAFT).select_related("case__child")
    for row in found.order_by("created_at", "pk"):
        yield Unfinished(
            what="Plan" if row.is_first else "Change to the plan",
            case=row.case,
            href=reverse("plans:write_plan", args=[row.pk]),
            on=timezone.localtime(row.created_at).date(),
            status="Returned for changes" if row.decision_comment else "Draft",
        )


def _notes(user: User) -> Iterator[Unfinished]:
    for row in unfinished_notes(user):
        yield Unfinished(
            what="Note",
            case=row.case,
            href=reverse("cases:edit_note", args=[row.pk]),
            on=timezone.localtime(row.happened_at).date(),
        )
