"""What is due for one case on a day, by when and why: a pure function of the facts (docs: the
obligation contract).
"""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from cin.procedures.book import Procedure, ProcedureBook
from cin.procedures.calendar import CalendarEnds, WorkingCalendar
from cin.procedures.duties import DUTIES, Duty
from cin.procedures.events import Event, Facts
from cin.procedures.limits import Alone, Ruling
from cin.procedures.reckoning import Dates, Limit, Reckoner, before_target
from cin.procedures.situation import Situation, Span
from cin.procedures.wording import Reason


class Standing(StrEnum):
    """How an obligation stands on a day."""

    UPCOMING = "upcoming"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met_late"


# Looking a member up in an enumeration costs more than comparing days does.
_UPCOMING, _DUE_SOON, _OVERDUE, _MET, _MET_LATE = Standing


# A named tuple's own way of being made by place counts its columns each time.
_made = tuple.__new__


class Obligation(NamedTuple):
    """One thing that is due, or was, with the reason for its date.

    `due_on` is included: it is overdue from the next day on. It is None for a task without a date.
    `due_at` is set for limits in hours, in local time (Europe/London). `rule` is the limit in
    force, `others` those later than it or shown beside it. `counts_from` is what started its time,
    `counts_from_id` the id of that event. `missed_on` is an earlier date that had passed before a
    longer time was agreed: the breach stays, and what is done later is done late (C9).
    """

    key: str
    name: str
    authority_name: str
    due_on: date | None
    due_at: datetime | None
    target_on: date | None
    amber_from: date
    standing: Standing
    met_on: date | None
    counts_from: Event
    rule: Limit | None
    cites: tuple[str, ...]
    last_working_day_before: date | None
    others: tuple[Limit, ...] = ()
    warnings: tuple[str, ...] = ()
    missed_on: date | None = None

    @property
    def counts_from_id(self) -> str:
        """The id of the event that started the time, empty if it has none."""
        return self.counts_from.id

    @property
    def explanation(self) -> str:
        """One sentence that says why the date is what it is, and cites the rule."""
        reason = Reason(
            name=self.name,
            authority_name=self.authority_name,
            start=self.counts_from,
            limit=self.rule,
            cites=self.cites,
            warnings=self.warnings,
        )
        return str(reason)

    def as_data(self) -> dict[str, Any]:
        """Give the obligation as the contract's JSON; `warnings` and `missed_on` only where there
        are any.
        """
        data = {
            "key": self.key,
            "due_on": _iso(self.due_on),
            "due_at": self.due_at.isoformat() if self.due_at else None,
            "target_on": _iso(self.target_on),
            "amber_from": _iso(self.amber_from),
            "standing": self.standing.value,
            "met_on": _iso(self.met_on),
            "counts_from": {"type": self.counts_from.type, "on": _iso(self.counts_from.on)},
            "rule": self._rule_data(),
            "cites": list(self.cites),
            "last_working_day_before": _iso(self.last_working_day_before),
            "others": [
                {"setting": other.setting, "due_on": _iso(other.due_on)} for other in self.others
            ],
            "explanation": self.explanation,
        }
        if self.warnings:
            data["warnings"] = list(self.warnings)
        if self.missed_on:
            data["missed_on"] = _iso(self.missed_on)
        return data

    def _rule_data(self) -> dict[str, Any]:
        if self.rule is None:
            return {"setting": "early_review_on", "amount": None, "unit": None}
        if self.rule.duration is None:
            return {"setting": self.rule.setting, "amount": None, "unit": None}
        return {"setting": self.rule.setting, **self.rule.duration.as_data()}


def obligations(
    facts: Facts,
    book: ProcedureBook,
    calendar: WorkingCalendar,
    as_of: date,
    *,
    unclear: dict[str, str] | None = None,
) -> list[Obligation]:
    """List what is due, or was met, for one case as known at the end of `as_of`, earliest first.

    Events after `as_of` are not known yet. Tasks without a date come last. Raises CalendarEnds
    where working days are asked of a day beyond the known bank holidays, UnknownProcedure where no
    version was in force. Given `unclear`, the former is written there, by key, and the rest listed.
    """
    situation = Situation(facts, book, calendar, as_of)
    found: list[Obligation] = []
    for duty in _duties_of(book.procedures, frozenset(situation.types)):
        try:
            _find(found, duty, situation)
        except CalendarEnds as why:
            if unclear is None:
                raise
            unclear[duty.key] = str(why)
    found.sort(key=_order)
    return found


def _find(found: list[Obligation], duty: Duty, situation: Situation) -> None:
    as_of, only, alone = situation.as_of, situation.only, duty.limits.alone
    spans = duty.spans.find(situation)
    if only is None or alone is None or not _stands_alone(alone, situation, only):
        for span in spans:
            _add(found, duty, situation, span)
        return
    # So it is with most duties of most cases.
    key, settings, warn = duty.key, alone.settings, duty.warn
    for span in spans:
        dates = only.dates(key, settings, span.start, warn)
        if dates is not None:
            found.append(_simple(duty, as_of, span, only, dates))


