"""Raising a concern, and deciding on it."""

from django.db import transaction

from cases.services.locking import lock_case
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record, take_step
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed
from safeguarding.models import Concern
from safeguarding.selectors import find_concern, obstacle_to_raising


@transaction.atomic
def raise_concern(*, case_id: int, actor: User, what: str) -> Concern:
    """Raise a concern about a child, now; a manager must decide on it (PET-60, BIR-71, ROC-139,
    HIL-108).

    Refuses (BadInput) an empty concern, (StepNotAllowed) a closed case.
    """
    case = lock_case(case_id, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    if obstacle := obstacle_to_raising(case):
        raise StepNotAllowed(obstacle)
    if not what.strip():
        raise BadInput("what", "Say what you are worried about")
    concern = Concern.objects.create(case=case, what=what, raised_by=actor, raised_at=clock.now())
    record(
        action="safeguarding.raise_concern",
        subject=concern,
        actor=actor,
        states=("", concern.state),
    )
    return concern


@transaction.atomic
def decide_concern(*, concern_id: int, actor: User, calls_strategy: bool, reason: str) -> Concern:
    """Record a manager's decision on a concern, now: a strategy discussion, or the threshold is not
    met.

    Refuses (BadInput) a decision without its reason.
    """
    case = lock_case(find_concern(actor, concern_id).case_id, actor)
    concern = Concern.objects.locked().get(pk=concern_id)
    concern.case = case
    if not reason.strip():
        raise BadInput("reason", "Enter the reason for the decision")
    concern.decided_by = actor
    concern.decided_at = clock.now()
    concern.decision_reason = reason
    step = "call_strategy_discussion" if calls_strategy else "find_threshold_not_met"
    take_step(concern, step, actor=actor, reason=reason)
    return concern
