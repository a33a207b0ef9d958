"""Passing a case to another team, on behalf of the transfer that agreed it."""

from django.db import transaction

from cases.models import Allocation, Case
from cin.accounts.models import User
from cin.audit.services import record
from cin.core import clock


@transaction.atomic
def move_to_team(case: Case, *, actor: User, worker: User, note: str) -> None:
    """Give a locked case to a worker of another team; its stage and its clocks stay."""
    moment = clock.now()
    case.allocations.filter(ended_at=None).update(ended_at=moment)
    case.team = worker.team or case.team
    case.worker = worker
    case.save()
    Allocation.objects.create(
        case=case, worker=worker, allocated_by=actor, allocated_at=moment, note=note
    )
    record(
        action="cases.move_to_team",
        subject=case,
        actor=actor,
        reason=note,
        details={"worker": worker.pk},
    )
