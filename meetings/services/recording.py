"""Writing down a meeting that was held."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, time
from typing import Any

from django.db import transaction

from cases.models import Case
from cases.services.locking import lock_cases
from cases.services.telling import mind_who_came_of
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import (
    BadInput,
    ChangedMeanwhile,
    NotFound,
    NotPermitted,
    NotReady,
    StepNotAllowed,
)
from cin.core.services import revise
from cin.policy.selectors import procedure_in_force
from cin.procedures.durations import Duration
from cin.procedures.readiness import chair_blockers
from meetings.models import (
    Attendance,
    AttendanceStatus,
    Meeting,
    MeetingChild,
    MeetingKind,
)
from meetings.next_steps import next_steps_offered, refuse_unknown_step
from meetings.selectors import (
    came_by_step_down,
    elsewhere,
    find_meeting,
    meeting_number,
    obstacle_to_editing,
    obstacle_to_holding,
)
from meetings.services.agreeing import settle_agreement
from meetings.services.booking import keep_booking
from meetings.services.harm import tell_of_harm_found
from plans.intervals import refuse_looser


@dataclass(frozen=True, kw_only=True)
class MeetingDetails:
    """What is said of the meeting as a whole; `chair_role` is a role as the procedure names it.

    `booking_id` is the arranged meeting that this was. `limits_kept` says how what somebody is not
    to be told was kept from them: it goes into the child's history and never into the record.
    """

    kind: str
    held_on: date
    chair_name: str
    chair_role: str
    began_at: time | None = None
    school_time_reason: str = ""
    without_meeting: bool | None = None
    without_meeting_reason: str = ""
    place: str = ""
    chair_reason: str = ""
    discussion: str = ""
    progress: str = ""
    decisions: str = ""
    disagreements: str = ""
    prompts: dict[str, str] = field(default_factory=dict)
    unresolved: str = ""
    headings: dict[str, str] = field(default_factory=dict)
    services_agreed: str = ""
    expectations: str = ""
    significant_events: str = ""
    decisions_made: list[dict[str, str]] = field(default_factory=list)
    next_invitees: list[dict[str, str]] = field(default_factory=list)
    note_taker_role: str = ""
    note_taker: str = ""
    later_interval: str = ""
    later_chair: str = ""
    booking_id: int | None = None
    limits_kept: str = ""

    @property
    def columns(self) -> dict[str, Any]:
        """What the record keeps."""
        answers = asdict(self)
        del answers["booking_id"], answers["limits_kept"]
        return answers


@dataclass(frozen=True, kw_only=True)
class ChildPart:
    """What is said of one child at a meeting; None is "not answered"."""

    case_id: int
    attended: bool | None = None
    absence_reason: str = ""
    views: str = ""
    plan_agreed: bool | None = None
    plan_changes: bool | None = None
    outcome: str = ""
    outcome_reason: str = ""
    next_step: str = ""
    lead_professional: str = ""
    lead_agency: str = ""
    outcomes_achieved: bool | None = None
    inaction_harm: bool | None = None
    progress: list[dict[str, str]] = field(default_factory=list)
    next_meeting_on: date | None = None
    next_meeting_time: time | None = None


@dataclass(frozen=True, kw_only=True)
class AttendanceDetails:
    """Somebody invited, whether they came, what they think, and what they wrote instead."""

    name: str
    role: str
    status: str
    views: str = ""
    written_update: str = ""
    update_shared: bool | None = None


@transaction.atomic
def hold_meeting(
    *,
    case_id: int,
    actor: User,
    details: MeetingDetails,
    parts: Sequence[ChildPart],
    attendance: Sequence[AttendanceDetails] = (),
) -> Meeting:
    """Record that a meeting was held, for one child or several of the family; its record may be
    finished later.

    Refuses (BadInput) a date in the future or before support began; (StepNotAllowed) a case that is
    not supported, a second initial meeting, a review before it, and a review without a meeting
    where the procedure allows none; (NotReady) a chair the procedure does not allow; (BadInput)
    somebody among the people who is not to be told something, as long as nobody says how it was
    kept from them.
    """
    cases = _lock_children(case_id, actor, parts)
    for case in cases.values():
        _refuse_out_of_turn(case, details)
    _refuse_chair(cases[case_id], details, meeting=None)
    _refuse_loose_interval(cases[case_id], details)
    _mind_limits(cases.values(), actor, attendance, details.limits_kept)
    meeting = Meeting(case=cases[case_id], written_by=actor, **details.columns)
    settle_agreement(meeting)
    meeting.save()
    saved = _save_parts(meeting, parts, attendance)
    tell_of_harm_found(meeting, saved, cases, actor)
    _write_down("meetings.hold_meeting", meeting, cases.values(), actor)
    if details.booking_id is not None:
        keep_booking(details.booking_id, meeting, actor, cases.values())
    return meeting


@transaction.atomic
def edit_meeting(
    *,
    meeting_id: int,
    actor: User,
    seen_version: int,
    details: MeetingDetails,
    parts: Sequence[ChildPart],
    attendance: Sequence[AttendanceDetails] = (),
) -> Meeting:
    """Change the record of a meeting that is not finished; `seen_version` is the version that was
    on screen.

    Refuses as `hold_meeting` does, (ChangedMeanwhile) an edit that did not see the latest text, and
    (StepNotAllowed) a finished record or another kind of meeting.
    """
    cases = _lock_children(find_meeting(actor, meeting_id).case_id, actor, parts)
    meeting = Meeting.objects.locked().get(pk=meeting_id)
    if obstacle := obstacle_to_editing(meeting):
        raise StepNotAllowed(obstacle)
    if meeting.kind != details.kind:
        raise StepNotAllowed("The kind of a meeting cannot be changed.")
    for case in _newly_named(meeting, cases):
        _refuse_out_of_turn(case, details)
    for case in cases.values():
        _refuse_bad_date(case, details)
    _refuse_chair(cases[meeting.case_id], details, meeting=meeting)
    _refuse_loose_interval(cases[meeting.case_id], details)
    known = set(meeting.attendance.values_list("name", flat=True))
    newly = [row for row in attendance if row.name not in known]
    about = [*cases.values(), *elsewhere(meeting, cases.values())]
    _mind_limits(about, actor, newly, details.limits_kept)
    _revise(meeting, seen_version, details, parts, attendance)
    settle_agreement(meeting)
    meeting.save()
    saved = _save_parts(meeting, parts, attendance)
    tell_of_harm_found(meeting, saved, cases, actor)
    _write_down("meetings.edit_meeting", meeting, cases.values(), actor)
    return meeting


def _revise(
    meeting: Meeting,
    seen_version: int,
    details: MeetingDetails,
    parts: Sequence[ChildPart],
    attendance: Sequence[AttendanceDetails],
) -> None:
    """Revise as everywhere, but show what the other person saved of the children and who came."""
    try:
        revise(meeting, seen_version=seen_version, changes=details.columns)
    except ChangedMeanwhile as stale:
        theirs = {**stale.theirs, **_their_parts(meeting, parts)}
        saved = [_in_words(row) for row in meeting.attendance.all()]
        if saved != [_in_words(row) for row in attendance]:
            theirs["attendance"] = "\n".join(saved)
        raise ChangedMeanwhile(stale.message, theirs=theirs, version=stale.version) from None


def _their_parts(meeting: Meeting, parts: Sequence[ChildPart]) -> dict[str, object]:
    saved = {part.case_id: part for part in meeting.children.all()}
    return {
        # The names that the form gives to the questions about one child.
        f"child-{part.case_id}-{name}": getattr(saved[part.case_id], name)
        for part in parts
        if part.case_id in saved
        for name, mine in asdict(part).items()
        if getattr(saved[part.case_id], name) != mine
    }


def _in_words(row: Attendance | AttendanceDetails) -> str:
    status = AttendanceStatus(row.status).label.lower()
    shared = {True: "shared", False: "not shared", None: ""}[row.update_shared]
    said = [row.name, row.role, status, row.views, row.written_update, shared]
    return ", ".join(filter(None, said))


def _lock_children(case_id: int, actor: User, parts: Sequence[ChildPart]) -> dict[int, Case]:
    cases = {
        case.pk: case for case in lock_cases({case_id, *(part.case_id for part in parts)}, actor)
    }
    if len({case.family_id for case in cases.values()}) > 1:
        raise NotFound("A meeting covers the children of one family.")
    if case_id not in {part.case_id for part in parts}:
        raise BadInput("attended", "Say of this child, too, whether the child came")
    for case in cases.values():
        if refusal := may_work.reason(case, actor):
            raise NotPermitted(refusal)
    return cases


def _mind_limits(
    cases: Iterable[Case], actor: User, attendance: Iterable[AttendanceDetails], kept: str
) -> None:
    names = "\n".join(row.name for row in attendance)
    mind_who_came_of(cases, actor, names=names, kept=kept, field="attendance")


def _newly_named(meeting: Meeting, cases: dict[int, Case]) -> list[Case]:
    known = set(meeting.children.values_list("case_id", flat=True))
    return [case for case in cases.values() if case.pk not in known]


def _refuse_out_of_turn(case: Case, details: MeetingDetails) -> None:
    if obstacle := obstacle_to_holding(case, details.kind):
        raise StepNotAllowed(obstacle)
    _refuse_bad_date(case, details)


def _refuse_bad_date(case: Case, details: MeetingDetails) -> None:
    if details.held_on > clock.today():
        raise BadInput("held_on", "The date of the meeting cannot be in the future")
    if case.support_began_on is not None and details.held_on < case.support_began_on:
        raise BadInput(
            "held_on",
            "The meeting cannot be before the assessment was approved on "
            f"{case.support_began_on:%-d %B %Y}",
        )


def _refuse_loose_interval(case: Case, details: MeetingDetails) -> None:
    """Refuse (BadInput) later meetings further apart than the procedure allows (HIL-56)."""
    if not details.later_interval:
        return
    procedure = procedure_in_force(case.authority_id, details.held_on)
    interval = Duration.parse(details.later_interval)
    try:
        refuse_looser(procedure, "review_interval", interval, disabled=case.child.is_disabled)
    except BadInput as bad:
        raise BadInput("later_interval", bad.message) from None


def _refuse_chair(case: Case, details: MeetingDetails, *, meeting: Meeting | None) -> None:
    procedure = procedure_in_force(case.authority_id, details.held_on)
    counts_initial = bool(procedure.get("meeting_count_includes_initial"))
    number = meeting_number(case, counts_initial=counts_initial, before=meeting)
    blockers = chair_blockers(
        procedure,
        kind=details.kind,
        number=number,
        chair_role=details.chair_role,
        has_reason=bool(details.chair_reason.strip()),
        after_step_down=details.kind == MeetingKind.INITIAL and came_by_step_down(case),
    )
    if blockers:
        raise NotReady(blockers)


def _save_parts(
    meeting: Meeting, parts: Sequence[ChildPart], attendance: Sequence[AttendanceDetails]
) -> list[MeetingChild]:
    saved = []
    offered = next_steps_offered(procedure_in_force(meeting.case.authority_id))
    for part in parts:
        refuse_unknown_step(offered, part.outcome, part.next_step)
        if part.next_meeting_on is not None and part.next_meeting_on <= meeting.held_on:
            raise BadInput("next_meeting_on", "The next meeting must be after this one")
        answers = asdict(part)
        case_id = answers.pop("case_id")
        child, _ = MeetingChild.objects.update_or_create(
            meeting=meeting, case_id=case_id, defaults=answers
        )
        saved.append(child)
    meeting.attendance.all().delete()
    Attendance.objects.bulk_create(
        [Attendance(meeting=meeting, **asdict(row)) for row in attendance]
    )
    return saved


def _write_down(action: str, meeting: Meeting, cases: Iterable[Case], actor: User) -> None:
    """Write one line in each child's history: each child's file stands alone."""
    for case in cases:
        record(action=action, subject=meeting, case=case, actor=actor, states=("", meeting.state))
