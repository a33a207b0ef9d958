"""Keeping the stored deadlines equal to what the procedure engine says."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from alerts.models import Deadline
from alerts.selectors.facts import facts_for
from cases.models import Case
from cin.core import clock
from cin.policy.selectors import bank_holiday_calendar, procedure_books
from cin.procedures.obligations import Obligation, obligations

BATCH = 500
COPIED = [
    "due_on",
    "due_at",
    "target_on",
    "amber_from",
    "met_on",
    "last_working_day_before",
    "counts_from_type",
    "counts_from_on",
    "setting",
    "cites",
    "others",
    "explanation",
    "withdrawn_at",
]


class CannotTell(ValueError):
    """Cases whose deadlines cannot be worked out; those of all the others are up to date."""

    def __init__(self, problems: dict[int, ValueError]) -> None:
        super().__init__("; ".join(f"case {pk}: {why}" for pk, why in sorted(problems.items())))
        self.problems = problems


def recompute(case_ids: Iterable[int]) -> int:
    """Make the deadlines of these cases equal to what their facts ask for today; give the number of
    rows written.

    Each batch of cases is one transaction, locked case by case in one order; a second run writes
    nothing. A case whose facts cannot be reckoned with (CalendarEnds, BadFacts) keeps the deadlines
    it has and does not stop the others; CannotTell names it once they are done.
    """
    written = 0
    problems: dict[int, ValueError] = {}
    for batch in _batches(case_ids):
        try:
            written += _recompute_batch(batch)
        except ValueError:
            written += _one_by_one(batch, problems)
    if problems:
        raise CannotTell(problems)
    return written


def _one_by_one(case_ids: list[int], problems: dict[int, ValueError]) -> int:
    written = 0
    for case_id in case_ids:
        try:
            written += _recompute_batch([case_id])
        except ValueError as why:
            problems[case_id] = why
    return written


def reconcile() -> int:
    """Recompute every case that is open, or was closed with deadlines still standing; give the
    rows repaired.
    """
    wanted = set(Case.objects.open().values_list("pk", flat=True))
    standing = Deadline.objects.filter(met_on=None, withdrawn_at=None)
    return recompute(wanted | set(standing.values_list("case_id", flat=True)))


@transaction.atomic
def _recompute_batch(case_ids: list[int]) -> int:
    rows = list(
        Case.objects.locked().filter(pk__in=case_ids).select_related("child").order_by("pk")
    )
    books = procedure_books({case.authority_id for case in rows})
    facts = facts_for(rows)
    calendar = bank_holiday_calendar()
    today = clock.today()
    stored = _stored(case_ids)
    fresh: list[Deadline] = []
    changed: list[Deadline] = []
    for case in rows:
        for obligation in obligations(facts[case.pk], books[case.authority_id], calendar, today):
            wanted = _row(case.pk, obligation)
            found = stored.pop((case.pk, wanted.key, wanted.counts_from_id), None)
            if found is None:
                fresh.append(wanted)
            elif _copy(wanted, found):
                changed.append(found)
    changed += [_withdrawn(row) for row in stored.values() if row.withdrawn_at is None]
    Deadline.objects.bulk_create(fresh)
    Deadline.objects.bulk_update(changed, [*COPIED])
    return len(fresh) + len(changed)


def _stored(case_ids: list[int]) -> dict[tuple[int, str, str], Deadline]:
    rows = Deadline.objects.filter(case_id__in=case_ids)
    return {(row.case_id, row.key, row.counts_from_id): row for row in rows}


def _row(case_id: int, obligation: Obligation) -> Deadline:
    return Deadline(
        case_id=case_id,
        key=obligation.key,
        counts_from_id=obligation.counts_from_id,
        counts_from_type=obligation.counts_from.type,
        counts_from_on=obligation.counts_from.on,
        due_on=obligation.due_on,
        due_at=_aware(obligation.due_at),
        target_on=obligation.target_on,
        amber_from=obligation.amber_from,
        met_on=obligation.met_on,
        last_working_day_before=obligation.last_working_day_before,
        setting=obligation.rule.setting if obligation.rule else "",
        cites=list(obligation.cites),
        others=[
            {"setting": other.setting, "due_on": other.due_on.isoformat()}
            for other in obligation.others
        ],
        explanation=obligation.explanation,
    )


def _copy(wanted: Deadline, found: Deadline) -> bool:
    """Bring a stored row up to date in memory, and say whether anything differed."""
    differs = False
    for name in COPIED:
        value: Any = getattr(wanted, name)
        if getattr(found, name) != value:
            setattr(found, name, value)
            differs = True
    return differs


def _withdrawn(row: Deadline) -> Deadline:
    row.withdrawn_at = clock.now()
    return row


def _aware(moment: datetime | None) -> datetime | None:
    """Place a moment that knows no zone in London, where the engine reckons."""
    if moment is None or timezone.is_aware(moment):
        return moment
    return timezone.make_aware(moment)


def _batches(case_ids: Iterable[int]) -> Iterator[list[int]]:
    remaining = iter(sorted(set(case_ids)))
    while batch := list(islice(remaining, BATCH)):
        yield batch
