"""The joint visit of the worker who leaves and the one who comes (PET-78, PET-80, BIR-57)."""

from datetime import date

from cases.models import Allocation, Case, JointVisit
from cases.selectors.handovers import facts_of_handovers, requires_joint_visit
from cin.policy.selectors import procedure_in_force
from cin.procedures.case_spans import joint_visits_after
from visits.models import VisitKind
from visits.selectors.facts import facts_about


def joint_visit_wanted_since(case: Case) -> date | None:
    """Give the day on which an open case changed hands, as long as the procedure requires a joint
    visit then, no manager gave it up, and no joint visit answers it as the engine counts them;
    nothing otherwise.
    """
    latest = _last_two(case)
    if len(latest) < 2 or not case.is_open or not _is_required(case, latest[0]):
        return None
    handed_over = facts_of_handovers([case.pk])[case.pk]
    changes = [event for event in handed_over if event.type != "joint_visit_waived"]
    answers = [event for event in handed_over if event.type == "joint_visit_waived"]
    made = facts_about([case.pk]).get(case.pk, [])
    answers += [event for event in made if event.type == "joint_visit_made"]
    answers.sort(key=lambda event: event.on)
    *_, last = joint_visits_after(changes, answers)
    return changes[-1].on if last is None else None


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
