"""Pages about plans."""

from plans.views.deciding import CirculatePlanView, DecidePlanView, plan
from plans.views.writing import AmendPlanView, DraftPlanView, TakeBackPlanView, WritePlanView

__all__ = [
    "AmendPlanView",
    "CirculatePlanView",
    "DecidePlanView",
    "DraftPlanView",
    "TakeBackPlanView",
    "WritePlanView",
    "plan",
]
