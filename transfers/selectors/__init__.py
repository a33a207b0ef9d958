"""What pages read about transfers, moves and disagreements."""

from transfers.selectors.transfers import (
    awaiting_answer,
    blockers_to_accepting,
    facts_about,
    find_transfer,
    obstacle_to_checking,
    obstacle_to_proposing,
    transfers_of,
    visible_transfers,
)

__all__ = [
    "awaiting_answer",
    "blockers_to_accepting",
    "facts_about",
    "find_transfer",
    "obstacle_to_checking",
    "obstacle_to_proposing",
    "transfers_of",
    "visible_transfers",
]
