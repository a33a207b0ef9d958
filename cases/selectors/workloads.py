"""Who could take a case, and how much each carries already."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Count, Q, QuerySet

from cases.models import CaseState
from cin.accounts.models import User
from cin.accounts.selectors import allocatable_workers
from cin.core import clock

# The duties that are a visit to a child, as the engine names them.
VISITS = ("initial_visit", "visit", "joint_visit", "private_fostering_visit", "nrpf_home_visit")


@dataclass(frozen=True, kw_only=True)
class WorkerLoad:
    """One practitioner, the number of children they carry, the visits due to the end of this week,
    Sunday included, and how much is overdue, visits and all else.
    """

    pk: int
    name: str
    cases: int
    visits_due: int = 0
    overdue: int = 0


@dataclass(frozen=True, kw_only=True)
class TeamLoad:
    """One team and its practitioners."""

    name: str
    workers: list[WorkerLoad] = field(default_factory=list)


def workers_by_team(user: User, *, except_for: int | None = None) -> list[TeamLoad]:
    """List the authority's practitioners with what they carry, in one query; the person's own team
    comes first.

    `except_for` leaves out one worker: the present one, when a case changes hands.
    """
    offered = allocatable_workers(user)
    if except_for is not None:
        offered = offered.exclude(pk=except_for)
    teams = [
        (team, [_load(worker) for worker in members])
        for team, members in groupby(_counted(offered), key=lambda worker: worker.team)
    ]
    teams.sort(key=lambda each: each[0].pk != user.team_id)
    return [TeamLoad(name=team.name, workers=members) for team, members in teams]


def _counted(offered: QuerySet[User]) -> QuerySet[Any]:
    # The dates are a later stage's: they are counted through the case's own relation to them.
    today = clock.today()
    is_open = ~Q(caseload__state=CaseState.CLOSED)
    waiting = is_open & Q(caseload__deadlines__met_on=None, caseload__deadlines__withdrawn_at=None)
    is_overdue = waiting & Q(caseload__deadlines__due_on__lt=today)
    is_this_week = waiting & Q(
        caseload__deadlines__key__in=VISITS, caseload__deadlines__due_on__range=_rest_of(today)
    )
    return offered.annotate(
        carried=Count("caseload", filter=is_open, distinct=True),
        visits_due=Count("caseload__deadlines", filter=is_this_week),
        overdue=Count("caseload__deadlines", filter=is_overdue),
    )


def _rest_of(today: date) -> tuple[date, date]:
    return today, today + timedelta(days=6 - today.weekday())


def _load(worker: Any) -> WorkerLoad:
    return WorkerLoad(
        pk=worker.pk,
        name=worker.name,
        cases=worker.carried,
        visits_due=worker.visits_due,
        overdue=worker.overdue,
    )
