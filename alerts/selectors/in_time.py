"""How much of what fell due was done in time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from alerts.labels import label_of
from alerts.models import Deadline
from cases.selectors.access import visible_cases
from cin.accounts.models import Team, User
from cin.core import clock
from cin.policy.selectors import procedure_in_force

# Neither is anybody's work: one comes by itself, the other is a time in which families may call.
_NOT_WORK = ("eighteenth_birthday", "post_closure_contact")
_IN_TIME = Q(met_on__lte=F("due_on"), met_late=False)


@dataclass(frozen=True, kw_only=True)
class Share:
    """How many of one kind, or of one team, fell due, and how many of them were done in time, done
    late, or are still to be done.
    """

    name: str
    team_id: int | None = None
    fell_due: int
    in_time: int
    still_open: int

    @property
    def late(self) -> int:
        """How many were done, but late."""
        return self.fell_due - self.in_time - self.still_open

    @property
    def percent(self) -> int:
        """The share in time, in whole per cent; never 100 while one was not."""
        return self.in_time * 100 // self.fell_due


def shares_by_obligation(user: User, *, weeks: int, team: Team | None = None) -> list[Share]:
    """Say, for each kind of obligation, how much of what fell due in the last weeks was done in
    time on the cases this person may open, the lowest share first (HIL-49).

    The day itself is in time, so what is due today counts once it is done. What no longer applied
    when it fell due is left out.
    """
    procedure = procedure_in_force(user.authority_id or 0)
    rows = _counted(_fallen_due(user, weeks, team), "key")
    found = [_share(row, label_of(row["key"], procedure)) for row in rows]
    return sorted(found, key=lambda share: (share.percent, share.name))


def shares_by_team(user: User, *, weeks: int) -> list[Share]:
    """Say the same for each team, by its name."""
    rows = _counted(_fallen_due(user, weeks, None), "case__team_id", "case__team__name")
    found = [_share(row, row["case__team__name"], row["case__team_id"]) for row in rows]
    return sorted(found, key=lambda share: share.name)


def _fallen_due(user: User, weeks: int, team: Team | None) -> QuerySet[Deadline]:
    today = clock.today()
    cases = visible_cases(user)
    if team is not None:
        cases = cases.filter(team=team)
    due = Deadline.objects.filter(
        case__in=cases,
        withdrawn_at=None,
        due_on__gt=today - timedelta(weeks=weeks),
        due_on__lte=today,
    )
    return due.exclude(met_on=None, due_on=today).exclude(key__in=_NOT_WORK)


def _counted(due: QuerySet[Deadline], *by: str) -> Iterable[dict[str, Any]]:
    return (
        due.order_by()
        .values(*by)
        .annotate(
            fell_due=Count("pk"),
            in_time=Count("pk", filter=_IN_TIME),
            still_open=Count("pk", filter=Q(met_on=None)),
        )
    )


def _share(row: dict[str, Any], name: str, team_id: int | None = None) -> Share:
    numbers = {key: row[key] for key in ("fell_due", "in_time", "still_open")}
    return Share(name=name, team_id=team_id, **numbers)
