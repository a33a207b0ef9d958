"""The nightly round: every stored deadline is compared with what the facts ask for, and repaired.

What was found is kept, a row for each authority, so that somebody sees when dates drift.
"""

import logging
from collections.abc import Iterator

from alerts.models import Reconciliation
from alerts.selectors.telling import authorities_with_procedure
from alerts.selectors.work import cases_to_work_out
from alerts.services import deadlines
from alerts.services.deadlines import CannotTell, Repaired
from alerts.services.recomputing import carry_on
from cin.core import clock
from cin.policy.services import ask_for_versions_that_begin

logger = logging.getLogger(__name__)


def reconcile() -> int:
    """Repair every case that is open, or was closed with deadlines still standing; give the number
    of deadlines repaired.

    One authority after the other, a batch at a time: none is held in memory, and what is done stays
    done. CannotTell names the cases whose dates could not be worked out, once all others are done.
    What moves because a version of a procedure begins is worked out first, and told as that.
    """
    for recomputation_id in ask_for_versions_that_begin():
        carry_on(recomputation_id)
    problems: dict[int, str] = {}
    rows = [_reconcile(authority_id, problems) for authority_id in authorities_with_procedure()]
    if problems:
        raise CannotTell(problems)
    return sum(row.repaired for row in rows)


def _reconcile(authority_id: int, problems: dict[int, str]) -> Reconciliation:
    begun_at, done, checked, unclear = clock.now(), Repaired(), 0, len(problems)
    for case_ids in _batches(authority_id):
        done.add(deadlines.repair(case_ids, problems))
        checked += len(case_ids)
    row = Reconciliation.objects.create(
        authority_id=authority_id,
        begun_at=begun_at,
        finished_at=clock.now(),
        cases=checked,
        differing=done.cases,
        repaired=done.rows,
        unclear=len(problems) - unclear,
    )
    logger.log(
        logging.WARNING if row.differing or row.unclear else logging.INFO,
        "deadlines of authority %s: %s cases checked, %s differed, %s dates repaired, %s unclear",
        *(authority_id, row.cases, row.differing, row.repaired, row.unclear),
    )
    return row


def _batches(authority_id: int) -> Iterator[list[int]]:
    last = 0
    while batch := cases_to_work_out(authority_id, after=last, most=deadlines.BATCH):
        yield batch
        last = batch[-1]
