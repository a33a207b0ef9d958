"""Working out dates under one procedure and calendar: when a limit ends, and when to warn of it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from cin.procedures.book import Procedure
from cin.procedures.calendar import WorkingCalendar, add_hours, add_months
from cin.procedures.durations import Duration, Unit
from cin.procedures.events import Event

_STANDS_ON = {
    "visit_interval": "visit_interval_max",
    "visit_schedule": "visit_interval_max",
    "review_interval": "review_interval_max",
    "initial_visit_within": "initial_visit_hours_cap",
    "assessment_due_on": "assessment_max",
}
# For which length of time it was worked out, and what was found: from when, and the day before.
_Around = tuple[Duration | None, tuple[date, date | None]]
_SHORT_WARNING = Duration(2, Unit.WORKING_DAYS)
_LONG_WARNING = Duration(5, Unit.WORKING_DAYS)
_YEAR_WARNING = Duration(8, Unit.WEEKS)


class Dates(NamedTuple):
    """What follows from the day on which a duty began: its limit and the days around it."""

    duration: Duration
    due_on: date
    amber_from: date
    last_working_day_before: date | None


class Limit(NamedTuple):
    """One limit on one duty: which setting, counted from what, and the day (or moment) it ends.

    `duration` is None for a date that somebody set. `reason` says why a limit beside the
    procedure's own applies.
    """

    setting: str
    duration: Duration | None
    start: Event
    due_on: date
    due_at: datetime | None = None
    reason: str = ""

    @property
    def ends(self) -> tuple[date, bool, datetime | None]:
        """Give what limits are compared by: a day lasts to its end, so a moment on that day
        comes before it.
        """
        return self.due_on, self.due_at is None, self.due_at


class Reckoner:
    """Works out dates under one procedure, on its own working days."""

    def __init__(self, procedure: Procedure, calendar: WorkingCalendar) -> None:
        self.procedure = procedure
        self.calendar = _own_calendar(procedure, calendar)
        self.authority_name = procedure.authority_name
        # What was agreed stands on the rule that it tightens.
        self.cites = {
            **procedure.cites,
            **{own: procedure.cites.get(rule, ()) for own, rule in _STANDS_ON.items()},
        }
        self._durations = {name: _as_duration(procedure.get(name)) for name in procedure.settings}
        # Hours count from a moment, all else from a day.
        self.in_hours = frozenset(
            name
            for name, duration in self._durations.items()
            if duration is not None and duration.unit is Unit.HOURS
        )
        self._policy = procedure.get("non_working_due_policy")
        self._warnings = procedure.get("alert_before")
        self._due: dict[tuple[str, date], date] = {}
        self._dates: dict[tuple[str, date], Dates | None] = {}
        self._around: dict[tuple[str, date, date], _Around] = {}

    def limit(self, setting: str, start: Event) -> Limit | None:
        """Give the limit that a setting puts on what `start` began, or None where the procedure
        sets none.
        """
        duration = self._durations[setting]
        if duration is None:
            return None
        if duration.unit is Unit.HOURS:
            return self.counted(setting, duration, start)
        key = (setting, start.on)
        due_on = self._due.get(key)
        if due_on is None:
            due_on = self._due[key] = self.counted(setting, duration, start).due_on
        return Limit(setting, duration, start, due_on, None, "")

    def limits(self, settings: Iterable[str], start: Event) -> list[Limit]:
        """Give the limits that several settings put on what `start` began."""
        found = (self.limit(setting, start) for setting in settings)
        return [limit for limit in found if limit is not None]

    def counted(self, setting: str, duration: Duration, start: Event, reason: str = "") -> Limit:
        """Give the limit of a duration counted from `start`, both by the conventions C2 to C6.

        Hours counted from a day whose hour is not known give the day alone, the earliest it can be.
        """
        if duration.unit is Unit.HOURS and start.at is not None:
            due_at = add_hours(start.at, duration.amount)
            return Limit(setting, duration, start, due_at.date(), due_at, reason)
        due_on = self.calendar.add(start.on, duration)
        if self._policy != "none" and duration.unit not in {Unit.HOURS, Unit.WORKING_DAYS}:
            due_on = self._moved(due_on)
        return Limit(setting, duration, start, due_on, None, reason)

    def dates(
        self, key: str, setting: str, start: Event, usual: Duration | None = None
    ) -> Dates | None:
        """Give the dates of a duty that this setting alone limits, not in hours; None where the
        procedure sets no limit.
        """
        asked = (key, start.on)
        if asked not in self._dates:
            limit = self.limit(setting, start)
            self._dates[asked] = (
                Dates(limit.duration, limit.due_on, *self.around(key, limit, usual))
                if limit is not None and limit.duration is not None
                else None
            )
        return self._dates[asked]

    def around(
        self, key: str, limit: Limit, usual: Duration | None = None, *, far: bool = False
    ) -> tuple[date, date | None]:
        """Give the days around a due date: from when it is due soon, and the last working day
        before it.

        A `far` date may lie beyond the known bank holidays, and has then no last working day before
        it.
        """
        duration, due_on = limit.duration, limit.due_on
        asked = (key, limit.start.on, due_on)
        known = self._around.get(asked)
        if known is None or (known[0] is not duration and known[0] != duration):
            beyond = far and not self.calendar.reaches(due_on)
            before = None if beyond else self.last_working_day_before(due_on)
            known = duration, (self.amber_from(key, limit, usual), before)
            self._around[asked] = known
        return known[1]

    def amber_from(self, key: str, limit: Limit, usual: Duration | None = None) -> date:
        """Give the day from which an obligation is due soon, if no target comes before (C7).

        By the procedure's own warning for this obligation, or the one that is `usual` for it, or
        else: at once for hours, 2 working days for working days and for dates that somebody set, 5
        working days for weeks, months and calendar days, 8 weeks for limits of a year or more.
        """
        if key in self._warnings:
            days = [self._before(limit.due_on, warning) for warning in self._warnings[key]]
            return min(days, default=limit.due_on)
        duration = limit.duration
        if duration is not None and duration.unit is Unit.HOURS:
            return limit.start.on
        return self._before(limit.due_on, usual or _usual_warning(duration))

    def last_working_day_before(self, day: date) -> date | None:
        """Give the last working day before a day off, or None for a working day (C6)."""
        if self.calendar.is_working_day(day):
            return None
        return self.calendar.last_working_day_before(day)

    def _before(self, day: date, warning: Duration) -> date:
        match warning.unit:
            case Unit.WORKING_DAYS:
                return self.calendar.working_days_before(day, warning.amount)
            case Unit.MONTHS:
                return add_months(day, -warning.amount)
            case Unit.HOURS:
                return day - timedelta(days=-(-warning.amount // 24))
        days = 7 if warning.unit is Unit.WEEKS else 1
        return day - timedelta(days=days * warning.amount)

    def _moved(self, day: date) -> date:
        if self.calendar.is_working_day(day):
            return day
        if self._policy == "next_working_day":
            return self.calendar.next_working_day(day)
        return self.calendar.last_working_day_before(day)


def _as_duration(value: object) -> Duration | None:
    # A number of days, like that of a checkpoint, counts working days.
    if isinstance(value, int) and not isinstance(value, bool):
        return Duration(value, Unit.WORKING_DAYS)
    return value if isinstance(value, Duration) else None


def _usual_warning(duration: Duration | None) -> Duration:
    if duration is None or duration.unit is Unit.WORKING_DAYS:
        return _SHORT_WARNING
    if duration.unit is Unit.MONTHS and duration.amount >= 12:
        return _YEAR_WARNING
    return _LONG_WARNING


def _own_calendar(procedure: Procedure, calendar: WorkingCalendar) -> WorkingCalendar:
    days_off = {*procedure.get("bank_holidays"), *procedure.get("local_closure_days")}
    weekdays = frozenset(procedure.get("working_weekdays"))
    count_trigger_day = procedure.flag("count_trigger_day")
    same = (weekdays, count_trigger_day) == (calendar.working_weekdays, calendar.count_trigger_day)
    if same and days_off <= calendar.holidays:
        return calendar
    return calendar.with_rules(
        working_weekdays=weekdays, extra_holidays=days_off, count_trigger_day=count_trigger_day
    )
