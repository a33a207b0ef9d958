"""Who may record a meeting, and who may ratify what it decided."""

from cin.accounts.permissions import may_administer, may_approve, may_work

__all__ = ["may_administer", "may_approve", "may_work"]
