"""Pages about meetings."""

from meetings.views.agreeing import AnswerQuestionView, DecideWithoutMeetingView
from meetings.views.deciding import CirculateMinutesView, RatifyMeetingView, meeting
from meetings.views.recording import EditMeetingView, HoldMeetingView

__all__ = [
    "AnswerQuestionView",
    "CirculateMinutesView",
    "DecideWithoutMeetingView",
    "EditMeetingView",
    "HoldMeetingView",
    "RatifyMeetingView",
    "meeting",
]
