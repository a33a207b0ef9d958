"""Who may plan and record a visit, finish its record, and decide that a child is not seen alone."""

from typing import Any

from cin.accounts.permissions import may_manage, may_work
from cin.core.access import permission

__all__ = ["may_decide_not_alone", "may_manage", "may_work"]


@permission
def is_not_the_asker(subject: Any, user: Any) -> str:
    """Nobody decides on what they asked for themselves."""
    if user.pk == subject.asked_by_id:
        return "You asked for this decision, so another manager must make it."
    return ""


may_decide_not_alone = may_manage & is_not_the_asker
