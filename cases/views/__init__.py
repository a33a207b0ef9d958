"""Pages about referrals and allocation."""

from cases.views.allocation import AllocateCaseView, ReallocateCaseView
from cases.views.referrals import (
    AddSiblingView,
    RecordReferralView,
    ScreenReferralView,
    referral,
)

__all__ = [
    "AddSiblingView",
    "AllocateCaseView",
    "ReallocateCaseView",
    "RecordReferralView",
    "ScreenReferralView",
    "referral",
]
