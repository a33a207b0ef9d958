"""Meetings: arranged beforehand, held, recorded, and what they put before a manager."""

from meetings.models.booking import (
    Booking,
    BookingChild,
    BookingState,
    Invitation,
    InvitationAnswer,
    InvitationSide,
    InvitationWay,
)
from meetings.models.meeting import (
    COUNTED_KINDS,
    AskedOfManager,
    Attendance,
    AttendanceStatus,
    ManagerQuestion,
    Meeting,
    MeetingAgreement,
    MeetingChild,
    MeetingKind,
    MeetingState,
)
from meetings.models.signature import MeetingSignature, SignatureAnswer

__all__ = [
    "COUNTED_KINDS",
    "AskedOfManager",
    "Attendance",
    "AttendanceStatus",
    "Booking",
    "BookingChild",
    "BookingState",
    "Invitation",
    "InvitationAnswer",
    "InvitationSide",
    "InvitationWay",
    "ManagerQuestion",
    "Meeting",
    "MeetingAgreement",
    "MeetingChild",
    "MeetingKind",
    "MeetingSignature",
    "MeetingState",
    "SignatureAnswer",
]
