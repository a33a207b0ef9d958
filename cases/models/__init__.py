"""The child, the family, the referral, the case and its allocation."""

from cases.models.agencies import Agency
from cases.models.case import Allocation, Case, CaseState
from cases.models.changes import Change, ChangeKind
from cases.models.chronology import ChronologyEntry, ChronologyMark, DayPrecision
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
from cases.models.early_help import EarlierHelp, EarlyHelpAnswer, EarlyHelpReferral
from cases.models.exceptions import LongerTime, LongerTimeState, Loosened
from cases.models.families import Family, FamilyMember, FamilyRole
from cases.models.handover import HandedOver, Handover, JointVisit
from cases.models.homes import HouseholdMember, SharingLimit
from cases.models.matching import DifferentPeople, PersonKey
from cases.models.merging import PersonMerge
from cases.models.milestone import Milestone, MilestoneKind
from cases.models.names import OtherName
from cases.models.network import NetworkMember
from cases.models.notes import CaseNote, CaseNoteChild, NoteAddendum, NoteKind, NoteState
from cases.models.notices import Notice, NoticeKind
from cases.models.orders import LegalOrder
from cases.models.oversight import (
    NextStep,
    Oversight,
    OversightType,
    PlanQuality,
)
from cases.models.people import Disability, Person, PersonKind, Sex
from cases.models.reaching import Address, ContactDetail, SafetyFlag
from cases.models.referral import (
    EarlyHelpBefore,
    Referral,
    ReferralConsent,
    ScreeningDecision,
)
from cases.models.relationships import Bond, Relationship, RelationshipKind, ResponsibilityBy
from cases.models.safety_plan import (
    SafetyAction,
    SafetyPlan,
    SafetyPlanOrigin,
    SafetyPlanShare,
    SafetyPlanState,
)
from cases.models.schedules import VisitSchedule
from cases.models.sharing import Adviser, Sharing, SharingAdvice, SharingBasis
from cases.models.summary import CaseSummary
from cases.models.telling import Telling, TellingKind, TellingWay
from cases.models.wider_family import WiderReferral

__all__ = [
    "Address",
    "Adviser",
    "Agency",
    "Allocation",
    "Bond",
    "Case",
    "CaseNote",
    "CaseNoteChild",
    "CaseState",
    "CaseSummary",
    "Change",
    "ChangeKind",
    "ChronologyEntry",
    "ChronologyMark",
    "Circumstance",
    "CircumstanceKind",
    "Consent",
    "ConsentPurpose",
    "ConsentResponse",
    "ContactDetail",
    "CourtReport",
    "DayPrecision",
    "DifferentPeople",
    "Disability",
    "EarlierHelp",
    "EarlyHelpAnswer",
    "EarlyHelpBefore",
    "EarlyHelpReferral",
    "Explained",
    "Family",
    "FamilyMember",
    "FamilyRole",
    "HandedOver",
    "Handover",
    "HouseholdMember",
    "JointVisit",
    "LegalOrder",
    "LongerTime",
    "LongerTimeState",
    "Loosened",
    "Milestone",
    "MilestoneKind",
    "NetworkMember",
    "NextStep",
    "NoteAddendum",
    "NoteKind",
    "NoteState",
    "Notice",
    "NoticeKind",
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
    "Relationship",
    "RelationshipKind",
    "ResponsibilityBy",
    "SafetyAction",
    "SafetyFlag",
    "SafetyPlan",
    "SafetyPlanOrigin",
    "SafetyPlanShare",
    "SafetyPlanState",
    "ScreeningDecision",
    "Sex",
    "Sharing",
    "SharingAdvice",
    "SharingBasis",
    "SharingLimit",
    "Telling",
    "TellingKind",
    "TellingWay",
    "VisitSchedule",
    "WiderReferral",
]
