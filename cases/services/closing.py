"""Closing a case: only the closures app may come in here."""

from datetime import date

from django.db import transaction

from cases.models import Case
from cin.accounts.models import User
from cin.audit.services import take_step
from cin.core import clock


@transaction.atomic
def mark_closed(case: Case, *, actor: User, on: date, reason: str, destination: str) -> None:
    """Close a locked case on a day (included), end its worker's allocation, and say why and
    where the child goes.
    """
    case.closed_on = on
    case.close_reason = reason
    case.close_destination = destination
    take_step(case, "close", actor=actor, reason=reason)
    case.allocations.filter(ended_at=None).update(ended_at=clock.now())
