"""Who may write an assessment, and who may decide on it."""

from cin.accounts.permissions import may_approve, may_manage, may_work

__all__ = ["may_approve", "may_manage", "may_work"]
