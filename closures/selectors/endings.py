"""What an ending lacks beside finished records: views, the plan's actions, step-down, orders."""

from django.db.models import Q

from cases.models import Case
from cases.models.orders import LegalOrder
from cin.core import clock
from cin.policy.selectors import procedure_in_force
from cin.procedures.readiness import Blocker, is_decided_by_event
from closures.models import Preparation
from closures.selectors.parties import consultation_blockers, disagreement_blockers
from closures.selectors.preparation import open_actions
from closures.selectors.stepping_down import handing_on_blockers

# The orders during which a child is in need by the order itself (ROC-168).
ORDERS_OF_PLANS = frozenset({"supervision", "family_assistance"})


def ending_blockers(
    case: Case, preparation: Preparation | None, *, reason: str, steps_down: bool
) -> list[Blocker]:
    """List what must be got ready before this case can be proposed for closure; an ending that an
    event decides asks nobody what they think.
    """
    if is_decided_by_event(reason):
        return order_blockers(case) if reason == "order_ended" else []
    return [
        *consultation_blockers(case, preparation),
        *_open_action_blockers(case, preparation),
        *handing_on_blockers(case, preparation, steps_down=steps_down),
    ]


def blockers_to_deciding(case: Case, preparation: Preparation | None, reason: str) -> list[Blocker]:
    """List what is still to be done before a manager can close a case that is proposed."""
    if is_decided_by_event(reason):
        return []
    return disagreement_blockers(case, preparation)


def _open_action_blockers(case: Case, preparation: Preparation | None) -> list[Blocker]:
    procedure = procedure_in_force(case.authority_id)
    if procedure.get("closure_requires_all_actions_met") != "block":
        return []
    if not open_actions(case, preparation):
        return []
    cites = procedure.cites_for("closure_requires_all_actions_met")
    message = "Finish the plan's actions, and say which are done"
    return [Blocker(code="actions", message=message, cites=cites)]


def orders_in_force(case: Case) -> list[LegalOrder]:
    """List the supervision and family assistance orders about the child that have not ended."""
    rows = LegalOrder.objects.filter(person_id=case.child_id, kind__in=ORDERS_OF_PLANS)
    return list(rows.filter(Q(ended_on=None) | Q(ended_on__gt=clock.today())))


def order_blockers(case: Case) -> list[Blocker]:
    """Say what is missing before a case closes because an order ended: the day on which it did, and
    that none goes on (ROC-168).
    """
    if orders_in_force(case):
        message = "Record the day on which the order ended: it is still in force"
        return [Blocker(code="order", message=message, cites=("ROC-168",))]
    ended = LegalOrder.objects.filter(person_id=case.child_id, kind__in=ORDERS_OF_PLANS)
    if ended.exists():
        return []
    message = "Record the supervision or family assistance order that ended, with its last day"
    return [Blocker(code="order", message=message, cites=("ROC-168",))]
