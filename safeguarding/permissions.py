"""Who may raise a concern and record an enquiry, and who decides on them."""

from typing import Any

from cin.accounts.permissions import may_approve, may_manage, may_work
from cin.core.access import permission

__all__ = ["may_approve", "may_dismiss", "may_manage", "may_work"]


@permission
def is_not_the_raiser(concern: Any, user: Any) -> str:
    """Nobody dismisses a concern of their own: a second pair of eyes decides that it is nothing."""
    if user.pk == concern.raised_by_id:
        return (
            "You raised this concern, so another manager must decide that the threshold is not met."
        )
    return ""


may_dismiss = may_manage & is_not_the_raiser
