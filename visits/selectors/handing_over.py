"""The joint visit of the worker who leaves a case and the one who comes (PET-80)."""

from datetime import date, timedelta

from django.utils import timezone

from cases.models import Case
from cin.policy.selectors import procedure_in_force
from visits.models import VisitChild, VisitKind

# The two can have gone together some weeks before the case changed hands.
BEFORE = timedelta(days=28)


def joint_visit_wanted_since(case: Case) -> date | None:
    """Give the day on which an open case changed hands, as long as the procedure requires a joint
    handover visit and none was recorded since, or in the 28 days before; nothing otherwise.
    """
    required = procedure_in_force(case.authority_id).get("reallocation_joint_visit") == "required"
    if not required or not case.is_open:
        return None
    latest = list(case.allocations.all()[:2])
    if len(latest) < 2:
        return None
    from_moment = max(latest[0].allocated_at - BEFORE, latest[1].allocated_at)
    made = VisitChild.objects.filter(
        case=case, visit__kind=VisitKind.HANDOVER, visit__visited_at__gte=from_moment
    )
    return None if made.exists() else timezone.localtime(latest[0].allocated_at).date()
