"""Keeping the stored deadlines equal to what the procedure engine says."""

import json
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone

from alerts.models import Deadline
from alerts.selectors.facts import OF_A_CHILD, OfAChild, facts_of
from cases.models import Case
from cin.core import clock
from cin.policy.selectors import bank_holiday_calendar, procedure_books
from cin.procedures.obligations import Obligation, Standing, obligations

logger = logging.getLogger(__name__)

BATCH = 500
IDENTITY = ["case", "key", "counts_from_id"]
_LISTS = ["cites", "others"]
COPIED = [
    *_LISTS,
    "due_on",
    "due_at",
    "target_on",
    "amber_from",
    "met_on",
    "met_late",
    "missed_on",
    "last_working_day_before",
    "counts_from_type",
    "counts_from_on",
    "setting",
    "explanation",
    "withdrawn_at",
]

_WITHDRAWN_AT = COPIED.index("withdrawn_at")


class CannotTell(ValueError):
    """Cases whose deadlines cannot be worked out; those of all the others are up to date."""

    def __init__(self, problems: dict[int, str]) -> None:
        super().__init__("; ".join(f"case {pk}: {why}" for pk, why in sorted(problems.items())))
        self.problems = problems


@dataclass(kw_only=True)
class Repaired:
    """What a round wrote: how many deadlines, on how many cases."""

    rows: int = 0
    cases: int = 0

    def add(self, other: "Repaired") -> None:
        """Count what another round wrote too."""
        self.rows += other.rows
        self.cases += other.cases


def recompute(case_ids: Iterable[int]) -> int:
    """Make the deadlines of these cases equal to what their facts ask for today; give the number of
    rows written.

    Each batch of cases is one transaction, locked case by case in one order; a second run writes
    nothing. A date beyond the known bank holidays stays as it was, as do all those of a case whose
    facts cannot be reckoned with; neither stops the others, and CannotTell names the case once they
    are done.
    """
    done = Repaired()
    problems: dict[int, str] = {}
    for batch in _batches(case_ids):
        done.add(repair(batch, problems))
    if problems:
        raise CannotTell(problems)
    return done.rows


def repair(case_ids: list[int], problems: dict[int, str]) -> Repaired:
    """Bring one batch of cases up to date; those of which a date cannot be worked out are added to
    `problems`, by case.
    """
    try:
        return _recompute_batch(case_ids, problems)
    except DatabaseError:
        raise
    # Whatever is wrong with one child's record keeps nobody else's dates from being right.
    except Exception as why:
        if len(case_ids) == 1:
            # The words alone: an error kept whole would keep its batch in memory.
            problems[case_ids[0]] = _said(why, case_ids[0])
            return Repaired()
    # A half at a time: one bad case does not make every other pay for a transaction of its own.
    middle = len(case_ids) // 2
    done = repair(case_ids[:middle], problems)
    done.add(repair(case_ids[middle:], problems))
    return done


def _said(why: Exception, case_id: int) -> str:
    """Give the words of what was refused; of an error in the product, which may repeat what is in
    the record, only the kind.
    """
    if isinstance(why, ValueError):
        return str(why)
    logger.error("the dates of case %s could not be worked out", case_id, exc_info=True)
    return type(why).__name__


