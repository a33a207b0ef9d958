"""Pages about plans."""

from plans.views.beginning import BeginPlanView
from plans.views.deciding import AgreeIntervalsView, CirculatePlanView, DecidePlanView, plan
from plans.views.following import FollowActionView, print_plan
from plans.views.several import (
    BeginPlansView,
    DecidePlansView,
    SubmitPlansView,
    family_plans,
    print_family_plans,
)
from plans.views.taking import TakeIntoPlanView, earlier
from plans.views.writing import AmendPlanView, DraftPlanView, TakeBackPlanView, WritePlanView

__all__ = [
    "AgreeIntervalsView",
    "AmendPlanView",
    "BeginPlanView",
    "BeginPlansView",
    "CirculatePlanView",
    "DecidePlanView",
    "DecidePlansView",
    "DraftPlanView",
    "FollowActionView",
    "SubmitPlansView",
    "TakeBackPlanView",
    "TakeIntoPlanView",
    "WritePlanView",
    "earlier",
    "family_plans",
    "plan",
    "print_family_plans",
    "print_plan",
]
