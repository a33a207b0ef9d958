"""The joint visit of the worker who leaves and the one who comes (PET-78, PET-80, BIR-57)."""

from datetime import date, timedelta

from django.utils import timezone

from cases.models import Allocation, Case, JointVisit
from cases.selectors.handovers import requires_joint_visit
from cin.policy.selectors import procedure_in_force
from visits.models import HANDOVER_KINDS, VisitChild, VisitKind, VisitState

# The two can have gone together some weeks before the case changed hands.
BEFORE = timedelta(days=28)


def joint_visit_wanted_since(case: Case) -> date | None:
    """Give the day on which an open case changed hands, as long as the procedure requires a joint
    visit then, no manager gave it up, and none was recorded since, or in the 28 days before;
    nothing otherwise.
    """
    latest = _last_two(case)
    if len(latest) < 2 or not case.is_open or not _is_required(case, latest[0]):
        return None
    from_moment = max(latest[0].allocated_at - BEFORE, latest[1].allocated_at)
    made = VisitChild.objects.filter(
        case=case, visit__kind__in=HANDOVER_KINDS, visit__visited_at__gte=from_moment
    ).exclude(visit__state=VisitState.FAILED)
    return None if made.exists() else timezone.localtime(latest[0].allocated_at).date()


def joint_visit_kind(case: Case) -> str:
    """Give the kind of visit that the last change of hands asks for."""
    latest = _last_two(case)
    is_transfer = bool(latest) and _is_transfer(latest[0])
    return VisitKind.TRANSFER if is_transfer else VisitKind.HANDOVER


def _last_two(case: Case) -> list[Allocation]:
    return list(case.allocations.select_related("handover")[:2])


def _is_transfer(allocation: Allocation) -> bool:
    handover = getattr(allocation, "handover", None)
    return handover is not None and handover.is_transfer


def _is_required(case: Case, allocation: Allocation) -> bool:
    handover = getattr(allocation, "handover", None)
    if handover is not None and handover.joint_visit == JointVisit.WAIVED:
        return False
    procedure = procedure_in_force(case.authority_id)
    return requires_joint_visit(procedure, is_transfer=_is_transfer(allocation))
