"""Deciding whether a plan goes on beyond the order that began it."""

from django.db import transaction

from cases.models.orders import LegalOrder
from cases.services.locking import lock_case
from cin.accounts.models import User
from cin.accounts.permissions import may_manage
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed
from closures.models import OrderDecision
from closures.selectors.orders import orders_to_decide


@transaction.atomic
def decide_on_order(
    *, case_id: int, order_id: int, actor: User, goes_on: bool, reason: str
) -> OrderDecision:
    """Decide as a manager whether the plan goes on although its order has ended (ROC-168, ROC-169).

    Refuses (NotPermitted) anybody but a manager, (StepNotAllowed) an order that is decided on or
    has not ended, and (BadInput) no reason.
    """
    case = lock_case(case_id, actor)
    if refusal := may_manage.reason(case, actor):
        raise NotPermitted(refusal)
    order = next((each for each in orders_to_decide(case) if each.pk == order_id), None)
    if order is None:
        raise StepNotAllowed("There is no ended order to decide on.")
    if not reason.strip():
        raise BadInput("reason", "Say why")
    decision = OrderDecision.objects.create(
        case=case,
        order=LegalOrder.objects.get(pk=order.pk),
        goes_on=goes_on,
        reason=reason,
        decided_by=actor,
        decided_at=clock.now(),
    )
    record(
        action="closures.decide_on_order",
        subject=decision,
        case=case,
        actor=actor,
        reason=reason,
        details={"goes_on": goes_on},
    )
    return decision
