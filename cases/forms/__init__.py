"""What people fill in about referrals and allocation."""

from cases.forms.allocation import AllocateCaseForm, ReallocateCaseForm
from cases.forms.referrals import (
    AddSiblingForm,
    RecordReferralForm,
    ReferAgainForm,
)
from cases.forms.screening import ScreenReferralForm

__all__ = [
    "AddSiblingForm",
    "AllocateCaseForm",
    "ReallocateCaseForm",
    "RecordReferralForm",
    "ReferAgainForm",
    "ScreenReferralForm",
]
