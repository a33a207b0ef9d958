"""What pages and the procedure engine read about concerns, strategy discussions and enquiries."""

from safeguarding.selectors.concerns import (
    awaiting_decision,
    concerns_about,
    concerns_wanted,
    find_concern,
    obstacle_to_raising,
)
from safeguarding.selectors.enquiries import (
    awaiting_approval,
    enquiries_about,
    find_enquiry,
)
from safeguarding.selectors.facts import facts_about
from safeguarding.selectors.strategies import (
    concerns_to_discuss,
    find_strategy,
    strategies_about,
)

__all__ = [
    "awaiting_approval",
    "awaiting_decision",
    "concerns_about",
    "concerns_to_discuss",
    "concerns_wanted",
    "enquiries_about",
    "facts_about",
    "find_concern",
    "find_enquiry",
    "find_strategy",
    "obstacle_to_raising",
    "strategies_about",
]
