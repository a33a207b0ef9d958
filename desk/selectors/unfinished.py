"""What a person began and has not finished: visits and meetings to write up, assessments and plans
in draft, and what was typed in a form and not saved.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

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
from cin.core import clock
from cin.drafts.models import Draft
from cin.drafts.selectors import drafts_left, drafts_of, drafts_on_cases
from cin.policy.selectors import procedure_in_force, working_calendar
from desk.words import form_in_words
from meetings.models import Meeting, MeetingKind, MeetingState
from plans.models import PlanState, PlanVersion
from safeguarding.selectors.legal import concerns_for_lawyers
from visits.models import Visit, VisitState

MOST_TYPED = 100


@dataclass(frozen=True, kw_only=True)
class Unfinished:
    """One record that still has to be finished; `on` is the day it is about. Typed text that is
    not saved says when it was `kept_at` and `by` whom; it leads to its form only for its owner.
    """

    what: str
    case: Case | None
    href: str
    on: date | None = None
    status: str = "Not finished"
    kept_at: datetime | None = None
    by: str = ""


def unfinished_by(user: User) -> list[Unfinished]:
    """List what is unfinished on the cases a person carries, and what they began on others they may
    open, oldest first.
    """
    reach = visible_cases(user)
    mine = Q(case__worker=user)
    records = [
        *_visits(Visit.objects.filter(mine | Q(visitor=user), case__in=reach)),
        *_meetings(Meeting.objects.filter(mine | Q(written_by=user), case__in=reach), user),
        *_checkpoints(Checkpoint.objects.filter(mine | Q(written_by=user), case__in=reach)),
        *_network(FamilyNetworkMeeting.objects.filter(mine | Q(written_by=user), case__in=reach)),
        *_assessments(Assessment.objects.filter(mine | Q(written_by=user), case__in=reach)),
        *_plans(PlanVersion.objects.filter(mine | Q(written_by=user), case__in=reach)),
        *_legal_meetings(reach.open().filter(worker=user)),
        *_notes(user),
    ]
    return _with_typed(records, typed_by(user))


def unfinished_on(case: Case, user: User) -> list[Unfinished]:
    """List what is unfinished on one case, whoever began it; the case comes from `find_case`."""
    records = [
        *_visits(Visit.objects.filter(children__case=case)),
        *_meetings(Meeting.objects.filter(children__case=case), user),
        *_assessments(Assessment.objects.filter(case=case)),
        *_plans(PlanVersion.objects.filter(case=case)),
    ]
    # A visit or meeting may hang from a brother's or sister's case: here it is this child's.
    here = [replace(record, case=case) for record in records]
    return _with_typed(here, typed_on(case, user))


def _with_typed(records: list[Unfinished], typed: list[Unfinished]) -> list[Unfinished]:
    """Put what was typed first; a record with unsaved text in its own form is listed once."""
    addresses = {item.href.partition("?")[0] for item in typed if item.href}
    return [*typed, *(record for record in records if record.href not in addresses)]


def typed_by(user: User) -> list[Unfinished]:
    """List what a person typed and did not save, newest first, on records they may open."""
    drafts = list(drafts_of(user)[:MOST_TYPED])
    wanted = {draft.case_id for draft in drafts if draft.case_id}
    cases = visible_cases(user).select_related("child").in_bulk(wanted) if wanted else {}
    return [
        replace(
            _typed(draft, cases.get(draft.case_id or 0)), href=f"{draft.address}?kept={draft.pk}"
        )
        for draft in drafts
        if draft.case_id is None or draft.case_id in cases
    ]


def typed_on(case: Case, user: User) -> list[Unfinished]:
    """List what anybody typed about a case and did not save: who and when, never the text."""
    found = drafts_on_cases([case.pk])[:MOST_TYPED]
    return [
        replace(
            _typed(draft, case),
            href=f"{draft.address}?kept={draft.pk}" if draft.person_id == user.pk else "",
            by="you" if draft.person_id == user.pk else draft.person.name,
        )
        for draft in found
    ]


def _typed(draft: Draft, case: Case | None) -> Unfinished:
    return Unfinished(
        what=form_in_words(draft.page),
        case=case,
        href="",
        status="Not saved",
        kept_at=draft.saved_at,
    )


def left_in_team(user: User) -> list[Unfinished]:
    """List, for a team's own manager, what others of the team typed and left for longer than the
    procedure's limit (working days from the day it was last typed in), the longest first: who, in
    which form and since when, never the text.
    """
    if not user.is_manager or user.sees_whole_authority or user.authority_id is None:
        return []
    limit = procedure_in_force(user.authority_id).get("draft_stale_after")
    calendar, today = working_calendar(user.authority_id), clock.today()
    found = drafts_left(user.authority_id, before=clock.now() - timedelta(days=1))
    of_team = Q(case_id=None, person__team=user.team_id) | Q(
        case_id__in=visible_cases(user).filter(team=user.team_id).values("pk")
    )
    left = [
        draft
        for draft in found.filter(of_team).exclude(person=user)[:MOST_TYPED]
        if calendar.add(timezone.localtime(draft.saved_at).date(), limit) <= today
    ]
    wanted = {draft.case_id for draft in left if draft.case_id}
    cases = visible_cases(user).select_related("child").in_bulk(wanted) if wanted else {}
    return [
        replace(_typed(draft, cases.get(draft.case_id or 0)), by=draft.person.name)
        for draft in left
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


def _legal_meetings(cases: QuerySet[Case]) -> Iterator[Unfinished]:
    rows = concerns_for_lawyers(cases.values("pk")).select_related("case__child")
    for row in rows:
        yield Unfinished(
            what="Legal planning meeting",
            case=row.case,
            href=reverse("safeguarding:record_legal_meeting", args=[row.pk]),
            on=timezone.localtime(row.decided_at).date() if row.decided_at else None,
            status="Not decided yet",
        )


def _notes(user: User) -> Iterator[Unfinished]:
    for row in unfinished_notes(user):
        yield Unfinished(
            what="Note",
            case=row.case,
            href=reverse("cases:edit_note", args=[row.pk]),
            on=timezone.localtime(row.happened_at).date(),
        )
