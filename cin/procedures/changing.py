"""Limits that change while a span runs: what is agreed on a day holds from that day, never for the
days before it (C9 to C11).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from cin.procedures.calendar import day_in_words
from cin.procedures.events import Agreed, DatedInterval, Facts
from cin.procedures.limits import SETTINGS_OF_RULE, Asked, Ruling
from cin.procedures.reckoning import Limit, Reckoner
from cin.procedures.situation import Situation, Span

_DAY = timedelta(days=1)


def over_time(
    situation: Situation,
    span: Span,
    reckoner: Reckoner,
    rule: Callable[[Asked], Ruling],
    turns: Sequence[date],
) -> Ruling:
    """Rule on a span by what held at its end, and by what had happened by then under what held
    before.

    `turns` are the days from which something else holds, the first one first. What makes a date
    earlier on one of them makes it no earlier than that day. What makes a date later that had
    passed already leaves it missed: `missed_on` is the first such date.
    """
    last, began = span.done.on if span.done else situation.as_of, span.start.on
    if not turns or turns[-1] <= began or turns[0] > last:
        return rule(Asked(situation, span, reckoner, last))
    within = [day for day in turns if began < day <= last]
    if not within:
        return rule(Asked(situation, span, reckoner, last))
    ruling = rule(Asked(situation, span, reckoner, began))
    due, missed = _earliest(ruling), None
    for turn in within:
        ruling = rule(Asked(situation, span, reckoner, turn))
        wanted = _earliest(ruling)
        if wanted <= due:
            due = max(wanted, min(turn, due))
            continue
        if due < turn and missed is None:
            missed = due
        due = wanted
    return _as_it_came(ruling, due, missed)


def turns_of(situation: Situation, rule: str) -> Sequence[date]:
    """Give the days from which something else was agreed for a rule, or a longer time approved, the
    first one first.
    """
    return situation.turns(rule, lambda: _found(situation.facts, rule))


def _found(facts: Facts, rule: str) -> Iterator[date]:
    for interval in _dated(facts.agreed, rule):
        yield interval.since
        if interval.until is not None:
            yield interval.until + _DAY
    for exception in facts.exceptions:
        if exception.setting in SETTINGS_OF_RULE[rule]:
            yield exception.approved_on


def _dated(agreed: Agreed, rule: str) -> Iterable[DatedInterval]:
    match rule:
        case "visit_interval":
            managers = agreed.managers_visit_intervals
            return (*agreed.visit_intervals, *managers, *agreed.visit_schedules)
        case "review_interval":
            return agreed.review_intervals
    return ()


def _earliest(ruling: Ruling) -> date:
    return min((limit.due_on for limit in ruling.limits), default=date.max)


def _as_it_came(ruling: Ruling, due: date, missed: date | None) -> Ruling:
    limits = [_no_earlier(limit, due) for limit in ruling.limits]
    notes = []
    if any(moved is not limit for moved, limit in zip(limits, ruling.limits, strict=True)):
        notes.append(f"no earlier than {day_in_words(due)}, since it was agreed only then")
    if missed is not None:
        notes.append(f"the date before, {day_in_words(missed)}, had passed by then")
    return ruling._replace(limits=limits, missed_on=missed, warnings=(*ruling.warnings, *notes))


def _no_earlier(limit: Limit, due: date) -> Limit:
    return limit if limit.due_on >= due else limit._replace(due_on=due, due_at=None)
