"""What is recorded when a child may be suffering significant harm."""

from safeguarding.models.concern import Concern, ConcernState
from safeguarding.models.enquiry import (
    Enquiry,
    EnquiryOutcome,
    EnquiryState,
    EnquiryView,
    PartnerView,
)
from safeguarding.models.legal import LegalDecision, LegalPlanningMeeting
from safeguarding.models.strategy import (
    GOES_TO_ENQUIRY,
    AgencyKind,
    SharedPart,
    StrategyAction,
    StrategyAgency,
    StrategyChild,
    StrategyDecision,
    StrategyDiscussion,
    StrategyKind,
    StrategyShare,
    StrategyState,
    TookPart,
)

__all__ = [
    "GOES_TO_ENQUIRY",
    "AgencyKind",
    "Concern",
    "ConcernState",
    "Enquiry",
    "EnquiryOutcome",
    "EnquiryState",
    "EnquiryView",
    "LegalDecision",
    "LegalPlanningMeeting",
    "PartnerView",
    "SharedPart",
    "StrategyAction",
    "StrategyAgency",
    "StrategyChild",
    "StrategyDecision",
    "StrategyDiscussion",
    "StrategyKind",
    "StrategyShare",
    "StrategyState",
    "TookPart",
]
