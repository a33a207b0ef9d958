"""Which days are working days, and counting in them.

The day after the trigger is day 1 (C2); weeks, months and calendar days run from the trigger date
itself (C3, C4).
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from importlib.metadata import version
from typing import NamedTuple
from zoneinfo import ZoneInfo

from govuk_bank_holidays.bank_holidays import BankHolidays

from cin.procedures.durations import Duration, Unit

LONDON = ZoneInfo("Europe/London")
_UTC = ZoneInfo("UTC")
_MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)
_PACKAGE = "govuk-bank-holidays"


class CalendarEnds(ValueError):
    """A working-day question about a day outside the years whose holidays are known."""


class WorkingCalendar:
    """The working days of one authority, known from one date to another (both included).

    Every answer is one look-up in a list made once. Weekdays are numbered from Monday = 0.
    """

    def __init__(
        self,
        holidays: Iterable[date],
        *,
        known_from: date,
        known_until: date,
        working_weekdays: Iterable[int] = _MONDAY_TO_FRIDAY,
        count_trigger_day: bool = False,
    ) -> None:
        self.known_from = known_from
        self.known_until = known_until
        self.holidays = frozenset(holidays)
        self.working_weekdays = frozenset(working_weekdays)
        self.count_trigger_day = count_trigger_day
        self._first = known_from.toordinal()
        self._days: list[date] = []
        self._count_to: list[int] = []
        for ordinal in range(self._first, known_until.toordinal() + 1):
            day = date.fromordinal(ordinal)
            if day.weekday() in self.working_weekdays and day not in self.holidays:
                self._days.append(day)
            self._count_to.append(len(self._days))

    def with_rules(
        self,
        *,
        working_weekdays: Iterable[int],
        extra_holidays: Iterable[date],
        count_trigger_day: bool,
    ) -> "WorkingCalendar":
        """Give the same years under other rules: its own weekdays, and more days off."""
        return WorkingCalendar(
            self.holidays | set(extra_holidays),
            known_from=self.known_from,
            known_until=self.known_until,
            working_weekdays=working_weekdays,
            count_trigger_day=count_trigger_day,
        )

    def reaches(self, day: date) -> bool:
        """Say whether the working days around this day are known."""
        return self.known_from <= day <= self.known_until

    def is_working_day(self, day: date) -> bool:
        """Say whether this is a working day; outside the known years raises CalendarEnds."""
        index = self._index(day)
        before = self._count_to[index - 1] if index else 0
        return self._count_to[index] > before

    def add(self, day: date, duration: Duration) -> date:
        """Give the last day of a limit that starts at `day`, the trigger date.

        N working days: the Nth working day after it; 0 is the trigger date itself, working or not
        (C2). With `count_trigger_day` a working trigger date is day 1. Weeks and days: 7N and N
        days later. Months: the same day of the month, or the month's last (C4). Hours: N hours
        after the day began. Past the known years, working days raise CalendarEnds; the others need
        no calendar.
        """
        match duration.unit:
            case Unit.WORKING_DAYS:
                return self._add_working_days(day, duration.amount)
            case Unit.WEEKS:
                return day + timedelta(weeks=duration.amount)
            case Unit.CALENDAR_DAYS:
                return day + timedelta(days=duration.amount)
            case Unit.MONTHS:
                return add_months(day, duration.amount)
        return day + timedelta(days=duration.amount // 24)

    def working_days_before(self, day: date, amount: int) -> date:
        """Give the Nth working day before `day`, which is not counted itself (C7); 0 is the day
        itself.
        """
        if amount == 0:
            return day
        index = self._index(day)
        place = (self._count_to[index - 1] if index else 0) - amount
        if place < 0:
            raise CalendarEnds(self._refusal(day))
        return self._days[place]

    def last_working_day_before(self, day: date) -> date:
        """Give the working day before `day`, which is not counted itself (C6)."""
        return self.working_days_before(day, 1)

    def next_working_day(self, day: date) -> date:
        """Give the first working day after `day`."""
        return self._place(self._count_to[self._index(day)], day)

    def _add_working_days(self, day: date, amount: int) -> date:
        index = self._index(day)
        if amount == 0:
            return day
        counted = self._count_to[index]
        if self.count_trigger_day and self.is_working_day(day):
            counted -= 1
        return self._place(counted + amount - 1, day)

    def _place(self, place: int, asked: date) -> date:
        if place >= len(self._days):
            raise CalendarEnds(self._refusal(asked))
        return self._days[place]

    def _index(self, day: date) -> int:
        index = day.toordinal() - self._first
        if not 0 <= index < len(self._count_to):
            raise CalendarEnds(self._refusal(day))
        return index

    def _refusal(self, day: date) -> str:
        return (
            f"calendar: bank holidays are known from {self.known_from} to {self.known_until}, "
            f"which is not enough to count working days from {day}"
        )


def add_months(day: date, months: int) -> date:
    """Give the same day of the month so many months later (or earlier), or the month's last day
    (C4).
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last_day = 28 if day.day <= 28 else monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last_day))


