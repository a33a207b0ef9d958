"""Passing a case to another team or authority, and settling what is disagreed about."""

from transfers.services.transfers import (
    WordInAdvance,
    accept_transfer,
    check_record,
    decline_transfer,
    propose_transfer,
    tell_in_advance,
)

__all__ = [
    "WordInAdvance",
    "accept_transfer",
    "check_record",
    "decline_transfer",
    "propose_transfer",
    "tell_in_advance",
]
