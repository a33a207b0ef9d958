"""Who may offer a case to another team, and who may take it."""

from typing import Any

from cin.accounts.permissions import may_manage, may_work
from cin.core.access import permission

__all__ = ["may_manage", "may_receive", "may_work"]


@permission
def may_receive(transfer: Any, user: Any) -> str:
    """Answer for the receiving team: its manager, a service manager or a head of service of the
    authority.
    """
    if user.authority_id != transfer.case.authority_id or not user.is_manager:
        return "Only a manager of the receiving team can answer this."
    if user.team_id != transfer.to_team_id and not user.sees_whole_authority:
        return "Only a manager of the receiving team can answer this."
    if user.pk == transfer.proposed_by_id:
        return "You made this offer, so somebody else must answer it."
    return ""
