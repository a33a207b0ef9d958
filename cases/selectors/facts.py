"""The dated facts that the cases app holds, as the procedure engine reads them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from cases.models import Case, Milestone
from cases.selectors.oversight import facts_of_oversight
from cin.procedures.durations import Duration, Unit
from cin.procedures.events import Event


def facts_about(case_ids: Iterable[int]) -> dict[int, list[Event]]:
    """List referral, acceptance, allocation, milestones, managers' notes and closure of many cases,
    with three queries; days are local, ends included.
    """
    wanted = list(case_ids)
    facts: dict[int, list[Event]] = defaultdict(list)
    for case in Case.objects.filter(pk__in=wanted).select_related("referral"):
        facts[case.pk] = _of(case)
    for milestone in Milestone.objects.filter(case_id__in=wanted):
        facts[milestone.case_id].append(
            Event(type=milestone.kind, on=milestone.happened_on, id=f"milestone-{milestone.pk}")
        )
    for case_id, events in facts_of_oversight(wanted).items():
        facts[case_id] += events
    return facts


def agreements_about(case_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Give what a manager agreed for each case: the hours within which the first visit must be
    made (ROC-77).
    """
    rows = Case.objects.filter(pk__in=list(case_ids)).exclude(initial_visit_hours=None)
    return {
        pk: {"initial_visit_within": Duration(hours, Unit.HOURS)}
        for pk, hours in rows.values_list("pk", "initial_visit_hours")
    }


def _of(case: Case) -> list[Event]:
    events = [
        Event(type="referral_received", on=case.referral.received_on, id=f"referral-{case.pk}")
    ]
    ended_at_screening = case.screened_on == case.closed_on and case.allocated_at is None
    if case.screened_on is not None and not ended_at_screening:
        events.append(
            Event(type="referral_accepted", on=case.screened_on, id=f"screening-{case.pk}")
        )
    if case.allocated_at is not None:
        moment = timezone.localtime(case.allocated_at)
        events.append(
            Event(type="case_allocated", on=moment.date(), at=moment, id=f"allocation-{case.pk}")
        )
    if case.closed_on is not None:
        events.append(
            Event(
                type="case_closed",
                on=case.closed_on,
                id=f"closure-{case.pk}",
                destination=case.close_destination,
            )
        )
    return events
