"""Taking back what was recorded by mistake: it stays in the record and counts no more."""

from cases.models import Case
from cases.models.withdrawable import Withdrawable
from cin.accounts.models import User
from cin.core import clock
from cin.core.errors import BadInput, StepNotAllowed


def mark_withdrawn(fact: Withdrawable, *, actor: User, reason: str) -> None:
    """Mark a fact, whose case is locked, as recorded by mistake.

    Refuses (BadInput) no reason, (StepNotAllowed) one that was withdrawn already.
    """
    if fact.is_withdrawn:
        raise StepNotAllowed("This was withdrawn already.")
    if not reason.strip():
        raise BadInput("reason", "Say why it is withdrawn")
    fact.withdrawn_at = clock.now()
    fact.withdrawn_by = actor
    fact.withdrawal_reason = reason
    fact.save()


def refuse_closed(case: Case) -> None:
    """Refuse (StepNotAllowed) to add anything to a closed case."""
    if not case.is_open:
        raise StepNotAllowed(f"Case {case.reference} is closed, so nothing can be added to it.")
