"""What the daily message says: how many alerts, on which cases, and where to look."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse

from alerts.models import Alert, Digest, Tier
from alerts.selectors.listing import unsnoozed_alerts
from cin.accounts.models import User

MOST = 30
ORDER = (Tier.ESCALATED, Tier.OVERDUE, Tier.DUE, Tier.DUE_SOON)


def people_with_alerts(authority_ids: set[int]) -> QuerySet[User]:
    """List those at work in some authorities for whom an alert stands and whose address is
    known.
    """
    told = Alert.objects.filter(cleared_at=None).order_by().values("recipient_id").distinct()
    people = User.objects.filter(is_active=True, authority_id__in=authority_ids, pk__in=told)
    return people.exclude(Q(email="")).order_by("pk")


@dataclass(frozen=True)
class Part:
    """What a person's message says of one tier: how many alerts, on how many cases, and the number
    and reference of the cases that have waited longest.
    """

    tier: Tier
    alerts: int
    cases: int
    first: list[tuple[int, str]]


def parts_for(person: User) -> list[Part]:
    """Gather what a person's message is about: what stands for them, is not snoozed, and is of a
    case they may open now.

    Counted and cut by the database: a head of service may stand alerted of every case there is.
    """
    alerts = unsnoozed_alerts(person).order_by()
    cases = Count("deadline__case_id", distinct=True)
    counted = alerts.values("tier").annotate(alerts=Count("pk"), cases=cases)
    found = {row["tier"]: row for row in counted}
    return [
        Part(tier, found[tier]["alerts"], found[tier]["cases"], _first_cases(alerts, tier))
        for tier in ORDER
        if tier in found
    ]


def subject_of(parts: list[Part]) -> str:
    """Say how many alerts there are, and nothing about whom."""
    number = sum(part.alerts for part in parts)
    return f"{number} alert{'' if number == 1 else 's'} in cin"


def text_of(parts: list[Part]) -> str:
    """Write the message: of each case its reference and its address, and nothing else about
    anybody.
    """
    lines = ["These cases have something due. Sign in to see what.", ""]
    for part in parts:
        lines += _written(part)
    return "\n".join([*lines, f"All your alerts: {whole_address(reverse('alerts:alerts'))}", ""])


def whole_address(path: str) -> str:
    """Give the whole address of a page, as somebody outside reaches it."""
    return f"{settings.CIN_BASE_URL}{path}"


def message_id_of(digest: Digest) -> str:
    """Give the name of the message, the same whenever it is sent again."""
    host = settings.CIN_BASE_URL.partition("://")[2].partition("/")[0].partition(":")[0]
    return f"<digest-{digest.pk}-{digest.day:%Y%m%d}@{host}>"


def _first_cases(alerts: QuerySet[Alert], tier: Tier) -> list[tuple[int, str]]:
    of_tier = alerts.filter(tier=tier).values("deadline__case_id", "deadline__case__reference")
    longest = of_tier.annotate(first=Min("due_on")).order_by("first", "deadline__case_id")[:MOST]
    return [(row["deadline__case_id"], row["deadline__case__reference"]) for row in longest]


def _written(part: Part) -> list[str]:
    shown = [
        f"- {reference}: {whole_address(reverse('desk:case', args=[pk]))}"
        for pk, reference in part.first
    ]
    more = part.cases - len(part.first)
    rest = [f"- and {more} more cases"] if more else []
    return [f"{part.tier.label}:", *shown, *rest, ""]
