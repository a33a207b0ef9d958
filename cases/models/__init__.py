"""The child, the family, the referral, the case and its allocation."""

from cases.models.case import Allocation, Case, CaseState
from cases.models.milestone import Milestone, MilestoneKind
from cases.models.people import Family, FamilyMember, FamilyRole, Person
from cases.models.referral import Referral, ReferralConsent, ScreeningDecision

__all__ = [
    "Allocation",
    "Case",
    "CaseState",
    "Family",
    "FamilyMember",
    "FamilyRole",
    "Milestone",
    "MilestoneKind",
    "Person",
    "Referral",
    "ReferralConsent",
    "ScreeningDecision",
]
