"""What is done on the way to the ending of a case."""

from closures.services.closing import (
    ClosingSummary,
    approve_closure,
    decline_closure,
    propose_closure,
)
from closures.services.parties import (
    MeetingMinutes,
    PartyAnswer,
    SettlementDetails,
    record_disagreement_meeting,
    record_views,
    settle_disagreement,
)
from closures.services.preparing import EndOfPlan, ServiceDetails, write_end_of_plan
from closures.services.stepping_down import (
    agree_step_down,
    complete_step_down_form,
    write_step_down,
)

__all__ = [
    "ClosingSummary",
    "EndOfPlan",
    "MeetingMinutes",
    "PartyAnswer",
    "ServiceDetails",
    "SettlementDetails",
    "agree_step_down",
    "approve_closure",
    "complete_step_down_form",
    "decline_closure",
    "propose_closure",
    "record_disagreement_meeting",
    "record_views",
    "settle_disagreement",
    "write_end_of_plan",
    "write_step_down",
]
