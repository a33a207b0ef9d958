"""Who may record a meeting, who chairs it when asked, and who may ratify what it decided."""

from typing import Any

from cin.accounts.permissions import may_administer, may_approve, may_manage, may_work
from cin.core.access import permission

__all__ = ["may_administer", "may_answer_chair", "may_approve", "may_work"]


@permission
def is_not_the_asker(booking: Any, user: Any) -> str:
    """Leave the answer to a manager who did not ask."""
    if user.pk == booking.chair_asked_by_id:
        return "You asked a manager to chair, so another manager must answer."
    return ""


may_answer_chair = may_manage & is_not_the_asker
