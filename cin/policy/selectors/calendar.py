"""The calendar of an authority: its working days, and every day off with where it comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cin.accounts.models import User
from cin.core import clock
from cin.core.errors import NotFound
from cin.policy.models import BankHoliday, DayOff
from cin.policy.selectors.days import bank_holiday_calendar
from cin.policy.selectors.procedures import (
    find_version,
    may_read_drafts,
    procedure_in_force,
    procedure_of,
    published,
)
from cin.procedures.book import Procedure
from cin.procedures.calendar import CalendarEnds, WorkingCalendar
from cin.procedures.durations import Duration, Unit
from cin.procedures.reckoning import Reckoner

CALENDAR_WARNING_DAYS = 120
# The settings of a procedure that are days off, and what each of their days is.
_DAYS_IN_A_PROCEDURE = {"bank_holidays": "Extra bank holiday", "local_closure_days": "Closure day"}


@dataclass(frozen=True, kw_only=True)
class DayInCalendar:
    """One day off: what it is, and where that comes from; `own` is the authority's row, if one
    made it.
    """

    day: date
    what: str
    source: str
    note: str = ""
    own: DayOff | None = None


@dataclass(frozen=True, kw_only=True)
class CalendarYear:
    """One year of an authority's calendar, and the years for which there is one."""

    year: int
    first: int
    last: int
    days: list[DayInCalendar]


def working_calendar(authority_id: int) -> WorkingCalendar:
    """Give the days on which an authority works under the procedure in force today: the bank
    holidays, its own days off and its own weekdays.
    """
    return _own_calendar(procedure_in_force(authority_id), bank_holiday_calendar())


def working_calendars(procedures: Mapping[int, Procedure]) -> dict[int, WorkingCalendar]:
    """Give the days on which several authorities work, each under its own procedure (by authority
    id), with one query.
    """
    if not procedures:
        return {}
    known = bank_holiday_calendar()
    return {each: _own_calendar(procedure, known) for each, procedure in procedures.items()}


def beyond_calendar(authority_id: int, length: Duration, day: date) -> str:
    """Say that a length of time cannot be counted from a day, since it lies beyond the known bank
    holidays, or nothing.
    """
    if length.unit is not Unit.WORKING_DAYS:
        return ""
    calendar = working_calendar(authority_id)
    try:
        calendar.add(day, length)
    except CalendarEnds:
        known_until = f"{calendar.known_until:%-d %B %Y}"
        return (
            f"{length} cannot be counted: the bank holidays are known only until {known_until}. "
            "Enter it in weeks or months"
        )
    return ""


def calendar_year(user: User, year: int) -> CalendarYear:
    """Give every day off of one year for the person's authority, the first one first; refuses
    (NotFound) a year outside the known ones.
    """
    known = bank_holiday_calendar()
    first, last = known.known_from.year, known.known_until.year
    if not first <= year <= last:
        raise NotFound(f"The calendar is known from {first} to {last}.")
    days = [*_published_days(year), *_own_days(user, year), *_days_of_the_procedure(user, year)]
    days.sort(key=lambda each: each.day)
    return CalendarYear(year=year, first=first, last=last, days=days)


def calendar_warning(user: User) -> date | None:
    """Give the last day whose bank holidays are known to those who answer for it, once it is 120
    days off or fewer; nothing to anybody else.
    """
    return calendar_ends_on() if answers_for_calendar(user) else None


def answers_for_calendar(user: User) -> bool:
    """Say whether this person is to be told what is wrong with the calendar."""
    return bool(user.is_manager) or may_read_drafts(user)


def calendar_ends_on() -> date | None:
    """Give the last day whose bank holidays are known, once it is 120 days off or fewer."""
    last = bank_holiday_calendar().known_until
    return last if (last - clock.today()).days <= CALENDAR_WARNING_DAYS else None


@lru_cache(maxsize=64)
def _own_calendar(procedure: Procedure, calendar: WorkingCalendar) -> WorkingCalendar:
    return Reckoner(procedure, calendar).calendar


def _published_days(year: int) -> Iterator[DayInCalendar]:
    for row in BankHoliday.objects.filter(day__year=year).order_by("day"):
        loaded = f"Loaded on {row.created_at:%-d %B %Y}"
        yield DayInCalendar(day=row.day, what=row.title, source=row.source, note=loaded)


def _own_days(user: User, year: int) -> Iterator[DayInCalendar]:
    rows = DayOff.objects.filter(authority_id=user.authority_id, day__year=year)
    for row in rows.select_related("added_by").order_by("day"):
        added = f"Added by {row.added_by} on {row.created_at:%-d %B %Y}"
        yield DayInCalendar(
            day=row.day, what=row.get_kind_display(), source=row.reason, note=added, own=row
        )


def _days_of_the_procedure(user: User, year: int) -> Iterator[DayInCalendar]:
    number = published(user).number
    procedure = procedure_of(find_version(user, number))
    for name, what in _DAYS_IN_A_PROCEDURE.items():
        for day in procedure.get(name):
            if day.year == year:
                source = f"Version {number} of the procedure"
                yield DayInCalendar(day=day, what=what, source=source)
