"""Who may raise a concern, and who decides on it."""

from cin.accounts.permissions import may_manage, may_work

__all__ = ["may_manage", "may_work"]
