"""Passing a case to another team or authority, and settling what is disagreed about."""

from transfers.services.telling import WordInAdvance, tell_in_advance
from transfers.services.transfers import (
    OfferDetails,
    accept_transfer,
    check_record,
    decline_transfer,
    propose_transfer,
)

__all__ = [
    "OfferDetails",
    "WordInAdvance",
    "accept_transfer",
    "check_record",
    "decline_transfer",
    "propose_transfer",
    "tell_in_advance",
]
