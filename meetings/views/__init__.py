"""Pages about meetings."""

from meetings.views.agreeing import AnswerQuestionView, DecideWithoutMeetingView
from meetings.views.booking import (
    AnswerChairView,
    BookMeetingView,
    CallOffBookingView,
    ChangeBookingView,
    booking,
)
from meetings.views.deciding import CirculateMinutesView, RatifyMeetingView, meeting
from meetings.views.inviting import (
    InvitationsSentView,
    RecordReplyView,
    invitation,
    print_invitation,
)
from meetings.views.recording import EditMeetingView, HoldMeetingView
from meetings.views.signing import RecordSignaturesView

__all__ = [
    "AnswerChairView",
    "AnswerQuestionView",
    "BookMeetingView",
    "CallOffBookingView",
    "ChangeBookingView",
    "CirculateMinutesView",
    "DecideWithoutMeetingView",
    "EditMeetingView",
    "HoldMeetingView",
    "InvitationsSentView",
    "RatifyMeetingView",
    "RecordReplyView",
    "RecordSignaturesView",
    "booking",
    "invitation",
    "meeting",
    "print_invitation",
]
