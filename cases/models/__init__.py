"""The child, the family, the referral, the case and its allocation."""

from cases.models.case import Allocation, Case, CaseState
from cases.models.milestone import Milestone, MilestoneKind
from cases.models.notes import CaseNote, CaseNoteChild, NoteAddendum, NoteKind, NoteState
from cases.models.oversight import (
    DecisionReview,
    NextStep,
    Oversight,
    OversightType,
    PlanQuality,
)
from cases.models.people import Family, FamilyMember, FamilyRole, Person
from cases.models.referral import Referral, ReferralConsent, ScreeningDecision

__all__ = [
    "Allocation",
    "Case",
    "CaseNote",
    "CaseNoteChild",
    "CaseState",
    "DecisionReview",
    "Family",
    "FamilyMember",
    "FamilyRole",
    "Milestone",
    "MilestoneKind",
    "NextStep",
    "NoteAddendum",
    "NoteKind",
    "NoteState",
    "Oversight",
    "OversightType",
    "Person",
    "PlanQuality",
    "Referral",
    "ReferralConsent",
    "ScreeningDecision",
]
