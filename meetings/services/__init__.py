"""Recording a meeting, finishing its record, ratifying it, and sending its minutes."""

from meetings.services.agreeing import answer_question, decide_without_meeting
from meetings.services.deciding import circulate_minutes, finish_meeting_record, ratify_meeting
from meetings.services.recording import (
    AttendanceDetails,
    ChildPart,
    MeetingDetails,
    edit_meeting,
    hold_meeting,
)

__all__ = [
    "AttendanceDetails",
    "ChildPart",
    "MeetingDetails",
    "answer_question",
    "circulate_minutes",
    "decide_without_meeting",
    "edit_meeting",
    "finish_meeting_record",
    "hold_meeting",
    "ratify_meeting",
]
