"""The child, the family, the referral, the case and its allocation."""

from cases.models.case import Allocation, Case, CaseState
from cases.models.changes import Change, ChangeKind
from cases.models.circumstances import Circumstance, CircumstanceKind, CourtReport
from cases.models.exceptions import LongerTime, LongerTimeState, Loosened
from cases.models.milestone import Milestone, MilestoneKind
from cases.models.people import Family, FamilyMember, FamilyRole, Person
from cases.models.referral import Referral, ReferralConsent, ScreeningDecision

__all__ = [
    "Allocation",
    "Case",
    "CaseState",
    "Change",
    "ChangeKind",
    "Circumstance",
    "CircumstanceKind",
    "CourtReport",
    "Family",
    "FamilyMember",
    "FamilyRole",
    "LongerTime",
    "LongerTimeState",
    "Loosened",
    "Milestone",
    "MilestoneKind",
    "Person",
    "Referral",
    "ReferralConsent",
    "ScreeningDecision",
]
