"""Raising a concern, by hand or because a record found harm, and deciding on it."""

from django.db import transaction

from cases.services.harm import HarmFound
from cases.services.locking import lock_case
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record, take_step
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed
from safeguarding.models import Concern
from safeguarding.selectors.concerns import find_concern, obstacle_to_raising
from safeguarding.selectors.legal import may_call_legal_planning


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


def raise_found_harm(found: HarmFound) -> None:
    """Put harm that a record found before a manager, in the same transaction, once for each record
    and child (PET-53, BOL-54, HIL-108, BIR-71, ROC-139). The child's case is locked.

    A record that was taken up in a concern stays so when it is changed: only a manager dismisses
    it.
    """
    if not found.case.is_open:
        return
    concern, is_new = Concern.objects.get_or_create(
        case=found.case,
        source=found.source,
        defaults={"what": found.what, "raised_by": found.actor, "raised_at": clock.now()},
    )
    if is_new:
        record(
            action="safeguarding.raise_concern",
            subject=concern,
            actor=found.actor,
            states=("", concern.state),
        )


@transaction.atomic
def decide_concern(
    *,
    concern_id: int,
    actor: User,
    calls_strategy: bool,
    reason: str,
    calls_legal_planning: bool = False,
) -> Concern:
    """Record a manager's decision on a concern, now: a strategy discussion, a legal planning
    meeting where the procedure knows that (HIL-108), or the threshold is not met.

    Refuses (BadInput) a decision without its reason, and a legal planning meeting elsewhere.
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
    if calls_legal_planning:
        if not may_call_legal_planning(case):
            raise BadInput(
                "calls_legal_planning", "This procedure leads to no legal planning meeting"
            )
        step = "call_legal_planning"
    take_step(concern, step, actor=actor, reason=reason)
    return concern
