"""Pages about meetings."""

from meetings.views.deciding import CirculateMinutesView, RatifyMeetingView, meeting
from meetings.views.recording import EditMeetingView, HoldMeetingView

__all__ = [
    "CirculateMinutesView",
    "EditMeetingView",
    "HoldMeetingView",
    "RatifyMeetingView",
    "meeting",
]
