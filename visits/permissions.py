"""Who may record a visit, and who may finish its record."""

from cin.accounts.permissions import may_work

__all__ = ["may_work"]
