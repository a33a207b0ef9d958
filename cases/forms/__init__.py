"""What people fill in about referrals and allocation."""

from cases.forms.allocation import AllocateCaseForm, ReallocateCaseForm
from cases.forms.referrals import AddSiblingForm, RecordReferralForm, ScreenReferralForm

__all__ = [
    "AddSiblingForm",
    "AllocateCaseForm",
    "ReallocateCaseForm",
    "RecordReferralForm",
    "ScreenReferralForm",
]
