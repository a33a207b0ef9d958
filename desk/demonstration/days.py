"""Working days and office hours, counted from the day the demonstration is made."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from cin.core import clock
from cin.procedures.calendar import england_and_wales
from cin.procedures.durations import Duration, Unit

BETWEEN_ACTS = timedelta(minutes=7)
FARTHEST_BACK = 400


def settled(day: date) -> date:
    """Give the day itself when it is a working day, otherwise the last one before it."""
    calendar = england_and_wales()
    return day if calendar.is_working_day(day) else calendar.last_working_day_before(day)


def after(day: date, working_days: int) -> date:
    """Give the day so many working days after another."""
    return england_and_wales().add(day, Duration(working_days, Unit.WORKING_DAYS))


def before(day: date, working_days: int) -> date:
    """Give the working day so many working days before another."""
    return (
        settled(day)
        if not working_days
        else england_and_wales().working_days_before(day, working_days)
    )


def at_hour(day: date, hour: float) -> datetime:
    """Give the moment of an hour such as 15.5 on a day, whenever the demonstration is made."""
    return timezone.make_aware(datetime.combine(day, time(int(hour), round(hour % 1 * 60))))


def latest_start(interval: Duration, *, due_by: date) -> date:
    """Give the latest working day from which the interval ends on or before a day."""
    calendar = england_and_wales()
    for days in range(FARTHEST_BACK):
        start = due_by - timedelta(days=days)
        if calendar.is_working_day(start) and calendar.add(start, interval) <= due_by:
            return start
    raise ValueError(f"{interval} is too long for the demonstration")


def rhythm(first: date, last: date, interval: Duration, chance: Random) -> list[date]:
    """List working days from after the first to the last, uneven, but no further apart than the
    interval allows.
    """
    days: list[date] = []
    day = last
    while day > first:
        days.append(day)
        length = (england_and_wales().add(day, interval) - day).days
        day = settled(day - timedelta(days=round(length * chance.uniform(0.75, 0.95))))
    return days[::-1]


class Diary:
    """One story's clock: it moves forward only, and never past the moment the demonstration is
    made.
    """

    def __init__(self) -> None:
        """Begin on the last working day that has come."""
        self.now = clock.now()
        self.today = settled(clock.today())
        self._last: datetime | None = None

    @contextmanager
    def on(self, day: date, hour: float = 10) -> Iterator[datetime]:
        """Hold the clock on a day at an hour such as 14.5, or soon after the last thing that
        happened.
        """
        wanted = at_hour(day, hour)
        if self._last is not None:
            wanted = max(wanted, self._last + BETWEEN_ACTS)
        self._last = min(wanted, self.now)
        with clock.at(self._last):
            yield self._last