@transaction.atomic
def _recompute_batch(case_ids: list[int], problems: dict[int, str]) -> Repaired:
    cases = Case.objects.locked().filter(pk__in=case_ids).order_by("pk")
    rows = [OfAChild(*columns) for columns in cases.values_list(*OF_A_CHILD)]
    books = procedure_books({case.authority_id for case in rows})
    facts = facts_of(rows)
    calendar = bank_holiday_calendar()
    today = clock.today()
    stored = _stored(case_ids)
    written: list[Deadline] = []
    for case in rows:
        book, unclear = books[case.authority_id], dict[str, str]()
        for obligation in obligations(facts[case.case_id], book, calendar, today, unclear=unclear):
            identity = case.case_id, obligation.key, obligation.counts_from_id
            wanted = _wanted(obligation)
            if stored.pop(identity, None) != wanted:
                written.append(_row(identity, wanted))
        if unclear:
            problems[case.case_id] = "; ".join(sorted(set(unclear.values())))
            stored = {
                identity: values
                for identity, values in stored.items()
                if identity[0] != case.case_id or identity[1] not in unclear
            }
    Deadline.objects.bulk_create(
        written,
        update_conflicts=True,
        unique_fields=IDENTITY,
        update_fields=[*COPIED, "updated_at"],
    )
    gone = _withdraw(case_ids, stored)
    changed = {row.case_id for row in written} | gone.keys()
    return Repaired(rows=len(written) + sum(gone.values()), cases=len(changed))


Identity = tuple[int, str, str]


def _stored(case_ids: list[int]) -> dict[Identity, tuple[Any, ...]]:
    """Give what is stored for some cases: the columns of COPIED by what each is a deadline of."""
    rows = Deadline.objects.filter(case_id__in=case_ids).order_by()
    # The same few lists stand in very many rows: each is read once, not once for every row.
    lists = [Cast(name, TextField()) for name in _LISTS]
    return {
        (case_id, key, counts_from_id): (*map(_read, columns[:2]), *columns[2:])
        for case_id, key, counts_from_id, *columns in rows.values_list(
            *IDENTITY, *lists, *COPIED[len(_LISTS) :]
        )
    }


@lru_cache(maxsize=4096)
def _read(text: str) -> Any:
    return json.loads(text)


def _withdraw(case_ids: list[int], left: dict[Identity, tuple[Any, ...]]) -> dict[int, int]:
    """Withdraw what the facts no longer ask for; give the number of rows by case."""
    standing = {identity for identity, values in left.items() if values[_WITHDRAWN_AT] is None}
    if not standing:
        return {}
    rows = Deadline.objects.filter(case_id__in=case_ids, withdrawn_at=None).order_by()
    gone = [
        pk for pk, *identity in rows.values_list("pk", *IDENTITY) if tuple(identity) in standing
    ]
    now = clock.now()
    Deadline.objects.filter(pk__in=gone).update(withdrawn_at=now, updated_at=now)
    found: dict[int, int] = {}
    for case_id, _, _ in standing:
        found[case_id] = found.get(case_id, 0) + 1
    return found


def _wanted(obligation: Obligation) -> tuple[Any, ...]:
    """Give the columns of COPIED as an obligation asks for them."""
    start, rule = obligation.counts_from, obligation.rule
    return (
        list(obligation.cites),
        [
            {"setting": other.setting, "due_on": other.due_on.isoformat()}
            for other in obligation.others
        ],
        obligation.due_on,
        _aware(obligation.due_at),
        obligation.target_on,
        obligation.amber_from,
        obligation.met_on,
        obligation.standing is Standing.MET_LATE,
        obligation.missed_on,
        obligation.last_working_day_before,
        start.type,
        start.on,
        rule.setting if rule else "",
        obligation.explanation,
        None,
    )


def _row(identity: Identity, wanted: tuple[Any, ...]) -> Deadline:
    case_id, key, counts_from_id = identity
    columns = dict(zip(COPIED, wanted, strict=True))
    return Deadline(case_id=case_id, key=key, counts_from_id=counts_from_id, **columns)


def _aware(moment: datetime | None) -> datetime | None:
    """Place a moment that knows no zone in London, where the engine reckons, and give it as it is
    stored: a time in London of the hour that comes twice equals none of another zone.
    """
    if moment is None:
        return None
    aware = moment if timezone.is_aware(moment) else timezone.make_aware(moment)
    return aware.astimezone(UTC)


def _batches(case_ids: Iterable[int]) -> Iterator[list[int]]:
    remaining = iter(sorted(set(case_ids)))
    while batch := list(islice(remaining, BATCH)):
        yield batch
