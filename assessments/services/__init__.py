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
from assessments.services.enquiries import Question, ask_agencies, chase_reply, record_reply
from assessments.services.network_meetings import (
    NetworkRecord,
    Preparation,
    find_network_meeting_not_appropriate,
    finish_network_meeting,
    prepare_network_meeting,
    record_network_meeting,
    send_network_minutes,
)
from assessments.services.sharing import Sharing, record_comments, share_assessment
from assessments.services.specialists import receive_specialist, request_specialist
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
    "NetworkRecord",
    "Preparation",
    "Question",
    "Sharing",
    "agree_assessment_date",
    "agree_checkpoint",
    "approve_assessment",
    "ask_agencies",
    "attach_plan",
    "begin_assessment",
    "chase_reply",
    "find_network_meeting_not_appropriate",
    "finish_network_meeting",
    "prepare_network_meeting",
    "receive_specialist",
    "record_comments",
    "record_network_meeting",
    "record_reply",
    "request_specialist",
    "return_assessment",
    "return_checkpoint",
    "send_network_minutes",
    "share_assessment",
    "submit_assessment",
    "submit_checkpoint",
    "take_back_assessment",
    "take_back_checkpoint",
    "take_earlier",
    "write_assessment",
    "write_checkpoint",
]