def _add(found: list[Obligation], duty: Duty, situation: Situation, span: Span) -> None:
    as_of, reckoner = situation.as_of, situation.reckoner(span)
    _, rule, alone = duty.limits
    if alone is not None and situation.only is None and _stands_alone(alone, situation, reckoner):
        dates = reckoner.dates(duty.key, alone.settings, span.start, duty.warn)
        if dates is not None:
            found.append(_simple(duty, as_of, span, reckoner, dates))
        return
    ruling = rule(situation, span, reckoner)
    if ruling.limits:
        found.append(_limited(duty, as_of, span, reckoner, ruling))
    elif ruling.open_ended:
        found.append(_open_ended(duty, span, reckoner))


def _stands_alone(alone: Alone, situation: Situation, reckoner: Reckoner) -> bool:
    return alone.when is None or alone.when(situation, reckoner)


@lru_cache(maxsize=4096)
def _duties_of(procedures: tuple[Procedure, ...], known: frozenset[str]) -> tuple[Duty, ...]:
    """Give the duties that one of these types of event begins: cases have much in common."""
    return tuple(
        duty for duty in _duties_under(procedures) if not duty.spans.begins_with.isdisjoint(known)
    )


@lru_cache(maxsize=256)
def _duties_under(procedures: tuple[Procedure, ...]) -> tuple[Duty, ...]:
    # Most procedures are silent on most duties: what none of them limits need not be looked for.
    return tuple(duty.under(procedures) for duty in DUTIES if not duty.is_silent(procedures))


def _simple(duty: Duty, as_of: date, span: Span, reckoner: Reckoner, dates: Dates) -> Obligation:
    """Give the obligation of a duty that one setting limits: most are, so theirs is a short way."""
    setting, duration, due_on, target_on, amber_from, working_day_before, cites = dates
    start, done = span.start, span.done
    # There are very many of these, and made by place they cost the least.
    return _made(
        Obligation,
        (
            duty.key,
            duty.name,
            reckoner.authority_name,
            due_on,
            None,
            target_on,
            amber_from,
            _standing(due_on, amber_from, done, as_of),
            done.on if done else None,
            start,
            _made(Limit, (setting, duration, start, due_on, None, "")),
            cites,
            working_day_before,
            (),
            (),
            None,
        ),
    )


def _limited(duty: Duty, as_of: date, span: Span, reckoner: Reckoner, ruling: Ruling) -> Obligation:
    limits, target, shown, warnings, _, missed_on = ruling
    limit, later = _in_force(limits) if len(limits) > 1 else (limits[0], ())
    due_on = limit.due_on
    amber_from, working_day_before = reckoner.around(duty.key, limit, duty.warn, far=duty.far)
    target_on, amber_from = before_target(limit, target, amber_from)
    done = span.done
    if duty.window and as_of > due_on:
        done = Event(span.start.type, due_on)
    standing = _standing(due_on, amber_from, done, as_of, limit.due_at)
    if done is not None and missed_on is not None:
        standing = _MET_LATE
    return _made(
        Obligation,
        (
            duty.key,
            duty.name,
            reckoner.authority_name,
            due_on,
            limit.due_at.replace(tzinfo=None) if limit.due_at else None,
            target_on,
            amber_from,
            standing,
            done.on if done else None,
            limit.start,
            limit,
            reckoner.cites.get(limit.setting, ()),
            working_day_before,
            (*later, *shown) if later or shown else (),
            warnings,
            missed_on,
        ),
    )


def _in_force(limits: Sequence[Limit]) -> tuple[Limit, Sequence[Limit]]:
    first, *others = sorted(limits, key=lambda limit: limit.ends)
    return first, [other for other in others if other.ends > first.ends]


def _open_ended(duty: Duty, span: Span, reckoner: Reckoner) -> Obligation:
    return Obligation(
        key=duty.key,
        name=duty.name,
        authority_name=reckoner.procedure.authority_name,
        due_on=None,
        due_at=None,
        target_on=None,
        amber_from=span.start.on,
        standing=Standing.MET if span.done else Standing.DUE_SOON,
        met_on=span.done.on if span.done else None,
        counts_from=span.start,
        rule=None,
        cites=reckoner.procedure.cites_for("early_review_on"),
        last_working_day_before=None,
    )


def _standing(
    due_on: date, amber_from: date, done: Event | None, as_of: date, due_at: datetime | None = None
) -> Standing:
    if done is not None:
        late = done.on > due_on
        if due_at is not None and done.at is not None:
            late = done.at.timestamp() > due_at.timestamp()
        return _MET_LATE if late else _MET
    if as_of > due_on:
        return _OVERDUE
    return _DUE_SOON if as_of >= amber_from else _UPCOMING


def _order(obligation: Obligation) -> tuple[date, str, date, str]:
    counts_from = obligation.counts_from
    return obligation.due_on or date.max, obligation.key, counts_from.on, counts_from.id


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
