"""What pages and the procedure engine read about meetings."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from assessments.models import SpecialistAssessment
from cases.models import Case, CaseState, Change, ChangeKind
from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.audit.selectors import done_by
from cin.core.errors import NotFound
from cin.documents.models import Circulation, CirculationKind
from cin.policy.selectors import procedure_in_force, working_calendar
from cin.procedures.calendar import in_london
from cin.procedures.events import Event
from meetings.models import (
    COUNTED_KINDS,
    Meeting,
    MeetingChild,
    MeetingKind,
    MeetingState,
)
from plans.intervals import longest_allowed
from plans.selectors import agreements_about

WRITING = "meetings.edit_meeting"
ENDING_OUTCOMES = frozenset({"no_longer_cin", "step_down_tac"})
HARM = "significant_harm"


def meetings_about(case: Case) -> QuerySet[MeetingChild]:
    """List the child's parts of every meeting, newest first, each with the meeting."""
    return (
        MeetingChild.objects.filter(case=case)
        .select_related("meeting", "meeting__written_by", "meeting__ratified_by")
        .order_by("-meeting__held_on", "-meeting_id")
    )


def find_meeting(user: User, meeting_id: int) -> Meeting:
    """Give one meeting with its attendance; refuses (NotFound) one about no child this person may
    know of.
    """
    about_known = MeetingChild.objects.filter(meeting=OuterRef("pk"), case__in=visible_cases(user))
    found = (
        Meeting.objects.filter(Exists(about_known), pk=meeting_id)
        .select_related(
            "case__child",
            "case__authority",
            "case__team",
            "case__worker",
            "written_by",
            "submitted_by",
            "ratified_by",
            "agreement__decided_by",
        )
        .prefetch_related("attendance")
        .first()
    )
    if found is None:
        raise NotFound("There is no such meeting, or it belongs to another team.")
    return found


def parts_of(user: User, meeting: Meeting) -> list[MeetingChild]:
    """List the parts of a meeting whose children this person may know of, in the order they were
    recorded.
    """
    return list(
        meeting.children.filter(case__in=visible_cases(user))
        .select_related("case__child")
        .order_by("pk")
    )


def elsewhere(meeting: Meeting, known: Iterable[Case]) -> list[Case]:
    """List the cases of a meeting's children that are not among those known: another team's by
    now.
    """
    rows = meeting.children.exclude(case_id__in={case.pk for case in known})
    return [part.case for part in rows.select_related("case")]


def find_part(case: Case, meeting_id: int) -> MeetingChild:
    """Give the child's part of a meeting, with both; refuses (NotFound) a meeting about others."""
    part = MeetingChild.objects.filter(case=case, meeting_id=meeting_id)
    found = part.select_related("meeting", "case__child", "case__authority").first()
    if found is None:
        raise NotFound("There is no such meeting, or it is not about this child.")
    return found


def meeting_number(case: Case, *, counts_initial: bool, before: Meeting | None = None) -> int:
    """Say which Child in Need meeting the next one would be, or `before` is (ROC-142, K37).

    `counts_initial` makes the initial meeting number 1.
    """
    kinds = COUNTED_KINDS if counts_initial else [MeetingKind.REVIEW]
    held = MeetingChild.objects.filter(case=case, meeting__kind__in=kinds)
    if before is not None:
        held = held.filter(meeting_id__lt=before.pk)
    return held.count() + 1


def has_initial_meeting(case: Case) -> bool:
    """Whether the case's initial meeting has been held; one that did not agree the plan is held
    again.
    """
    initial = MeetingChild.objects.filter(case=case, meeting__kind=MeetingKind.INITIAL)
    return initial.exclude(plan_agreed=False).exists()


def obstacle_to_holding(case: Case, kind: str) -> str:
    """Say why no meeting of this kind can be recorded on the case now, or nothing."""
    if case.state not in {CaseState.CIN_ACTIVE, CaseState.CLOSING}:
        stage = case.get_state_display().lower()
        return f"Case {case.reference} is {stage}, so a meeting cannot be recorded on it."
    held = has_initial_meeting(case)
    if kind == MeetingKind.INITIAL and held:
        return "The initial meeting of this case is recorded already. Record a review instead."
    if kind == MeetingKind.REVIEW and not held:
        return "The initial meeting comes first. Record that one."
    return ""


def obstacle_to_editing(meeting: Meeting) -> str:
    """Say why the record of a meeting can no longer be changed, or nothing."""
    if meeting.state == MeetingState.HELD:
        return ""
    return "This record is finished, so it can no longer be changed."


def obstacle_to_ratifying(meeting: Meeting) -> str:
    """Say why there is nothing for a manager to ratify, or nothing."""
    if meeting.kind != MeetingKind.REVIEW:
        return "Only what a review decided is ratified."
    if not procedure_in_force(meeting.case.authority_id).get("review_approver_roles"):
        return "Under this authority's procedure a review needs no ratification."
    if meeting.state == MeetingState.HELD:
        return "The record of this review is not finished yet."
    if meeting.state == MeetingState.RATIFIED:
        return "This review is ratified already."
    return ""


def takes_effect_ratified(meeting: Meeting) -> bool:
    """Say whether what a review decided takes effect only once a manager ratified it (BIR-105)."""
    procedure = procedure_in_force(meeting.case.authority_id)
    is_ratified = bool(procedure.get("review_approver_roles"))
    waits = procedure.get("review_takes_effect") == "ratified"
    return meeting.kind == MeetingKind.REVIEW and is_ratified and waits


