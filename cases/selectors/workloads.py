"""Who could take a case, and how much each carries already."""

from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Count, Q

from cases.models import CaseState
from cin.accounts.models import User
from cin.accounts.selectors import allocatable_workers


@dataclass(frozen=True, kw_only=True)
class WorkerLoad:
    """One practitioner, and the number of open cases they carry."""

    pk: int
    name: str
    cases: int


@dataclass(frozen=True, kw_only=True)
class TeamLoad:
    """One team and its practitioners."""

    name: str
    workers: list[WorkerLoad] = field(default_factory=list)


def workers_by_team(user: User, *, except_for: int | None = None) -> list[TeamLoad]:
    """List the authority's practitioners with their open cases, in one query; the person's own team
    comes first.

    `except_for` leaves out one worker: the present one, when a case changes hands.
    """
    offered = allocatable_workers(user)
    if except_for is not None:
        offered = offered.exclude(pk=except_for)
    workers = offered.annotate(
        carried=Count("caseload", filter=~Q(caseload__state=CaseState.CLOSED))
    )
    teams = [
        (team, [WorkerLoad(pk=w.pk, name=w.name, cases=w.carried) for w in members])
        for team, members in groupby(workers, key=lambda worker: worker.team)
    ]
    teams.sort(key=lambda each: each[0].pk != user.team_id)
    return [TeamLoad(name=team.name, workers=members) for team, members in teams]
