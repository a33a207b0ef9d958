"""Pages about referrals and allocation."""

from cases.views.allocation import AllocateCaseView, ReallocateCaseView
from cases.views.referral import referral
from cases.views.referrals import (
    AddSiblingView,
    RecordReferralView,
    ReferAgainView,
    ScreenReferralView,
)

__all__ = [
    "AddSiblingView",
    "AllocateCaseView",
    "ReallocateCaseView",
    "RecordReferralView",
    "ReferAgainView",
    "ScreenReferralView",
    "referral",
]
