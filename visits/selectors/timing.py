"""How long it takes from a visit to its finished record."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.db.models import Count, QuerySet

from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.core import clock
from visits.models import Visit, VisitState

DAYS = 28


@dataclass(frozen=True, kw_only=True)
class TimeToRecord:
    """How one team, or one person of it, writes up visits; hours are of the clock, nights
    included.
    """

    team: str
    name: str
    finished: int
    median_hours: float | None
    longest_hours: float | None
    unfinished: int


def time_to_record(user: User) -> list[TimeToRecord]:
    """Say how long visits took to be finished in the last 28 days, by team and then by person, on
    the cases this person may open, with two queries.
    """
    since = clock.now() - timedelta(days=DAYS)
    reach = Visit.objects.filter(case__in=visible_cases(user))
    took: dict[tuple[str, str], list[float]] = defaultdict(list)
    finished = reach.filter(state=VisitState.FINALISED, finalised_at__gte=since)
    for team, name, visited_at, finalised_at in finished.values_list(
        "case__team__name", "visitor__name", "visited_at", "finalised_at"
    ):
        hours = (finalised_at - visited_at).total_seconds() / 3600
        took[team, ""].append(hours)
        took[team, name].append(hours)
    open_records = _unfinished(reach)
    return [
        TimeToRecord(
            team=team,
            name=name,
            finished=len(took[team, name]),
            median_hours=median(took[team, name]) if took[team, name] else None,
            longest_hours=max(took[team, name], default=None),
            unfinished=open_records.get((team, name), 0),
        )
        for team, name in sorted({*took, *open_records})
    ]


def _unfinished(reach: QuerySet[Visit]) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = defaultdict(int)
    rows = (
        reach.filter(state=VisitState.MADE)
        .order_by()
        .values_list("case__team__name", "visitor__name")
        .annotate(number=Count("pk"))
    )
    for team, name, number in rows:
        counts[team, ""] += number
        counts[team, name] += number
    return dict(counts)
