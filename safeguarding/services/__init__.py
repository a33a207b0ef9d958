"""What is done when a child may be suffering significant harm."""

from safeguarding.services.concerns import decide_concern, raise_concern
from safeguarding.services.enquiries import (
    EnquiryText,
    PartnerSaid,
    begin_enquiries,
    complete_enquiry,
    return_enquiry,
    submit_enquiry,
    write_enquiry,
)
from safeguarding.services.sharing import share_strategy
from safeguarding.services.strategies import (
    AgencyDetails,
    AgreedAction,
    ChildDecision,
    StrategyDetails,
    StrategyRows,
    edit_strategy,
    finish_strategy,
    hold_strategy,
)

__all__ = [
    "AgencyDetails",
    "AgreedAction",
    "ChildDecision",
    "EnquiryText",
    "PartnerSaid",
    "StrategyDetails",
    "StrategyRows",
    "begin_enquiries",
    "complete_enquiry",
    "decide_concern",
    "edit_strategy",
    "finish_strategy",
    "hold_strategy",
    "raise_concern",
    "return_enquiry",
    "share_strategy",
    "submit_enquiry",
    "write_enquiry",
]
