"""Working out every deadline of an authority again, after its procedure changed."""

from datetime import date

from django.db import transaction

from alerts.labels import label_of
from alerts.models import Deadline
from alerts.selectors.work import cases_to_work_out, count_to_work_out
from alerts.services.deadlines import CannotTell, recompute
from cin.core import clock
from cin.policy.models import Recomputation
from cin.policy.selectors import procedure_in_force

BATCH = 500
MOST_LISTED = 200


def carry_on(recomputation_id: int) -> bool:
    """Do what is left of one recomputation, batch by batch, and say whether it is finished.

    Safe to run twice, late, or beside itself: each batch and the note of how far it came are one
    transaction, so a worker that dies loses at most the batch in hand, which is done again. While
    another worker holds the row this one leaves it to it.
    """
    while True:
        with transaction.atomic():
            row = (
                Recomputation.objects.select_for_update(skip_locked=True)
                .filter(pk=recomputation_id, finished_at=None)
                .first()
            )
            if row is None:
                break
            _one_batch(row)
    return not Recomputation.objects.filter(pk=recomputation_id, finished_at=None).exists()


def _one_batch(row: Recomputation) -> None:
    if row.total is None:
        row.total = count_to_work_out(row.authority_id)
    case_ids = cases_to_work_out(row.authority_id, after=row.last_case_id, most=BATCH)
    before = _due_days(case_ids)
    try:
        recompute(case_ids)
    except CannotTell as unclear:
        row.unclear += len(unclear.problems)
    _note_moves(row, before, _due_days(case_ids))
    if case_ids:
        row.last_case_id = case_ids[-1]
        row.done += len(case_ids)
        row.total = max(row.total, row.done)
    if len(case_ids) < BATCH:
        row.finished_at = clock.now()
    row.save()


def _due_days(case_ids: list[int]) -> dict[int, date]:
    open_ones = Deadline.objects.filter(case_id__in=case_ids, met_on=None, withdrawn_at=None)
    return {pk: day for pk, day in open_ones.values_list("pk", "due_on") if day is not None}


def _note_moves(row: Recomputation, before: dict[int, date], after: dict[int, date]) -> None:
    """Write down which dates moved: all are counted, the first are listed."""
    moved = sorted(pk for pk in before.keys() & after.keys() if before[pk] != after[pk])
    row.moved_in_all += len(moved)
    listed = Deadline.objects.filter(pk__in=moved[: max(0, MOST_LISTED - len(row.moved))])
    procedure = procedure_in_force(row.authority_id)
    row.moved += [
        {
            "case": deadline.case.reference,
            "what": label_of(deadline.key, procedure),
            "before": before[deadline.pk].isoformat(),
            "after": after[deadline.pk].isoformat(),
        }
        for deadline in listed.select_related("case").order_by("case_id", "pk")
    ]
