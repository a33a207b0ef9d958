"""Arranging a meeting, changing it and calling it off: it meets nothing until it is held."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from cases.models import Case
from cases.services.locking import lock_cases
from cin.accounts.models import User
from cin.accounts.permissions import may_administer
from cin.audit.services import record, take_step
from cin.core import clock
from cin.core.errors import BadInput, NotFound, NotPermitted, StepNotAllowed
from cin.core.services import revise
from meetings.models import Booking, BookingChild, Meeting
from meetings.permissions import may_answer_chair
from meetings.selectors import find_booking, obstacle_to_booking, obstacle_to_changing
from meetings.services.inviting import Invited, invite


@dataclass(frozen=True, kw_only=True)
class BookingDetails:
    """What is known of a meeting beforehand; `planned_at` is an aware moment, `arrangements` is
    text by code, and `chair_asked` is why a manager is asked to chair.
    """

    planned_at: datetime
    place: str = ""
    place_suits: bool | None = None
    arrangements: Mapping[str, str] = field(default_factory=dict)
    not_invited_reason: str = ""
    update_by: date | None = None
    chair_asked: str = ""


@transaction.atomic
def book_meeting(
    *,
    case_id: int,
    kind: str,
    actor: User,
    details: BookingDetails,
    invited: Invited,
    children: Sequence[int] = (),
) -> Booking:
    """Arrange a meeting about the case's child and others of the family, by their cases, and choose
    who is invited (BIR-44, PET-12, BOL-17).

    Refuses (BadInput) a moment in the past, and somebody who is not to be told something without a
    manager's reason; (StepNotAllowed) a second meeting of the kind; (NotFound) a child of another
    family or team.
    """
    cases = _lock_children({case_id, *children}, actor)
    for case in cases:
        if obstacle := obstacle_to_booking(case, kind):
            raise StepNotAllowed(obstacle)
    _refuse_past(details.planned_at)
    asked_by = actor if details.chair_asked else None
    booking = Booking.objects.create(
        case_id=case_id, kind=kind, booked_by=actor, chair_asked_by=asked_by, **asdict(details)
    )
    others = sorted(case.pk for case in cases if case.pk != case_id)
    BookingChild.objects.bulk_create(
        BookingChild(booking=booking, case_id=pk) for pk in [case_id, *others]
    )
    invite(booking, cases, actor, invited)
    _write_down("meetings.book_meeting", booking, cases, actor)
    return booking


@transaction.atomic
def change_booking(
    *,
    booking_id: int,
    actor: User,
    seen_version: int,
    details: BookingDetails,
    invited: Invited,
    reason: str = "",
) -> Booking:
    """Change an arranged meeting and who is invited; another day, time or place has a reason.

    Refuses as `book_meeting` does, (StepNotAllowed) one that was held or called off, and
    (ChangedMeanwhile) a change that did not see the latest.
    """
    booking, cases = _locked(booking_id, actor)
    moved = booking.planned_at != details.planned_at or booking.place != details.place
    if booking.planned_at != details.planned_at:
        _refuse_past(details.planned_at)
    if moved and not reason.strip():
        raise BadInput("reason", "Say why the day, the time or the place is changed")
    changes = _changes(booking, details, actor)
    if moved:
        changes["change_reason"] = reason
    revise(booking, seen_version=seen_version, changes=changes)
    booking.save()
    invite(booking, cases, actor, invited)
    _write_down("meetings.change_booking", booking, cases, actor, reason=reason)
    return booking


@transaction.atomic
def call_off_booking(*, booking_id: int, actor: User, reason: str) -> Booking:
    """Call an arranged meeting off, with the reason; what is due stays due when it was.

    Refuses (BadInput) no reason; (StepNotAllowed) one that was held or called off.
    """
    booking, cases = _locked(booking_id, actor)
    if not reason.strip():
        raise BadInput("reason", "Say why the meeting is called off")
    booking.call_off_reason = reason
    take_step(booking, "call_off", actor=actor, reason=reason)
    others = [case for case in cases if case.pk != booking.case_id]
    _write_down("meetings.call_off", booking, others, actor, reason=reason)
    return booking


@transaction.atomic
def answer_chair(*, booking_id: int, actor: User, chairs: bool, said: str) -> Booking:
    """Say as a manager whether one chairs a meeting, in words (BIR-103).

    Refuses (NotPermitted) anybody but a manager, and the one who asked, (StepNotAllowed) where
    nobody asks, (BadInput) a no without its reason.
    """
    booking, _cases = _locked(booking_id, actor)
    if refusal := may_answer_chair.reason(booking, actor):
        raise NotPermitted(refusal)
    if not booking.chair_asked or booking.answered_at is not None:
        raise StepNotAllowed("No manager is asked to chair this meeting.")
    if not chairs and not said.strip():
        raise BadInput("said", "Say why not, and who chairs instead")
    booking.manager_chairs, booking.manager_said = chairs, said
    booking.answered_by, booking.answered_at = actor, clock.now()
    booking.save()
    details = {"chairs": chairs}
    record(
        action="meetings.answer_chair", subject=booking, actor=actor, reason=said, details=details
    )
    return booking


def keep_booking(booking_id: int, meeting: Meeting, actor: User, cases: Iterable[Case]) -> None:
    """Note that an arranged meeting about a locked case was held, and is recorded as this one.

    Refuses (StepNotAllowed) one that was held or called off, or is of another kind.
    """
    booking = find_booking(actor, booking_id)
    booking = Booking.objects.locked().get(pk=booking.pk)
    if obstacle := obstacle_to_changing(booking):
        raise StepNotAllowed(obstacle)
    about = set(booking.children.values_list("case_id", flat=True))
    if booking.kind != meeting.kind or not about & {case.pk for case in cases}:
        raise StepNotAllowed("The meeting that was booked is not this one.")
    booking.meeting = meeting
    take_step(booking, "hold", actor=actor)


def _changes(booking: Booking, details: BookingDetails, actor: User) -> dict[str, Any]:
    """Give the changed columns; a manager who answered is not asked anew."""
    changes = asdict(details)
    if booking.answered_at is not None:
        changes["chair_asked"] = booking.chair_asked
    elif details.chair_asked != booking.chair_asked:
        booking.chair_asked_by = actor if details.chair_asked else None
    return changes


def _lock_children(case_ids: set[int], actor: User) -> list[Case]:
    cases = lock_cases(case_ids, actor)
    if len({case.family_id for case in cases}) > 1:
        raise NotFound("A meeting covers the children of one family.")
    for case in cases:
        if refusal := may_administer.reason(case, actor):
            raise NotPermitted(refusal)
    return cases


def _locked(booking_id: int, actor: User) -> tuple[Booking, list[Case]]:
    """Lock the cases of the children whom this person may know of, then the arranged meeting."""
    found = find_booking(actor, booking_id)
    cases = _lock_children({row.case_id for row in found.children.all()}, actor)
    booking = Booking.objects.locked().get(pk=booking_id)
    if refusal := may_administer.reason(booking, actor):
        raise NotPermitted(refusal)
    if obstacle := obstacle_to_changing(booking):
        raise StepNotAllowed(obstacle)
    return booking, cases


def _refuse_past(planned_at: datetime) -> None:
    if planned_at <= clock.now():
        raise BadInput("planned_at", "The meeting must be booked for the future")


def _write_down(
    action: str, booking: Booking, cases: Iterable[Case], actor: User, *, reason: str = ""
) -> None:
    """Write one line in each child's history: each child's file stands alone."""
    for case in cases:
        record(
            action=action,
            subject=booking,
            case=case,
            actor=actor,
            states=("", booking.state),
            reason=reason,
        )
