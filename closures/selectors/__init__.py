"""What pages read about closing, and what stands in the way of it."""

from closures.selectors.closing import (
    ENDINGS_OF_ASSESSMENT,
    awaiting_decision,
    blockers_to_closing,
    closures_of,
    destinations_for,
    ends_in_early_help,
    find_closure,
    reasons_for,
)

__all__ = [
    "ENDINGS_OF_ASSESSMENT",
    "awaiting_decision",
    "blockers_to_closing",
    "closures_of",
    "destinations_for",
    "ends_in_early_help",
    "find_closure",
    "reasons_for",
]
