"""Who may write a plan, and who may approve it."""

from cin.accounts.permissions import may_approve, may_manage, may_work

__all__ = ["may_approve", "may_manage", "may_work"]
