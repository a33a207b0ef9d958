"""Who is told of what, and when: the tiers and working hours of each authority's procedure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

from alerts.models import Deadline, Tier
from alerts.selectors.standing import OVERDUE, standing_of
from cases.models import Case
from cin.accounts.models import MANAGER_ROLES, PRACTITIONER_ROLES, Role, User
from cin.policy.models import ProcedureVersion
from cin.policy.selectors import procedure_books
from cin.procedures.book import Procedure
from cin.procedures.calendar import CalendarEnds, WorkingCalendar, england_and_wales

EVERY = "every"
# The setting that says after how many working days a role is told of what is overdue.
ESCALATES_TO: Mapping[str, str] = {
    Role.SERVICE_MANAGER: "alert_service_manager_after",
    Role.HEAD_OF_SERVICE: "alert_head_of_service_after",
}
CASEWORK_ROLES = PRACTITIONER_ROLES | MANAGER_ROLES


def procedures_on(day: date) -> dict[int, Procedure]:
    """Give the procedure in force on a day of every authority that has one, with three queries."""
    followed = ProcedureVersion.objects.order_by().values_list("authority_id", flat=True)
    books = procedure_books(set(followed.distinct()))
    return {authority_id: book.on(day) for authority_id, book in books.items()}


def is_quiet(procedure: Procedure, now: datetime) -> bool:
    """Say whether nobody is to be told at this aware moment: a day that is not a working day, or
    outside the working hours in Europe/London (the first hour included, the last not).

    Past the years whose holidays are known, Monday to Friday are working days.
    """
    if procedure.get("alert_times") == "any_time":
        return False
    local = timezone.localtime(now)
    begins, ends = procedure.get("alert_hour_from"), procedure.get("alert_hour_until")
    works = _is_working_day(calendar_of(procedure), local.date())
    return not (works and begins <= local.hour < ends)


def calendar_of(procedure: Procedure) -> WorkingCalendar:
    """Give the working days of an authority: its own weekdays, holidays and closure days."""
    weekdays = frozenset(procedure.get("working_weekdays"))
    calendar = england_and_wales(
        procedure.get("bank_holidays"), procedure.get("local_closure_days")
    )
    if weekdays == calendar.working_weekdays:
        return calendar
    return calendar.with_rules(
        working_weekdays=weekdays, extra_holidays=(), count_trigger_day=False
    )


def latest_due_for(days: int, today: date, calendar: WorkingCalendar) -> date:
    """Give the latest due date that is overdue by so many working days or more today, which counts
    itself when it is a working day.

    Past the years whose holidays are known, days of the calendar are counted: somebody is told too
    early rather than not.
    """
    tomorrow = today + timedelta(days=1)
    try:
        first = calendar.working_days_before(tomorrow, days)
    except CalendarEnds:
        first = tomorrow - timedelta(days=days)
    return first - timedelta(days=1)


@dataclass(frozen=True)
class People:
    """The people who may be told: those at work, in a role that sees cases."""

    authority_of: dict[int, int] = field(default_factory=dict)
    managers: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    above: dict[tuple[int, str], list[int]] = field(default_factory=lambda: defaultdict(list))

    def responsible_for(self, case: Case) -> list[int]:
        """Give the managers of the case's team; where it has none, whoever stands above it."""
        authority_id = case.authority_id
        return (
            self.managers.get(case.team_id)
            or self.above.get((authority_id, Role.SERVICE_MANAGER))
            or self.above.get((authority_id, Role.HEAD_OF_SERVICE))
            or []
        )

    def told_of(self, case: Case) -> set[int]:
        """Give whoever is told first: the worker, and the responsible managers, who are told alone
        while nobody carries the case.
        """
        people = set(self.responsible_for(case))
        if case.worker_id and self.authority_of.get(case.worker_id) == case.authority_id:
            people.add(case.worker_id)
        return people


def people_to_tell() -> People:
    """Gather everybody who may be told, with one query."""
    found = People()
    rows = User.objects.filter(is_active=True, role__in=CASEWORK_ROLES).exclude(authority=None)
    for pk, authority_id, team_id, role in rows.order_by("pk").values_list(
        "pk", "authority_id", "team_id", "role"
    ):
        found.authority_of[pk] = authority_id
        if role == Role.TEAM_MANAGER and team_id is not None:
            found.managers[team_id].append(pk)
        if role in ESCALATES_TO:
            found.above[authority_id, role].append(pk)
    return found


class Tiers:
    """For each deadline, who is told and how pressingly, at one moment."""

    def __init__(self, procedures: Mapping[int, Procedure], now: datetime) -> None:
        self.people = people_to_tell()
        self.now = now
        self.latest = {
            authority_id: _latest_by_role(procedure, timezone.localtime(now).date())
            for authority_id, procedure in procedures.items()
        }

    def of(self, deadline: Deadline) -> Iterable[tuple[Tier, int]]:
        """Give the tier and the person of every alert that a pressing deadline asks for; the
        deadline's case must be loaded.
        """
        case = deadline.case
        is_overdue = standing_of(deadline, self.now) == OVERDUE
        told = self.people.told_of(case)
        yield from ((Tier.OVERDUE if is_overdue else Tier.DUE_SOON, pk) for pk in sorted(told))
        if not is_overdue or deadline.due_on is None:
            return
        for role, latest in self.latest[case.authority_id].items():
            after = latest.get(deadline.key, latest.get(EVERY))
            if after is None or deadline.due_on > after:
                continue
            above = self.people.above.get((case.authority_id, role), [])
            yield from ((Tier.ESCALATED, pk) for pk in above if pk not in told)


def _latest_by_role(procedure: Procedure, today: date) -> dict[str, dict[str, date]]:
    calendar = calendar_of(procedure)
    return {
        role: {
            key: latest_due_for(days, today, calendar)
            for key, days in procedure.get(setting).items()
        }
        for role, setting in ESCALATES_TO.items()
    }


def _is_working_day(calendar: WorkingCalendar, day: date) -> bool:
    return calendar.is_working_day(day) if calendar.reaches(day) else day.weekday() < 5
