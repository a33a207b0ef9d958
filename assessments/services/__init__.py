"""Writing an assessment, what belongs to it, and deciding on it."""

from assessments.services.checkpoints import (
    CheckpointText,
    agree_checkpoint,
    return_checkpoint,
    submit_checkpoint,
    take_back_checkpoint,
    write_checkpoint,
)
from assessments.services.deciding import (
    WROTE_IT,
    agree_assessment_date,
    approve_assessment,
    return_assessment,
)
from assessments.services.earlier import take_earlier
from assessments.services.writing import (
    AssessmentText,
    attach_plan,
    begin_assessment,
    submit_assessment,
    take_back_assessment,
    write_assessment,
)

__all__ = [
    "WROTE_IT",
    "AssessmentText",
    "CheckpointText",
    "agree_assessment_date",
    "agree_checkpoint",
    "approve_assessment",
    "attach_plan",
    "begin_assessment",
    "return_assessment",
    "return_checkpoint",
    "submit_assessment",
    "submit_checkpoint",
    "take_back_assessment",
    "take_back_checkpoint",
    "take_earlier",
    "write_assessment",
    "write_checkpoint",
]