def waits_for_ratification(meeting: Meeting) -> bool:
    """Say whether what a review decided has still to be ratified before it takes effect."""
    return meeting.state != MeetingState.RATIFIED and takes_effect_ratified(meeting)


def obstacle_to_sending(meeting: Meeting) -> str:
    """Say why the minutes of a meeting cannot be sent out now, or nothing."""
    if meeting.state != MeetingState.HELD:
        return ""
    return "Finish the record of the meeting before sending it."


def latest_next_meeting(case: Case, *, kind: str, held_on: date) -> date | None:
    """Give the last day (included) for the next meeting after one held on a day, or None for no
    limit.

    After the initial meeting it is the procedure's time for the first review, otherwise its longest
    interval between reviews; a shorter interval in the plan in force binds (C10).
    """
    procedure = procedure_in_force(case.authority_id, held_on)
    longest = longest_allowed(procedure, "review_interval", disabled=case.child.is_disabled)
    if kind == MeetingKind.INITIAL:
        longest = procedure.duration("first_review_max") or longest
    agreed = agreements_about([case.pk]).get(case.pk, {}).get("review_interval")
    calendar = working_calendar(case.authority_id)
    days = [calendar.add(held_on, interval) for interval in (longest, agreed) if interval]
    return min(days, default=None)


def unfinished_meetings(case_ids: Iterable[int]) -> QuerySet[MeetingChild]:
    """List the meetings about these cases whose record is not finished, oldest first."""
    return (
        MeetingChild.objects.filter(case_id__in=list(case_ids), meeting__state=MeetingState.HELD)
        .select_related("meeting", "case__child")
        .order_by("meeting__held_on", "pk")
    )


def specialist_wanted_since(case: Case) -> date | None:
    """Give the day of the last review that found a specialist assessment needed, as long as none
    was asked for since (PET-52).
    """
    asked = SpecialistAssessment.objects.filter(
        case=case, requested_on__gte=OuterRef("meeting__held_on")
    )
    found = MeetingChild.objects.filter(
        ~Exists(asked),
        case=case,
        outcome="specialist_assessment",
        meeting__recorded_at__isnull=False,
    )
    latest = found.order_by("-meeting__held_on").values_list("meeting__held_on", flat=True)
    return latest.first()


def awaiting_ratification(user: User) -> QuerySet[Meeting]:
    """List the finished reviews this person could ratify, longest waiting first; none where the
    procedure asks no manager to.
    """
    if user.authority_id is None:
        return Meeting.objects.none()
    if not procedure_in_force(user.authority_id).get("review_approver_roles"):
        return Meeting.objects.none()
    return (
        Meeting.objects.filter(
            kind=MeetingKind.REVIEW, state=MeetingState.RECORDED, case__in=visible_cases(user)
        )
        .exclude(written_by=user)
        .exclude(submitted_by=user)
        .exclude(pk__in=done_by(user, WRITING).values("subject_id"))
        .select_related("case__child", "written_by")
        .order_by("recorded_at", "pk")
    )


def came_by_step_down(case: Case) -> bool:
    """Say whether a case's plan follows a child protection plan that ended (BOL-16)."""
    if case.initiation_reason == "cp_step_down":
        return True
    return Change.objects.standing().filter(case=case, kind=ChangeKind.CP_STEP_DOWN).exists()


def facts_about(case_ids: Iterable[int]) -> dict[int, list[Event]]:
    """List the meetings about each child, their finished records and their sent minutes, with two
    queries.

    Whether a review changes the plan is taken to be yes until somebody says no, or the review ends
    the plan: until then the update is asked for. A review without a meeting counts once a manager
    agreed to that (PET-42).
    """
    wanted = list(case_ids)
    facts: dict[int, list[Event]] = defaultdict(list)
    # Columns, not records: a meeting's record is long, and none of its words is needed here.
    held_parts = MeetingChild.objects.filter(case_id__in=wanted, meeting__awaits_agreement=False)
    parts = held_parts.order_by().values_list(*_OF_A_MEETING)
    for case_id, pk, kind, held_on, recorded_at, plan_changes, outcome in parts:
        held = f"meeting-{pk}"
        changes = kind == MeetingKind.INITIAL or _changes_plan(plan_changes, outcome)
        facts[case_id].append(
            Event(type="meeting_held", on=held_on, id=held, kind=kind, changes_plan=changes)
        )
        if recorded_at is not None:
            on = in_london(recorded_at).date()
            facts[case_id].append(
                Event(type="meeting_recorded", on=on, id=f"{held}-recorded", of=held)
            )
    sent = Circulation.objects.filter(case_id__in=wanted, kind=CirculationKind.MINUTES)
    for case_id, pk, of_id, on in sent.values_list("case_id", "pk", "of_id", "sent_on"):
        facts[case_id].append(
            Event(type="minutes_circulated", on=on, id=f"circulation-{pk}", of=f"meeting-{of_id}")
        )
    return facts


def _changes_plan(plan_changes: bool | None, outcome: str) -> bool:
    return outcome not in ENDING_OUTCOMES if plan_changes is None else plan_changes


_OF_A_MEETING = (
    "case_id",
    "meeting_id",
    "meeting__kind",
    "meeting__held_on",
    "meeting__recorded_at",
    "plan_changes",
    "outcome",
)


def kind_named(word: str) -> MeetingKind:
    """Give the kind of meeting that an address names; refuses (NotFound) any other word."""
    if word not in MeetingKind:
        raise NotFound("There is no such kind of meeting.")
    return MeetingKind(word)
