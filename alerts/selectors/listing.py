"""The alerts that one person was raised, as their list shows and narrows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from alerts.choices import ACKNOWLEDGED, MINE, OTHERS, SNOOZED, UNALLOCATED, WAITING
from alerts.models import Alert, Answer, AnswerKind
from alerts.selectors.due import Due, described
from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.core import clock
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force

PAGE = 25


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which alerts to show; an empty text asks for every tier or everybody's cases."""

    shown: str = WAITING
    tier: str = ""
    whose: str = ""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One alert as a page shows it; `answer` is what this person said to it, `others` what the
    other people told said, as far as it still holds.
    """

    alert: Alert
    due: Due
    answer: Answer | None
    others: list[Answer] = field(default_factory=list)


def standing_alerts(user: User) -> QuerySet[Alert]:
    """List the alerts that stand for a person on cases they may open now, longest due first, each
    with what they answered last (`answered` as its kind, None where nothing holds today).
    """
    said = Answer.objects.filter(alert=OuterRef("pk")).order_by("-pk")
    latest = Subquery(said.values("pk")[:1])
    holds = Answer.objects.filter(pk=OuterRef("answer_id"), until__gt=clock.today())
    return (
        Alert.objects.filter(
            recipient=user, cleared_at=None, deadline__case__in=visible_cases(user)
        )
        .annotate(answer_id=latest)
        .annotate(answered=Subquery(holds.values("kind")[:1]))
        .select_related("deadline__case__child", "deadline__case__worker", "deadline__case__team")
        .order_by("due_on", "pk")
    )


def unsnoozed_alerts(user: User) -> QuerySet[Alert]:
    """List the alerts that stand for a person and are not snoozed today."""
    return standing_alerts(user).filter(Q(answered=None) | Q(answered=AnswerKind.ACKNOWLEDGED))


def count_waiting(user: User) -> int:
    """Count the alerts that stand for a person and are not snoozed today."""
    return unsnoozed_alerts(user).count()


def alerts_wanted(user: User, wanted: Wanted) -> QuerySet[Alert]:
    """List a person's alerts as they asked for them."""
    alerts = unsnoozed_alerts(user) if wanted.shown == WAITING else standing_alerts(user)
    if wanted.shown in {ACKNOWLEDGED, SNOOZED}:
        alerts = alerts.filter(Q(answered=wanted.shown))
    if wanted.tier:
        alerts = alerts.filter(tier=wanted.tier)
    if wanted.whose == UNALLOCATED:
        return alerts.filter(deadline__case__worker=None)
    if wanted.whose == MINE:
        return alerts.filter(deadline__case__worker=user)
    if wanted.whose == OTHERS:
        return alerts.exclude(deadline__case__worker=None).exclude(
            deadline__case__worker=F("recipient")
        )
    return alerts


def in_full(alerts: Iterable[Alert], user: User) -> list[Row]:
    """Add to the alerts of one page what is due, where it is done and what was answered, with a
    number of queries that does not grow.
    """
    rows = list(alerts)
    dues = {due.deadline.pk: due for due in described([row.deadline for row in rows], user)}
    answers = _answers_that_hold(rows)
    return [_row(row, dues[row.deadline_id], answers.get(row.deadline_id, {})) for row in rows]


def find_alert(user: User, alert_id: int) -> Alert:
    """Give an alert that stands for this person; refuses (NotFound) one of somebody else, one that
    was cleared, and one of a case they may no longer open.
    """
    found = standing_alerts(user).filter(pk=alert_id).first()
    if found is None:
        raise NotFound("There is no such alert, or what it was about is done.")
    return found


def most_days_for(authority_id: int) -> int:
    """Say for how many calendar days an answer may hold at most."""
    return int(procedure_in_force(authority_id).get("alert_snooze_days"))


def _row(alert: Alert, due: Due, answers: Mapping[int, Answer]) -> Row:
    others = [answer for answer in answers.values() if answer.by_id != alert.recipient_id]
    return Row(alert=alert, due=due, answer=answers.get(alert.pk), others=others)


def _answers_that_hold(alerts: list[Alert]) -> dict[int, dict[int, Answer]]:
    """Give, by deadline and alert, the latest answer where it still holds."""
    found: dict[int, dict[int, Answer]] = {}
    rows = Answer.objects.filter(
        alert__deadline_id__in=[alert.deadline_id for alert in alerts], alert__cleared_at=None
    )
    for answer in rows.select_related("by", "alert").order_by("pk"):
        found.setdefault(answer.alert.deadline_id, {})[answer.alert_id] = answer
    today = clock.today()
    return {
        deadline_id: {pk: answer for pk, answer in answers.items() if answer.until > today}
        for deadline_id, answers in found.items()
    }
