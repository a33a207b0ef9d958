"""Who may offer a case to another team and take it, and who answers for a move and a dispute."""

from typing import Any

from cin.accounts.permissions import may_manage, may_work
from cin.core.access import permission

__all__ = [
    "may_answer_move",
    "may_decide_dispute",
    "may_manage",
    "may_receive",
    "may_settle",
    "may_work",
]


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


@permission
def may_answer_move(move: Any, user: Any) -> str:
    """Write down what was decided on a move: of a family that moves in the manager decides; of one
    that moves out the other authority does, and whoever works on the case writes it down.
    """
    return str((may_manage if move.is_in else may_work).reason(move, user))


@permission
def is_senior(_dispute: Any, user: Any) -> str:
    """Stand above the team manager: which of the roles decides is a setting of the procedure."""
    if not user.sees_whole_authority:
        return "A service manager or a head of service decides on a dispute between authorities."
    return ""


@permission
def is_another(dispute: Any, user: Any) -> str:
    """Leave the decision to somebody who neither raised the dispute nor put it forward."""
    if user.pk in (dispute.raised_by_id, dispute.notified_by_id):
        return "You raised this dispute or put it forward, so somebody else must decide on it."
    return ""


may_decide_dispute = may_manage & is_senior & is_another


@permission
def may_settle(disagreement: Any, user: Any) -> str:
    """Write down how a disagreement between agencies ended; one between authorities is decided."""
    if disagreement.is_between_authorities:
        return "A dispute between authorities is decided by the role that the procedure names."
    return str(may_work.reason(disagreement, user))
