"""Who may record a meeting, and who may ratify what it decided."""

from cin.accounts.permissions import may_approve, may_work

__all__ = ["may_approve", "may_work"]
