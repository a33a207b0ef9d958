"""The court orders by which a child is in need, and what was decided when one ended."""

from django.db.models import Q, QuerySet

from cases.models import Case
from cases.models.orders import LegalOrder
from cin.core import clock
from cin.procedures.readiness import Blocker

# The orders during which a child is in need by the order itself (ROC-168).
ORDERS_OF_PLANS = frozenset({"supervision", "family_assistance"})


def orders_in_force(case: Case) -> list[LegalOrder]:
    """List the supervision and family assistance orders about the child that have not ended."""
    return list(_orders(case).filter(Q(ended_on=None) | Q(ended_on__gt=clock.today())))


def orders_to_decide(case: Case) -> list[LegalOrder]:
    """List the orders that have ended while the plan goes on, and of which no manager has said
    whether it is to (ROC-168, ROC-169).
    """
    if case.support_began_on is None or not case.is_open:
        return []
    ended = _orders(case).filter(ended_on__lte=clock.today(), ended_on__gte=case.support_began_on)
    return list(ended.filter(decision=None))


def order_blockers(case: Case) -> list[Blocker]:
    """Say what is missing before a case closes because an order ended: the day on which it did, and
    that none goes on (ROC-168).
    """
    if orders_in_force(case):
        message = "Record the day on which the order ended: it is still in force"
    elif not _orders(case).exists():
        message = "Record the supervision or family assistance order that ended, with its last day"
    else:
        return []
    return [Blocker(code="order", message=message, cites=("ROC-168",))]


def _orders(case: Case) -> QuerySet[LegalOrder]:
    return LegalOrder.objects.filter(person_id=case.child_id, kind__in=ORDERS_OF_PLANS)
