"""How often managers want children visited: what holds now, and what held before (ROC-86)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from cases.models import Case, VisitSchedule
from cin.accounts.models import User
from cin.accounts.permissions import may_manage
from cin.procedures.durations import Duration, Unit
from cin.procedures.events import DatedInterval

_DAY = timedelta(days=1)


def schedules_of_many(case_ids: Iterable[int]) -> dict[int, tuple[DatedInterval, ...]]:
    """Give the schedules of many cases as the engine takes them, with one query; of one that ended,
    the last day is the one before.
    """
    rows = VisitSchedule.objects.filter(case_id__in=list(case_ids)).order_by("pk")
    found: dict[int, list[DatedInterval]] = defaultdict(list)
    for case_id, amount, unit, since, ends_on in rows.values_list(
        "case_id", "amount", "unit", "starts_on", "ends_on"
    ):
        until = None if ends_on is None else ends_on - _DAY
        found[case_id].append(DatedInterval(Duration(amount, Unit(unit)), since, until))
    return {case_id: tuple(schedules) for case_id, schedules in found.items()}


def schedules_of(case: Case) -> list[VisitSchedule]:
    """List every schedule of a case, the present one first."""
    return list(case.visit_schedules.select_related("set_by", "ended_by"))


def schedule_of(case: Case) -> VisitSchedule | None:
    """Give the schedule that holds on a case, if a manager set one."""
    return case.visit_schedules.filter(ends_on=None).select_related("set_by").first()


def obstacle_to_scheduling(case: Case) -> str:
    """Say why no schedule can be set on a case, or nothing."""
    if not case.is_open:
        return f"Case {case.reference} is closed, so nobody is visited."
    if not case.is_allocated:
        return "The case is not allocated yet. The schedule is set when it is."
    return ""


def scheduling_refusal(case: Case, user: User) -> str:
    """Say why this person may not set the schedule, which is a manager's (ROC-86), or nothing."""
    return str(may_manage.reason(case, user))
