"""Answering an alert: it is acknowledged or snoozed for a while, and counts as before."""

from datetime import date, timedelta

from django.db import transaction

from alerts.models import Alert, Answer, AnswerKind
from alerts.selectors.listing import find_alert, most_days_for
from cin.accounts.models import User
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput

ACTIONS = {
    AnswerKind.ACKNOWLEDGED: "alerts.acknowledge_alert",
    AnswerKind.SNOOZED: "alerts.snooze_alert",
}


@transaction.atomic
def answer_alert(*, alert_id: int, actor: User, kind: str, reason: str, until: date) -> Answer:
    """Write down what the person told says to an alert, until the day on which it is asked again.

    The deadline stays as it is for everybody, and others are told of it as if nothing was said.
    Refuses (NotFound) an alert that does not stand for this person, and (BadInput) an answer
    without a reason or with a day that is not after today, or later than the procedure allows.
    """
    Alert.objects.locked().filter(pk=alert_id).first()
    alert = find_alert(actor, alert_id)
    case = alert.deadline.case
    if kind not in AnswerKind.values:
        raise BadInput("kind", "Choose whether to acknowledge or to snooze it")
    if not reason.strip():
        raise BadInput("reason", "Enter the reason")
    _check_end(until, most_days=most_days_for(case.authority_id))
    answer = Answer.objects.create(alert=alert, kind=kind, by=actor, reason=reason, until=until)
    record(
        action=ACTIONS[AnswerKind(kind)],
        subject=alert,
        actor=actor,
        reason=reason,
        details={"deadline": alert.deadline.key, "until": until.isoformat()},
        case=case,
    )
    return answer


def _check_end(until: date, *, most_days: int) -> None:
    today = clock.today()
    if until <= today:
        raise BadInput("until", "The date must be after today")
    if until > today + timedelta(days=most_days):
        raise BadInput("until", f"The date must be at most {most_days} days from today")
