"""How cases changed hands, and the joint visits that follow from it."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from cases.models import Allocation, Case, Handover, JointVisit
from cin.policy.selectors import procedure_in_force
from cin.procedures.book import Procedure
from cin.procedures.events import Event


def facts_of_handovers(case_ids: Iterable[int]) -> dict[int, list[Event]]:
    """List every change of worker or team of many cases as the engine reads it, with those of which
    a manager gave the joint visit up, with one query.
    """
    rows = (
        Allocation.objects.filter(case_id__in=list(case_ids))
        .order_by("allocated_at", "pk")
        .values_list(
            "case_id", "pk", "allocated_at", "handover__is_transfer", "handover__joint_visit"
        )
    )
    facts: dict[int, list[Event]] = {}
    for case_id, pk, allocated_at, is_transfer, joint_visit in rows:
        # The first allocation changes nothing.
        if case_id not in facts:
            facts[case_id] = []
            continue
        at, name = timezone.localtime(allocated_at), f"handover-{pk}"
        if is_transfer:
            facts[case_id].append(Event(type="team_changed", on=at.date(), at=at, id=name))
        else:
            facts[case_id].append(Event(type="worker_changed", on=at.date(), at=at, id=name))
        if joint_visit == JointVisit.WAIVED:
            facts[case_id].append(
                Event(type="joint_visit_waived", on=at.date(), id=f"{name}-waived", of=name)
            )
    return facts


def joint_visits_wanted_by(case_ids: Iterable[int]) -> dict[int, date]:
    """Give, for each of many cases whose last handover says so, the day by which the two workers
    are to visit together.
    """
    rows = Handover.objects.filter(allocation__case_id__in=list(case_ids))
    found: dict[int, date] = {}
    for case_id, day in rows.order_by("allocation__allocated_at", "pk").values_list(
        "allocation__case_id", "joint_visit_by"
    ):
        found.pop(case_id, None)
        if day is not None:
            found[case_id] = day
    return found


def joint_visit_setting(*, is_transfer: bool) -> str:
    """Name the setting that says whether the two workers visit together."""
    return "transfer_joint_visit" if is_transfer else "reallocation_joint_visit"


def requires_joint_visit(procedure: Procedure, *, is_transfer: bool) -> bool:
    """Say whether the procedure requires the two workers to visit together (PET-78, PET-80,
    BIR-57).
    """
    return procedure.get(joint_visit_setting(is_transfer=is_transfer)) == "required"


def requires_record_check(case: Case) -> bool:
    """Say whether a manager confirms that the record is up to date before a case changes hands
    (PET-82).
    """
    return procedure_in_force(case.authority_id).flag("record_check_before_handover")


def handovers_of(case: Case) -> dict[int, Handover]:
    """Give what was handed over with each allocation of a case, by the allocation."""
    rows = Handover.objects.filter(allocation__case=case).select_related(
        "from_worker", "checked_by"
    )
    return {row.allocation_id: row for row in rows}
