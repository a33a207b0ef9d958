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

__all__ = [
    "EDITABLE",
    "Assessment",
    "AssessmentOutcome",
    "AssessmentRoute",
    "AssessmentState",
    "Checkpoint",
    "CheckpointState",
    "ConsentToAssessment",
    "Heard",
    "S17Ground",
]
