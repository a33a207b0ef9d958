"""Writing a plan, agreeing it, changing it, sending it and ending it."""

from plans.services.agreeing import (
    agree_intervals,
    approve_plan,
    confirm_plan,
    end_plan,
    return_plan,
    sign_off_plan,
)
from plans.services.beginning import OriginDetails, begin_plan
from plans.services.following import ProgressDetails, record_progress
from plans.services.sending import circulate_plan
from plans.services.taking import take_into_plan
from plans.services.texts import ActionDetails, NeedDetails, PlanText, ServiceDetails
from plans.services.together import AlsoFor
from plans.services.writing import (
    amend_plan,
    draft_plan,
    submit_plan,
    take_back_plan,
    write_plan,
)

__all__ = [
    "ActionDetails",
    "AlsoFor",
    "NeedDetails",
    "OriginDetails",
    "PlanText",
    "ProgressDetails",
    "ServiceDetails",
    "agree_intervals",
    "amend_plan",
    "approve_plan",
    "begin_plan",
    "circulate_plan",
    "confirm_plan",
    "draft_plan",
    "end_plan",
    "record_progress",
    "return_plan",
    "sign_off_plan",
    "submit_plan",
    "take_back_plan",
    "take_into_plan",
    "write_plan",
]
