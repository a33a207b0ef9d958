"""The record of a meeting between its form and its services: as it begins, as it stands, as it is
sent.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from cin.core import clock
from cin.procedures.durations import Duration
from meetings.asking import Asked, prompts_shown
from meetings.forms.besides import BESIDES, headings_shown
from meetings.forms.children import ANSWERS, ChildAsked, prefix_of
from meetings.forms.recording import IS_ABOUT, OF_MEETING, HoldMeetingForm
from meetings.models import (
    AttendanceStatus,
    Booking,
    Invitation,
    InvitationAnswer,
    Meeting,
    MeetingChild,
)
from meetings.progress import judgements_shown
from meetings.services import AttendanceDetails, ChildPart, MeetingDetails

OF_ATTENDANCE = ("name", "role", "status", "views", "written_update", "update_shared")


def as_arranged(booking: Booking) -> dict[str, Any]:
    """Give what was arranged as the record of the meeting begins with it."""
    at = timezone.localtime(booking.planned_at)
    about = dict(booking.children.values_list("case_id", "case__child_id"))
    # The children have questions of their own.
    rows = [
        row
        for row in Invitation.objects.filter(booking=booking, taken_back_at=None)
        if row.person_id not in about.values()
    ]
    chair = booking.answered_by if booking.manager_chairs else None
    return {
        "held_on": at.date() if at <= clock.now() else None,
        "began_at": at.time(),
        "place": booking.place,
        "attendance": [
            {
                "name": row.name,
                "role": row.role,
                "status": _status(row),
                "written_update": row.written_update,
            }
            for row in rows
        ],
        **({"chair_name": chair.name, "chair_role": chair.role} if chair else {}),
        **{
            f"{prefix_of(case_id)}{IS_ABOUT}": ["yes"]
            for case_id in about
            if case_id != booking.case_id
        },
    }


def _status(row: Invitation) -> str:
    if row.answer != InvitationAnswer.NOT_COMING:
        return ""
    return AttendanceStatus.WROTE if row.written_update else AttendanceStatus.APOLOGIES


def as_written(
    meeting: Meeting,
    parts: Iterable[MeetingChild],
    asked: Asked,
    children: Sequence[ChildAsked],
) -> dict[str, Any]:
    """Give what is written of a meeting so far, by the names of its questions."""
    names = [*OF_MEETING, *BESIDES, "version"]
    found: dict[str, Any] = {name: getattr(meeting, name) for name in names}
    found["later_interval"] = (
        Duration.parse(meeting.later_interval) if meeting.later_interval else None
    )
    found |= prompts_shown(asked, meeting.prompts) | headings_shown(asked, meeting.headings)
    items = {child.case_id: child.items for child in children}
    for part in parts:
        start = prefix_of(part.case_id)
        said = judgements_shown(items.get(part.case_id, ()), part.progress)
        found |= {f"{start}{code}": answer for code, answer in said.items()}
        found |= {f"{start}{name}": getattr(part, name) for name in ANSWERS}
    return {**found, "attendance": list(meeting.attendance.values(*OF_ATTENDANCE))}


def written(form: HoldMeetingForm) -> dict[str, Any]:
    """Give what was written as the services want it."""
    return {
        "details": MeetingDetails(**form.details),
        "parts": [ChildPart(**part) for part in form.parts],
        "attendance": [AttendanceDetails(**row) for row in form.cleaned_data["attendance"]],
    }
