"""The child, the family, the referral, the case and its allocation."""

from cases.models.agencies import Agency
from cases.models.case import Allocation, Case, CaseState
from cases.models.changes import Change, ChangeKind
from cases.models.circumstances import Circumstance, CircumstanceKind, CourtReport
from cases.models.consents import (
    Consent,
    ConsentPurpose,
    ConsentResponse,
    Explained,
    OverrideBasis,
    RefusalReview,
    RefusalState,
)
from cases.models.exceptions import LongerTime, LongerTimeState, Loosened
from cases.models.families import Family, FamilyMember, FamilyRole
from cases.models.matching import DifferentPeople, PersonKey
from cases.models.merging import PersonMerge
from cases.models.milestone import Milestone, MilestoneKind
from cases.models.names import OtherName
from cases.models.notes import CaseNote, CaseNoteChild, NoteAddendum, NoteKind, NoteState
from cases.models.orders import LegalOrder
from cases.models.oversight import (
    NextStep,
    Oversight,
    OversightType,
    PlanQuality,
)
from cases.models.people import Disability, Person, PersonKind, Sex
from cases.models.reaching import Address, ContactDetail, SafetyFlag
from cases.models.referral import Referral, ReferralConsent, ScreeningDecision

__all__ = [
    "Address",
    "Agency",
    "Allocation",
    "Case",
    "CaseNote",
    "CaseNoteChild",
    "CaseState",
    "Change",
    "ChangeKind",
    "Circumstance",
    "CircumstanceKind",
    "Consent",
    "ConsentPurpose",
    "ConsentResponse",
    "ContactDetail",
    "CourtReport",
    "DifferentPeople",
    "Disability",
    "Explained",
    "Family",
    "FamilyMember",
    "FamilyRole",
    "LegalOrder",
    "LongerTime",
    "LongerTimeState",
    "Loosened",
    "Milestone",
    "MilestoneKind",
    "NextStep",
    "NoteAddendum",
    "NoteKind",
    "NoteState",
    "OtherName",
    "OverrideBasis",
    "Oversight",
    "OversightType",
    "Person",
    "PersonKey",
    "PersonKind",
    "PersonMerge",
    "PlanQuality",
    "Referral",
    "ReferralConsent",
    "RefusalReview",
    "RefusalState",
    "SafetyFlag",
    "ScreeningDecision",
    "Sex",
]
