"""What is kept of assessments."""

from assessments.models.assessment import (
    EDITABLE,
    Assessment,
    AssessmentOutcome,
    AssessmentState,
    ConsentToAssessment,
    Heard,
    S17Ground,
)
from assessments.models.checkpoint import AssessmentRoute, Checkpoint, CheckpointState
from assessments.models.enquiries import (
    AskedBy,
    InformationRequest,
    ReplyKind,
    SharingBasis,
    SpecialistAssessment,
)
from assessments.models.network_meeting import (
    EffectOnPlan,
    FamilyNetworkMeeting,
    NetworkMeetingKind,
    NetworkMeetingState,
)
from assessments.models.sharing import AssessmentShare, SharedBy, ShareResult

__all__ = [
    "EDITABLE",
    "AskedBy",
    "Assessment",
    "AssessmentOutcome",
    "AssessmentRoute",
    "AssessmentShare",
    "AssessmentState",
    "Checkpoint",
    "CheckpointState",
    "ConsentToAssessment",
    "EffectOnPlan",
    "FamilyNetworkMeeting",
    "Heard",
    "InformationRequest",
    "NetworkMeetingKind",
    "NetworkMeetingState",
    "ReplyKind",
    "S17Ground",
    "ShareResult",
    "SharedBy",
    "SharingBasis",
    "SpecialistAssessment",
]
