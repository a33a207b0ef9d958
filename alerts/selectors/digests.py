"""What the daily message says: how many alerts, on which cases, and where to look."""

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse

from alerts.models import Alert, Digest, Tier
from alerts.selectors.listing import unsnoozed_alerts
from cin.accounts.models import User

MOST = 30
ORDER = (Tier.ESCALATED, Tier.OVERDUE, Tier.DUE_SOON)


def people_with_alerts(authority_ids: set[int]) -> QuerySet[User]:
    """List those at work in some authorities for whom an alert stands and whose address is
    known.
    """
    told = Alert.objects.filter(cleared_at=None).order_by().values("recipient_id").distinct()
    people = User.objects.filter(is_active=True, authority_id__in=authority_ids, pk__in=told)
    return people.exclude(Q(email="")).order_by("pk")


def subject_of(alerts: list[Alert]) -> str:
    """Say how many alerts there are, and nothing about whom."""
    return f"{len(alerts)} alert{'' if len(alerts) == 1 else 's'} in cin"


def text_of(alerts: list[Alert]) -> str:
    """Write the message: of each case its reference and its address, and nothing else about
    anybody.
    """
    lines = ["These cases have something due. Sign in to see what.", ""]
    for tier in ORDER:
        lines += _tier(tier, [alert for alert in alerts if alert.tier == tier])
    return "\n".join([*lines, f"All your alerts: {whole_address(reverse('alerts:alerts'))}", ""])


def whole_address(path: str) -> str:
    """Give the whole address of a page, as somebody outside reaches it."""
    return f"{settings.CIN_BASE_URL}{path}"


def alerts_to_send(person: User) -> list[Alert]:
    """List what a person's message is about: what stands for them, is not snoozed, and is of a
    case they may open now.
    """
    return list(unsnoozed_alerts(person))


def message_id_of(digest: Digest) -> str:
    """Give the name of the message, the same whenever it is sent again."""
    host = settings.CIN_BASE_URL.partition("://")[2].partition("/")[0].partition(":")[0]
    return f"<digest-{digest.pk}-{digest.day:%Y%m%d}@{host}>"


def _tier(tier: Tier, alerts: list[Alert]) -> list[str]:
    if not alerts:
        return []
    cases = {alert.deadline.case_id: alert.deadline.case.reference for alert in alerts}
    shown = [
        f"- {reference}: {whole_address(reverse('desk:case', args=[pk]))}"
        for pk, reference in list(cases.items())[:MOST]
    ]
    more = [f"- and {len(cases) - MOST} more cases"] if len(cases) > MOST else []
    return [f"{tier.label}:", *shown, *more, ""]
