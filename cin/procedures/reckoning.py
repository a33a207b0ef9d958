"""Working out dates under one procedure and calendar: when a limit ends, and when to warn of it."""

from collections.abc import Iterable, Sequence
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
_HOURS = Unit.HOURS
_SHORT_WARNING = Duration(2, Unit.WORKING_DAYS)
_LONG_WARNING = Duration(5, Unit.WORKING_DAYS)
_YEAR_WARNING = Duration(8, Unit.WEEKS)


class Dates(NamedTuple):
    """What follows from the day on which a duty began: its limit, the target and the days around
    them.
    """

    setting: str
    duration: Duration
    due_on: date
    target_on: date | None
    amber_from: date
    last_working_day_before: date | None
    cites: tuple[str, ...]


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
    def ends(self) -> tuple[date, bool, float]:
        """Give what limits are compared by: a day lasts to its end, so a moment on that day
        comes before it. Moments are compared as such: in autumn an hour comes twice.
        """
        moment = self.due_at.timestamp() if self.due_at else 0.0
        return self.due_on, self.due_at is None, moment


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
        # Equal lengths of time are one object: looking up what was worked out for it is then cheap.
        found = {name: _as_duration(procedure.get(name)) for name in procedure.settings}
        same = {duration: duration for duration in found.values()}
        self._durations = {name: same[duration] for name, duration in found.items()}
        self._policy = procedure.get("non_working_due_policy")
        self._warnings = procedure.get("alert_before")
        self._due: dict[tuple[Duration, date], date] = {}
        self._dates: dict[tuple[str, date], Dates | None] = {}
        self._around: dict[tuple[str, date, date], _Around] = {}

    def limit(self, setting: str, start: Event) -> Limit | None:
        """Give the limit that a setting puts on what `start` began, or None where the procedure
        sets none.
        """
        duration = self._durations[setting]
        return None if duration is None else self.counted(setting, duration, start)

    def limits(self, settings: Iterable[str], start: Event) -> list[Limit]:
        """Give the limits that several settings put on what `start` began."""
        return [
            self.counted(setting, duration, start)
            for setting in settings
            if (duration := self._durations[setting]) is not None
        ]

    def counted(self, setting: str, duration: Duration, start: Event, reason: str = "") -> Limit:
        """Give the limit of a duration counted from `start`, both by the conventions C2 to C6.

        Hours counted from a day whose hour is not known give the day alone, the earliest it can be.
        """
        if start.at is not None and duration.unit is _HOURS:
            due_at = add_hours(start.at, duration.amount)
            return Limit(setting, duration, start, due_at.date(), due_at, reason)
        asked = (duration, start.on)
        try:
            due_on = self._due[asked]
        except KeyError:
            due_on = self._due[asked] = self._counted_from(start.on, duration)
        return Limit(setting, duration, start, due_on, None, reason)

    def _counted_from(self, day: date, duration: Duration) -> date:
        due_on = self.calendar.add(day, duration)
        if self._policy == "none" or duration.unit in {Unit.HOURS, Unit.WORKING_DAYS}:
            return due_on
        return self._moved(due_on)

    def dates(
        self, key: str, settings: Sequence[str], start: Event, usual: Duration | None = None
    ) -> Dates | None:
        """Give the dates of a duty that the first of these settings limits, in days, and to which
        the second sets the target, if there is one; None where the procedure sets no limit.
        """
        asked = (key, start.on)
        try:
            return self._dates[asked]
        except KeyError:
            found = self._dates[asked] = self._worked_out(key, settings, start, usual)
            return found

    def _worked_out(
        self, key: str, settings: Sequence[str], start: Event, usual: Duration | None
    ) -> Dates | None:
        limit, *targets = (self.limit(setting, start) for setting in settings)
        if limit is None or limit.duration is None:
            return None
        amber_from, working_day_before = self.around(key, limit, usual)
        target_on, amber_from = before_target(limit, next(iter(targets), None), amber_from)
        return Dates(
            limit.setting,
            limit.duration,
            limit.due_on,
            target_on,
            amber_from,
            working_day_before,
            self.cites.get(limit.setting, ()),
        )

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


def before_target(limit: Limit, target: Limit | None, amber_from: date) -> tuple[date | None, date]:
    """Give the day of the target beside a limit, never after it, and from when that is due soon."""
    if target is None:
        return None, amber_from
    if target.due_on < limit.due_on:
        return target.due_on, target.due_on
    return limit.due_on, amber_from


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
