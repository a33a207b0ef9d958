"""What a procedure wants before a meeting, and whether its time suits: warnings in words, never
bars.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils import timezone

from assessments.models import NetworkMeetingState
from assessments.selectors.network_meetings import network_meetings_of
from cases.models import Case, MilestoneKind, Person
from cin.core.reading import clock_time
from cin.core.templatetags.cin import day, plain_day
from cin.policy.selectors import bank_holiday_calendar, procedure_in_force
from cin.procedures.book import Procedure
from cin.procedures.school import is_in_school_time
from meetings.models import COUNTED_KINDS, Booking, Meeting, MeetingChild, MeetingKind
from visits.models import VisitChild

# As it was noted before family network meetings had a record of their own.
_NOTED = (MilestoneKind.FNM_HELD, MilestoneKind.FNM_NOT_APPROPRIATE)


def warnings_before(case: Case, kind: str) -> list[str]:
    """List in sentences what the procedure wants before a meeting of this kind and the case (its
    child loaded) has not had: a visit to prepare (HIL-68, BOL-11, PET-07), a family network meeting
    (HIL-25).
    """
    procedure = procedure_in_force(case.authority_id)
    found = [_preparation(procedure, case, kind), _network_meeting(procedure, case, kind)]
    return [warning for warning in found if warning]


def prepared_on(case: Case, kind: str, *, before: date | None = None) -> date | None:
    """Give the day of the latest visit that prepared the family for a meeting of this kind, since
    the last meeting that was held; `before` leaves out later visits and meetings.
    """
    visits = VisitChild.objects.filter(case=case, visit__prepares_for=kind)
    held = MeetingChild.objects.filter(case=case, meeting__kind__in=COUNTED_KINDS)
    if before is not None:
        visits = visits.filter(visit__visited_at__date__lte=before)
        held = held.filter(meeting__held_on__lt=before)
    last_held = held.order_by("-meeting__held_on").values_list("meeting__held_on", flat=True)
    latest = visits.order_by("-visit__visited_at").values_list("visit__visited_at", flat=True)
    last, visited_at = last_held.first(), latest.first()
    on = timezone.localtime(visited_at).date() if visited_at else None
    return None if on is None or (last is not None and on < last) else on


def wants_preparation(procedure: Procedure, kind: str) -> bool:
    """Say whether the procedure has the family visited before a meeting of this kind."""
    return kind in COUNTED_KINDS and procedure.get("pre_meeting_visit") != "off"


def in_school_time(procedure: Procedure, meeting: Meeting, came: Iterable[Person]) -> list[str]:
    """Name the children who came to a meeting in their school hours."""
    if meeting.began_at is None or not procedure.flag("school_time_warning"):
        return []
    holidays = bank_holiday_calendar().holidays
    return [
        str(child)
        for child in came
        if is_in_school_time(
            procedure,
            on=meeting.held_on,
            at=meeting.began_at,
            born_on=child.born_on,
            bank_holidays=holidays,
        )
    ]


def next_in_school_time(procedure: Procedure, parts: Iterable[MeetingChild]) -> list[str]:
    """Say in sentences which children's next meeting is arranged for their school hours."""
    if not procedure.flag("school_time_warning"):
        return []
    holidays = bank_holiday_calendar().holidays
    return [
        f"The next meeting about {part.case.child}, on {day(part.next_meeting_on)} at "
        f"{clock_time(part.next_meeting_time)}, is in school hours. Does that suit the child? "
        "(Term dates are not known here.)"
        for part in parts
        if part.next_meeting_on is not None
        and part.next_meeting_time is not None
        and is_in_school_time(
            procedure,
            on=part.next_meeting_on,
            at=part.next_meeting_time,
            born_on=part.case.child.born_on,
            bank_holidays=holidays,
        )
    ]


def booked_in_school_time(
    procedure: Procedure, booking: Booking, children: Iterable[Person]
) -> list[str]:
    """Say in sentences which children's school hours an arranged meeting falls into."""
    if not procedure.flag("school_time_warning"):
        return []
    at, holidays = timezone.localtime(booking.planned_at), bank_holiday_calendar().holidays
    return [
        f"It is in school hours of {child}. Does that suit the child? "
        "(Term dates are not known here.)"
        for child in children
        if is_in_school_time(
            procedure,
            on=at.date(),
            at=at.time(),
            born_on=child.born_on,
            bank_holidays=holidays,
        )
    ]


def _preparation(procedure: Procedure, case: Case, kind: str) -> str:
    if not wants_preparation(procedure, kind) or prepared_on(case, kind):
        return ""
    return (
        f"No visit to prepare {case.child.given_names} and the family for this meeting is recorded"
        f"{_cited(procedure, 'pre_meeting_visit')}. You can still record the meeting."
    )


def _network_meeting(procedure: Procedure, case: Case, kind: str) -> str:
    before = procedure.get("fnm_due_rule") == "before_initial_meeting"
    if kind != MeetingKind.INITIAL or not before or procedure.get("fnm_mode") == "off":
        return ""
    noted = case.milestones.filter(kind__in=_NOTED)
    if network_meetings_of(case).exclude(state=NetworkMeetingState.PREPARING).exists():
        return ""
    if noted.exists():
        return ""
    return (
        "No family network meeting was held before this meeting"
        f"{_cited(procedure, 'fnm_due_rule')}. Where possible it comes first; it falls due "
        "afterwards otherwise."
    )


def _cited(procedure: Procedure, name: str) -> str:
    cites = ", ".join(procedure.cites_for(name))
    return f" ({cites})" if cites else ""


def preparations(parts: Iterable[MeetingChild], kind: str, held_on: date) -> Iterator[str]:
    """Say for each child of a meeting when the family was visited to prepare for it."""
    for part in parts:
        on = prepared_on(part.case, kind, before=held_on)
        yield f"{part.case.child}: {plain_day(on) if on else 'no visit recorded'}"
