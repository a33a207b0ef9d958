"""Who may write a procedure, and who may put it in force."""

from typing import Any

from cin.accounts.models import AUTHORITY_WIDE_ROLES, Role
from cin.core.access import permission


@permission
def may_draft(authority: Any, user: Any) -> str:
    """Write a new version: the authority's procedure administrators."""
    if user.authority_id is None or user.authority_id != authority.pk:
        return "This is the procedure of another authority."
    if user.role != Role.PROCEDURE_ADMIN:
        return "Only a procedure administrator can change the procedure."
    return ""


@permission
def may_read_draft(draft: Any, user: Any) -> str:
    """Read a version that is being written: those who write or publish it."""
    if user.authority_id is None or user.authority_id != draft.authority_id:
        return "This is the procedure of another authority."
    if user.role not in {Role.PROCEDURE_ADMIN, *AUTHORITY_WIDE_ROLES}:
        return "Only procedure administrators and service managers can read a draft."
    return ""


@permission
def has_not_written(draft: Any, user: Any) -> str:
    """Nobody publishes a version that they wrote any part of."""
    if draft.writers.filter(pk=user.pk).exists():
        return "You wrote part of this draft, so somebody else must publish it."
    return ""


may_publish = may_read_draft & has_not_written
