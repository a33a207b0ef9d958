"""Filing the minutes of a meeting among the case notes, where the procedure names a heading."""

from collections.abc import Iterable
from datetime import datetime, time

from django.utils import timezone

from cases.models import Case, NoteKind
from cases.services.notes import NoteDetails, file_note
from cin.accounts.models import User
from cin.core import clock
from cin.procedures.book import Procedure
from meetings.models import AttendanceStatus, Meeting

MIDDAY = time(12)
TEXTS = (
    ("Discussion", "discussion"),
    ("Progress", "progress"),
    ("Significant events", "significant_events"),
    ("Services agreed", "services_agreed"),
    ("What may be expected", "expectations"),
    ("Decisions", "decisions_in_words"),
    ("Disagreements", "disagreements"),
)


def file_minutes(
    procedure: Procedure, meeting: Meeting, cases: Iterable[Case], actor: User
) -> None:
    """File a finished note with what the meeting said of all its children, under the procedure's
    heading (BOL-50), in each child's file; nothing where the procedure names no heading.

    What is said of one child alone stays in that child's part of the meeting's record.
    """
    heading = procedure.get("meeting_case_note_heading")
    if not heading:
        return
    midday = timezone.make_aware(datetime.combine(meeting.held_on, MIDDAY))
    details = NoteDetails(
        kind=NoteKind.MEETING,
        heading=heading,
        title=f"Minutes: {meeting.get_kind_display().lower()}",
        happened_at=min(midday, clock.now()),
        is_hour_known=False,
        people_present="\n".join(_who_came(meeting)),
        text="\n\n".join(_said(meeting)),
    )
    file_note(cases=list(cases), actor=actor, details=details)


def _who_came(meeting: Meeting) -> list[str]:
    chair = f"{meeting.chair_name} (chair)"
    came = meeting.attendance.filter(status=AttendanceStatus.ATTENDED)
    return [chair, *(", ".join(filter(None, (row.name, row.role))) for row in came)]


def _said(meeting: Meeting) -> list[str]:
    texts = [*meeting.headings.items(), *((title, getattr(meeting, name)) for title, name in TEXTS)]
    return [f"{title}\n{text}" for title, text in texts if text.strip()]
