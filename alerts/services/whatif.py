"""What a drafted procedure would do to the dates of the open cases: worked out, never stored."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from alerts.labels import label_of
from alerts.selectors.facts import facts_for
from cases.models import Case
from cin.core import clock
from cin.policy.models import ProcedureDraft
from cin.policy.selectors import bank_holiday_calendar, book_with, procedure_book, procedure_of
from cin.procedures.book import Procedure, ProcedureBook
from cin.procedures.calendar import WorkingCalendar
from cin.procedures.events import Facts
from cin.procedures.obligations import Standing, obligations

BATCH = 500
# What one page works out, in a few seconds; what is beyond is asked for with the next page.
MOST_CASES = 1000
MOST_LISTED = 200


@dataclass(frozen=True, kw_only=True)
class Move:
    """One date that would change: None before is a new one, None after is one that goes."""

    case_id: int
    reference: str
    child: str
    what: str
    before: date | None
    after: date | None
    becomes_overdue: bool
    stops_being_overdue: bool


@dataclass(kw_only=True)
class WhatIf:
    """What would change by a day: of `cases` open cases, `changed` have a date that moves.

    They are those after the first `before` of `total`; `next_after` is the number of the last where
    there are more. `moves` are the first of `moved`; `unclear` are the first of the
    `unclear_in_all` cases whose dates cannot be worked out under the draft.
    """

    as_of: date
    total: int = 0
    before: int = 0
    next_after: int | None = None
    cases: int = 0
    changed: int = 0
    moved: int = 0
    overdue: int = 0
    no_longer_overdue: int = 0
    unclear_in_all: int = 0
    unclear: list[str] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)


def what_if(draft: ProcedureDraft, *, after: int = 0) -> WhatIf:
    """Work out the open cases of the authority with and without the draft, on the draft's first
    day or today, whichever is later (included).

    At most MOST_CASES of them, in batches: those whose number comes after `after`. With a first day
    ahead both are judged on that day, so that only what the draft does is shown.
    """
    as_of = max(clock.today(), draft.effective_from or clock.today())
    now, then = procedure_book(draft.authority_id), book_with(draft)
    calendar, words = bank_holiday_calendar(), procedure_of(draft)
    found = _part(draft.authority_id, after, as_of)
    for case, facts in _open_cases(draft.authority_id, after):
        found.cases += 1
        unclear: dict[str, str] = {}
        try:
            moves = list(_moves(case, facts, (now, then), (as_of, calendar, words), unclear))
        except ValueError:
            _note_unclear(found, case)
        else:
            _count(found, moves)
            if unclear:
                _note_unclear(found, case)
        if found.cases == MOST_CASES and found.before + found.cases < found.total:
            found.next_after = case.pk
    return found


def _part(authority_id: int, after: int, as_of: date) -> WhatIf:
    cases = Case.objects.filter(authority_id=authority_id).open()
    return WhatIf(as_of=as_of, total=cases.count(), before=cases.filter(pk__lte=after).count())


def _note_unclear(found: WhatIf, case: Case) -> None:
    found.unclear_in_all += 1
    if len(found.unclear) < MOST_LISTED:
        found.unclear.append(case.reference)


def _count(found: WhatIf, moves: list[Move]) -> None:
    found.changed += bool(moves)
    found.moved += len(moves)
    found.overdue += sum(move.becomes_overdue for move in moves)
    found.no_longer_overdue += sum(move.stops_being_overdue for move in moves)
    found.moves += moves[: MOST_LISTED - len(found.moves)]


def _open_cases(authority_id: int, after: int) -> Iterator[tuple[Case, Facts]]:
    cases = Case.objects.filter(authority_id=authority_id).open().select_related("child")
    left = MOST_CASES
    while left and (batch := list(cases.filter(pk__gt=after).order_by("pk")[: min(BATCH, left)])):
        facts = facts_for(batch)
        yield from ((case, facts[case.pk]) for case in batch)
        after = batch[-1].pk
        left -= len(batch)


def _moves(
    case: Case,
    facts: Facts,
    books: tuple[ProcedureBook, ProcedureBook],
    seen_from: tuple[date, WorkingCalendar, Procedure],
    unclear: dict[str, str],
) -> Iterator[Move]:
    as_of, calendar, words = seen_from
    before, after = (
        {
            (found.key, found.counts_from_id): found
            for found in obligations(facts, book, calendar, as_of, unclear=unclear)
            if found.met_on is None
        }
        for book in books
    )
    for key in sorted(before.keys() | after.keys()):
        if key[0] in unclear:
            continue
        was, will_be = before.get(key), after.get(key)
        if was is not None and will_be is not None and was.due_on == will_be.due_on:
            continue
        overdue = [
            each is not None and each.standing is Standing.OVERDUE for each in (was, will_be)
        ]
        yield Move(
            case_id=case.pk,
            reference=case.reference,
            child=str(case.child),
            what=label_of(key[0], words),
            before=was.due_on if was else None,
            after=will_be.due_on if will_be else None,
            becomes_overdue=overdue == [False, True],
            stops_being_overdue=overdue == [True, False],
        )
