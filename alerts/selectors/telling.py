"""When people are told: the tiers and working hours of each authority's procedure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone

from alerts.selectors.standing import is_overdue, is_pressing
from cin.accounts.models import MANAGER_ROLES, PRACTITIONER_ROLES, Role
from cin.policy.models import ProcedureVersion
from cin.policy.selectors import procedure_books, working_calendars
from cin.procedures.book import Procedure
from cin.procedures.calendar import CalendarEnds, WorkingCalendar

EVERY = "every"
# The setting that says after how many working days a role is told of what is overdue.
TOLD_AFTER: Mapping[str, str] = {
    Role.TEAM_MANAGER: "alert_team_manager_after",
    Role.SERVICE_MANAGER: "alert_service_manager_after",
    Role.HEAD_OF_SERVICE: "alert_head_of_service_after",
}
# Above the team, in the order in which they stand in for a manager whom a team lacks.
ABOVE_THE_TEAM = (Role.SERVICE_MANAGER, Role.HEAD_OF_SERVICE)
CASEWORK_ROLES = PRACTITIONER_ROLES | MANAGER_ROLES
NEVER = Q(pk__in=[])
_FROM: Mapping[str, Callable[[date], Q]] = {
    "due_soon": is_pressing,
    "due": lambda today: Q(due_on__lte=today),
    "overdue": is_overdue,
}


def authorities_with_procedure() -> list[int]:
    """List the authorities that follow a published procedure."""
    rows = ProcedureVersion.objects.order_by("authority_id").values_list("authority_id", flat=True)
    return list(rows.distinct())


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What one authority goes by on a day: its procedure, and the days on which it works."""

    procedure: Procedure
    calendar: WorkingCalendar


def rules_on(day: date) -> dict[int, Rules]:
    """Give the procedure in force on a day, and the working days, of every authority that has a
    procedure, with four queries.
    """
    books = procedure_books(authorities_with_procedure())
    procedures = {authority_id: book.on(day) for authority_id, book in books.items()}
    calendars = working_calendars(procedures)
    return {
        authority_id: Rules(procedure=procedure, calendar=calendars[authority_id])
        for authority_id, procedure in procedures.items()
    }


def is_quiet(rules: Rules, now: datetime) -> bool:
    """Say whether nobody is to be told at this aware moment: a day that is not a working day, or
    outside the working hours in Europe/London (the first hour included, the last not).

    Past the years whose holidays are known, Monday to Friday are working days.
    """
    procedure = rules.procedure
    if procedure.get("alert_times") == "any_time":
        return False
    local = timezone.localtime(now)
    begins, ends = procedure.get("alert_hour_from"), procedure.get("alert_hour_until")
    works = _is_working_day(rules.calendar, local.date())
    return not (works and begins <= local.hour < ends)


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


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """From which due date on each role of one authority is told, on one day.

    `latest` holds for each role that has numbers of its own the latest due date that is told, by
    obligation or for every one. `manager_from` says from when the team's manager is told of what
    has no number.
    """

    authority_id: int
    today: date
    manager_from: str
    latest: Mapping[str, Mapping[str, date]]

    def has_reached(self, role: str) -> Q:
        """Give the condition of an overdue deadline that is told to a role by its number."""
        latest = self.latest[role]
        own = [Q(key=key, due_on__lte=day) for key, day in latest.items() if key != EVERY]
        if EVERY in latest:
            own.append(~Q(key__in=list(latest)) & Q(due_on__lte=latest[EVERY]))
        return reduce(or_, own) if own else NEVER

    def is_told_to_the_manager(self) -> Q:
        """Give the condition of a pressing deadline that is told to the manager of the case's team
        while somebody carries the case.
        """
        numbered = self.has_reached(Role.TEAM_MANAGER)
        latest = self.latest[Role.TEAM_MANAGER]
        if EVERY in latest:
            return numbered
        return numbered | (~Q(key__in=list(latest)) & _FROM[self.manager_from](self.today))


def schedule_of(authority_id: int, rules: Rules, today: date) -> Schedule:
    """Read from an authority's rules who is told from when on."""
    procedure = rules.procedure
    return Schedule(
        authority_id=authority_id,
        today=today,
        manager_from=procedure.get("alert_team_manager_from"),
        latest={
            role: {
                key: latest_due_for(days, today, rules.calendar)
                for key, days in procedure.get(setting).items()
            }
            for role, setting in TOLD_AFTER.items()
        },
    )


def _is_working_day(calendar: WorkingCalendar, day: date) -> bool:
    return calendar.is_working_day(day) if calendar.reaches(day) else day.weekday() < 5
