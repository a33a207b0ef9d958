"""Forms for writing, deciding on, changing, following and sending a plan."""

from plans.forms.beginning import BeginPlanForm
from plans.forms.deciding import (
    AgreeIntervalsForm,
    AmendPlanForm,
    CirculatePlanForm,
    DecidePlanForm,
    DraftPlanForm,
    TakeBackPlanForm,
    TakeIntoPlanForm,
)
from plans.forms.following import FollowActionForm
from plans.forms.long_records import LongRecordForm
from plans.forms.writing import WritePlanForm

__all__ = [
    "AgreeIntervalsForm",
    "AmendPlanForm",
    "BeginPlanForm",
    "CirculatePlanForm",
    "DecidePlanForm",
    "DraftPlanForm",
    "FollowActionForm",
    "LongRecordForm",
    "TakeBackPlanForm",
    "TakeIntoPlanForm",
    "WritePlanForm",
]
