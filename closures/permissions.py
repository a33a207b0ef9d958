"""Who may propose an ending, and who may decide on it."""

from cin.accounts.permissions import may_approve, may_work

__all__ = ["may_approve", "may_work"]
