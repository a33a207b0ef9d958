"""Why a date is what it is: the rule, what it counts from, and the days that were counted and
skipped.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from govuk_bank_holidays.bank_holidays import BankHolidays

from alerts.models import Deadline
from alerts.selectors.due import Due
from alerts.selectors.facts import facts_for
from alerts.selectors.standing import MET_LATE
from cases.models import Case
from cases.selectors.exceptions import longer_time_behind
from cin.core import clock
from cin.core.templatetags.cin import day
from cin.policy.selectors import bank_holiday_calendar, procedure_book
from cin.procedures.book import Procedure, ProcedureBook
from cin.procedures.calendar import WorkingCalendar
from cin.procedures.catalogue import Rule, rule
from cin.procedures.durations import Unit
from cin.procedures.limits import FOR, LAST_DAY
from cin.procedures.obligations import Obligation, obligations
from cin.procedures.reckoning import Limit, Reckoner
from cin.procedures.settings import SETTINGS


@dataclass(frozen=True)
class DayOff:
    """One day that was not counted, and its name."""

    on: date
    name: str


@dataclass(frozen=True)
class OtherLimit:
    """A limit that was not the one in force."""

    name: str
    duration: str
    due_on: date


@dataclass(frozen=True, kw_only=True)
class Why:
    """Everything that explains one date."""

    due: Due
    procedure: Procedure
    rules: list[Rule]
    rule_name: str
    duration: str
    counted_from: str
    met_late: bool
    counts_working_days: bool
    working_days: int
    weekend_days: int
    days_off: list[DayOff] = field(default_factory=list)
    others: list[OtherLimit] = field(default_factory=list)
    warnings: tuple[str, ...] = ()
    source: str = ""
    longer: str = ""

    @property
    def standing(self) -> str:
        """How it stands: whether it was met late is known to the hour here."""
        return MET_LATE if self.met_late else self.due.standing

    @property
    def rows(self) -> list[dict[str, str]]:
        """The steps from the event to the date, as rows of a summary list."""
        deadline = self.due.deadline
        target = deadline.target_on if deadline.target_on != deadline.due_on else None
        rows = {
            "Counts from": _sentence(self.counted_from, deadline.counts_from_on),
            "Limit": ": ".join(filter(None, (self.rule_name, self.duration))),
            "Aim for": day(target),
            "Due soon from": day(deadline.amber_from),
            "Passed before a longer time was agreed": day(deadline.missed_on),
            "At the latest": day(deadline.due_on),
            "Last working day before": day(deadline.last_working_day_before),
            "Done on": day(deadline.met_on),
        }
        shown = [{"key": key, "value": value} for key, value in rows.items() if value]
        return [*shown, *map(_other_row, self.others)]

    @property
    def days_in_words(self) -> str:
        """Say how many days were counted and how many were not."""
        counted = _counted(self.working_days, "working day was", "working days were")
        weekend = _counted(self.weekend_days, "weekend day was", "weekend days were")
        if not self.days_off:
            return f"{counted} counted. {weekend} not, and no bank holiday fell in between."
        return f"{counted} counted. {weekend} not, and neither were:"


def why(due: Due) -> Why:
    """Explain one deadline of a case as the engine works it out from today's facts.

    A deadline that the facts no longer ask for keeps its stored sentence and has no rule any more.
    """
    deadline = due.deadline
    book = procedure_book(due.case.authority_id)
    found = _obligation(due.case, deadline, book)
    procedure = book.governing(
        deadline.counts_from_on, done_on=deadline.met_on, as_of=clock.today()
    )
    limit = found.rule if found else None
    calendar = Reckoner(procedure, bank_holiday_calendar()).calendar
    counting = _counts_working_days(limit)
    skipped = _Skipped.between(deadline, calendar) if counting else _Skipped()
    return Why(
        due=due,
        procedure=procedure,
        rules=[found for found in map(_rule, deadline.cites) if found is not None],
        rule_name=_name_of(deadline.setting),
        duration=str(limit.duration) if limit and limit.duration else "",
        counted_from=found.counts_from.phrase if found else "",
        met_late=found is not None and found.standing == "met_late",
        counts_working_days=counting,
        working_days=skipped.working_days,
        weekend_days=skipped.weekend_days,
        days_off=skipped.days_off,
        others=[_other(limit) for limit in found.others] if found else [],
        warnings=found.warnings if found else (),
        source=SETTINGS[deadline.setting].source if deadline.setting in SETTINGS else "",
        longer=_longer(due.case, limit),
    )


def _longer(case: Case, limit: Limit | None) -> str:
    """Say why a limit is longer than the procedure's own, and who approved it; nothing where it is
    not.
    """
    if limit is None or limit.reason not in {FOR, LAST_DAY}:
        return ""
    found = longer_time_behind(case, limit.setting, limit.duration, limit.due_on)
    if found is None:
        return ""
    decided = f"approved by {found.decided_by} on {day(found.approved_on)}"
    return f"{_ended(found.reason)} {decided[:1].upper()}{decided[1:]}: {found.decision_reason}"


def _ended(text: str) -> str:
    """Close a sentence that somebody typed."""
    told = text.strip()
    return told if told[-1:] in {".", "!", "?"} else f"{told}."


def _obligation(case: Case, deadline: Deadline, book: ProcedureBook) -> Obligation | None:
    facts = facts_for([case])[case.pk]
    found = obligations(facts, book, bank_holiday_calendar(), clock.today(), unclear={})
    for obligation in found:
        if (obligation.key, obligation.counts_from_id) == (deadline.key, deadline.counts_from_id):
            return obligation
    return None


def _counts_working_days(limit: Limit | None) -> bool:
    return (
        limit is not None
        and limit.duration is not None
        and limit.duration.unit is Unit.WORKING_DAYS
        and limit.duration.amount > 0
    )


@dataclass
class _Skipped:
    """The days between the event and the date, counted and not."""

    working_days: int = 0
    weekend_days: int = 0
    days_off: list[DayOff] = field(default_factory=list)

    @classmethod
    def between(cls, deadline: Deadline, calendar: WorkingCalendar) -> "_Skipped":
        """Count the days up to and including the due date; the one counted from only where it is
        day 1 (C2).
        """
        found = cls()
        first = deadline.counts_from_on - timedelta(days=int(calendar.count_trigger_day))
        for each in _days(first, deadline.due_on):
            if calendar.is_working_day(each):
                found.working_days += 1
            elif each.weekday() in calendar.working_weekdays:
                found.days_off.append(DayOff(each, _bank_holidays().get(each, "Local closure day")))
            else:
                found.weekend_days += 1
        return found


def _days(after: date, until: date | None) -> Iterator[date]:
    reached = after
    while until is not None and reached < until:
        reached += timedelta(days=1)
        yield reached


@lru_cache(maxsize=1)
def _bank_holidays() -> dict[date, str]:
    division = BankHolidays.ENGLAND_AND_WALES
    published = BankHolidays(use_cached_holidays=True).get_holidays(division=division)
    return {holiday["date"]: holiday["title"] for holiday in published}


def _rule(rule_id: str) -> Rule | None:
    try:
        return rule(rule_id)
    except KeyError:
        return None


_AGREED = {
    "visit_interval": "How often the plan agrees visits",
    "review_interval": "How often the plan agrees reviews",
    "initial_visit_within": "The manager's own limit for the first visit",
    "assessment_due_on": "The date the manager set for the assessment",
}


def _name_of(setting: str) -> str:
    if setting in _AGREED:
        return _AGREED[setting]
    return SETTINGS[setting].label if setting in SETTINGS else ""


def _other(limit: Limit) -> OtherLimit:
    return OtherLimit(
        _name_of(limit.setting), str(limit.duration) if limit.duration else "", limit.due_on
    )


def _other_row(other: OtherLimit) -> dict[str, str]:
    length = f" ({other.duration})" if other.duration else ""
    return {
        "key": "Another limit",
        "value": f"{other.name}{length}: {day(other.due_on)}, which is not the one in force",
    }


def _sentence(phrase: str, on: date) -> str:
    return f"{phrase[:1].upper()}{phrase[1:]}, on {day(on)}" if phrase else day(on)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
