"""Sending the plan to everyone who has a part in it."""

from datetime import date

from django.db import transaction

from cases.services.telling import mind_limits
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed
from cin.documents.models import Circulation, CirculationKind
from cin.documents.services import note_circulation
from plans.selectors import obstacle_to_circulating
from plans.services.locking import lock_version


@transaction.atomic
def circulate_plan(
    *, version_id: int, actor: User, sent_on: date, recipients: str, despite: str = ""
) -> Circulation:
    """Note that the plan was sent on a day to the people named, a line each (HIL-89, BIR-70,
    ROC-137).

    Refuses (StepNotAllowed) a version no meeting has agreed, (BadInput) a day before it was agreed,
    in the future, nobody to send it to, or somebody who is not to be told without a manager's
    reason (`despite`).
    """
    case, version = lock_version(version_id, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    if obstacle := obstacle_to_circulating(version):
        raise StepNotAllowed(obstacle)
    agreed_on = version.agreed_at_meeting_on or version.in_force_on
    if agreed_on is not None and sent_on < agreed_on:
        raise BadInput(
            "sent_on",
            f"The plan was agreed on {agreed_on:%-d %B %Y}, so it cannot have been sent before",
        )
    mind_limits(case, actor, names=recipients, despite=despite, field="recipients")
    return note_circulation(
        case=case,
        kind=CirculationKind.PLAN,
        of_id=version.pk,
        actor=actor,
        sent_on=sent_on,
        recipients=recipients,
    )
