"""Arranging a meeting, recording it, ratifying what it decided, and sending its minutes."""

from meetings.services.agreeing import answer_question, decide_without_meeting
from meetings.services.booking import (
    BookingDetails,
    answer_chair,
    book_meeting,
    call_off_booking,
    change_booking,
)
from meetings.services.deciding import circulate_minutes, finish_meeting_record, ratify_meeting
from meetings.services.inviting import (
    Invited,
    OtherInvited,
    Reply,
    note_invitations_sent,
    record_reply,
)
from meetings.services.recording import (
    AttendanceDetails,
    ChildPart,
    MeetingDetails,
    edit_meeting,
    hold_meeting,
)

__all__ = [
    "AttendanceDetails",
    "BookingDetails",
    "ChildPart",
    "Invited",
    "MeetingDetails",
    "OtherInvited",
    "Reply",
    "answer_chair",
    "answer_question",
    "book_meeting",
    "call_off_booking",
    "change_booking",
    "circulate_minutes",
    "decide_without_meeting",
    "edit_meeting",
    "finish_meeting_record",
    "hold_meeting",
    "note_invitations_sent",
    "ratify_meeting",
    "record_reply",
]