def add_hours(moment: datetime, hours: int) -> datetime:
    """Give the moment so many elapsed hours later, nights, weekends and clock changes included
    (C5).
    """
    return (moment.astimezone(_UTC) + timedelta(hours=hours)).astimezone(LONDON)


@lru_cache(maxsize=4096)
def day_in_words(day: date) -> str:
    """Write a day as "Wednesday 22 April 2026"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def in_london(moment: datetime) -> datetime:
    """Give a moment in Europe/London; one without a time zone is taken to be local already."""
    if moment.tzinfo is LONDON:
        return moment
    if moment.tzinfo is None:
        return moment.replace(tzinfo=LONDON)
    return moment.astimezone(LONDON)


class PublishedHoliday(NamedTuple):
    """A bank holiday of England and Wales as the government published it."""

    day: date
    title: str


def england_and_wales(
    extra_holidays: Iterable[date] = (),
    closure_days: Iterable[date] = (),
    known_until: date | None = None,
) -> WorkingCalendar:
    """Give the calendar of England and Wales from the published bank holidays shipped with this
    product.

    Extra holidays and local closure days are days off too. It ends with the last year that was
    published, unless somebody who has entered the later holidays by hand says so with
    `known_until`.
    """
    days_off = frozenset(extra_holidays) | frozenset(closure_days)
    return calendar_of(_published_days(), days_off, known_until)


@lru_cache(maxsize=256)
def calendar_of(
    bank_holidays: frozenset[date],
    days_off: frozenset[date] = frozenset(),
    known_until: date | None = None,
) -> WorkingCalendar:
    """Give the calendar of these bank holidays and days off, known from the first year of the bank
    holidays to their last; raises CalendarEnds when there are none.
    """
    if not bank_holidays:
        raise CalendarEnds("calendar: no bank holidays are known")
    return WorkingCalendar(
        bank_holidays | days_off,
        known_from=date(min(bank_holidays).year, 1, 1),
        known_until=known_until or date(max(bank_holidays).year, 12, 31),
    )


@lru_cache(maxsize=1)
def published_holidays() -> tuple[PublishedHoliday, ...]:
    """Give the bank holidays of England and Wales that are shipped with this product, the first one
    first.
    """
    # The cached mode never asks the network: the list is the one shipped with the pinned package.
    division = BankHolidays.ENGLAND_AND_WALES
    found = BankHolidays(use_cached_holidays=True).get_holidays(division=division)
    return tuple(sorted(PublishedHoliday(each["date"], each["title"]) for each in found))


@lru_cache(maxsize=1)
def published_source() -> str:
    """Say which list the shipped bank holidays are."""
    return f"Government list for England and Wales ({_PACKAGE} {version(_PACKAGE)})"


@lru_cache(maxsize=1)
def _published_days() -> frozenset[date]:
    return frozenset(holiday.day for holiday in published_holidays())
