"""Pages about plans."""

from plans.views.beginning import BeginPlanView
from plans.views.deciding import AgreeIntervalsView, CirculatePlanView, DecidePlanView, plan
from plans.views.following import FollowActionView, print_plan
from plans.views.taking import TakeIntoPlanView, earlier
from plans.views.writing import AmendPlanView, DraftPlanView, TakeBackPlanView, WritePlanView

__all__ = [
    "AgreeIntervalsView",
    "AmendPlanView",
    "BeginPlanView",
    "CirculatePlanView",
    "DecidePlanView",
    "DraftPlanView",
    "FollowActionView",
    "TakeBackPlanView",
    "TakeIntoPlanView",
    "WritePlanView",
    "earlier",
    "plan",
    "print_plan",
]
