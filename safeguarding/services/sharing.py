"""Noting that what a strategy discussion decided was shared with the professionals."""

from datetime import datetime

from django.db import transaction

from cases.services.telling import mind_limits_of
from cin.accounts.models import User
from cin.core import clock
from cin.core.errors import BadInput, StepNotAllowed
from safeguarding.models import SharedPart, StrategyShare
from safeguarding.selectors.strategies import obstacle_to_sharing
from safeguarding.services.children import lock_strategy, refuse_stranger, write_down

_ACTIONS: dict[str, str] = {
    SharedPart.ACTIONS: "safeguarding.share_strategy_actions",
    SharedPart.MINUTES: "safeguarding.share_strategy_minutes",
}


@transaction.atomic
def share_strategy(
    *,
    strategy_id: int,
    actor: User,
    part: str,
    shared_at: datetime,
    recipients: str,
    despite: str = "",
) -> StrategyShare:
    """Note when the actions or the minutes of a strategy discussion were shared with the
    professionals, a line each (ROC-35, ROC-36).

    Refuses (BadInput) nobody, a moment before the discussion or in the future, and somebody who is
    not to be told something without a manager's reason (`despite`); (StepNotAllowed) minutes that
    are not finished.
    """
    found, cases = lock_strategy(strategy_id, actor)
    refuse_stranger(found.case, actor)
    if obstacle := obstacle_to_sharing(found, part):
        raise StepNotAllowed(obstacle)
    if not recipients.strip():
        raise BadInput("recipients", "Enter who they were shared with")
    if not found.held_at <= shared_at <= clock.now():
        raise BadInput("shared_at", "The time must be between the strategy discussion and now")
    mind_limits_of(cases.values(), actor, names=recipients, despite=despite, field="recipients")
    share = StrategyShare.objects.create(
        discussion=found, part=part, shared_at=shared_at, recipients=recipients, noted_by=actor
    )
    write_down(_ACTIONS[part], found, cases.values(), actor)
    return share
