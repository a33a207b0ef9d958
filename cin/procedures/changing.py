"""Limits that change while a span runs: what is agreed on a day holds from that day, never for the
days before it (C9 to C11).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from cin.procedures.calendar import day_in_words
from cin.procedures.events import DatedInterval, ExceptionGranted
from cin.procedures.limits import SETTINGS_OF_RULE, Asked, Ruling
from cin.procedures.reckoning import Limit, Reckoner
from cin.procedures.situation import Situation, Span

_DAY = timedelta(days=1)


def over_time(
    situation: Situation,
    span: Span,
    reckoner: Reckoner,
    rule: Callable[[Asked], Ruling],
    turns: Iterable[date],
) -> Ruling:
    """Rule on a span by what held at its end, and by what had happened by then under what held
    before.

    `turns` are the days from which something else holds. What makes a date earlier on one of them
    makes it no earlier than that day. What makes a date later that had passed already leaves it
    missed: `missed_on` is the first such date.
    """
    last = span.done.on if span.done else situation.as_of
    within = sorted({day for day in turns if span.start.on < day <= last})
    if not within:
        return rule(Asked(situation, span, reckoner, last))
    ruling = rule(Asked(situation, span, reckoner, span.start.on))
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


def turns_of(
    exceptions: Iterable[ExceptionGranted], rule: str, *agreed: Sequence[DatedInterval]
) -> Iterator[date]:
    """Go through the days from which something else was agreed, or a longer time approved."""
    for intervals in agreed:
        for interval in intervals:
            yield interval.since
            if interval.until is not None:
                yield interval.until + _DAY
    for exception in exceptions:
        if exception.setting in SETTINGS_OF_RULE[rule]:
            yield exception.approved_on


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
