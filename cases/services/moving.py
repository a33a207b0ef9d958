"""Passing a case to another team, on behalf of the transfer that agreed it."""

from django.db import transaction

from cases.models import Case
from cases.services.allocation import note_allocation
from cases.services.handovers import HandoverDetails, write_handover
from cases.services.workbooks import Workbook, write_workbook
from cin.accounts.models import User
from cin.audit.services import record
from cin.core import clock


@transaction.atomic
def move_to_team(
    case: Case,
    *,
    actor: User,
    worker: User,
    note: str,
    handover: HandoverDetails,
    workbook: Workbook | None = None,
) -> None:
    """Give a locked case to a worker of another team, with what was handed over, and what its
    manager says of the workbook; its stage and its clocks stay.
    """
    leaving = case.worker
    case.team = worker.team or case.team
    case.worker = worker
    case.save()
    allocation = note_allocation(case, worker=worker, actor=actor, note=note, moment=clock.now())
    write_workbook(allocation, workbook, steps_across=True)
    if leaving is not None:
        write_handover(allocation, leaving=leaving, actor=actor, details=handover)
    record(
        action="cases.move_to_team",
        subject=case,
        actor=actor,
        reason=note,
        details={"worker": worker.pk},
    )
