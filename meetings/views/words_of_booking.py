"""An arranged meeting in the words of its page, and in those of an invitation."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from cases.selectors.referrals import advice_line_of
from cin.core.templatetags.cin import day, moment, short_day
from cin.policy.selectors import procedure_in_force
from meetings.arranging import arranged_in_words
from meetings.chairing import label_of
from meetings.models import Booking, Invitation, InvitationSide
from meetings.selectors import cases_of_booking


def booking_in_words(booking: Booking) -> list[dict[str, Any]]:
    """List what is known of an arranged meeting."""
    names = ", ".join(str(case.child) for case in cases_of_booking(booking))
    rows = [
        ("When", moment(booking.planned_at), False),
        ("Where", booking.place or "Not said yet", False),
        ("About", names, False),
        ("Booked by", str(booking.booked_by), False),
        *((title, text, True) for title, text in arranged_in_words(booking)),
        ("Why somebody is left out", booking.not_invited_reason, True),
        ("Written updates by", day(booking.update_by), False),
        ("Manager asked to chair", _chair(booking), False),
        ("Why the day or place changed", booking.change_reason, True),
        ("Why it was called off", booking.call_off_reason, True),
    ]
    return [{"key": key, "value": value, "typed": typed} for key, value, typed in rows if value]


def _chair(booking: Booking) -> str:
    if not booking.chair_asked:
        return ""
    if booking.answered_at is None:
        return f"{booking.chair_asked}. Not answered yet"
    chairs = "chairs it" if booking.manager_chairs else "does not chair it"
    said = f": {booking.manager_said}" if booking.manager_said else ""
    return f"{booking.chair_asked}. {booking.answered_by} {chairs}{said}"


def invited_rows(invitations: Iterable[Invitation], *, can_change: bool) -> list[dict[str, Any]]:
    """List who is invited, when they were asked, and what they answered."""
    return [
        {
            "name": row.name,
            "role": row.role,
            "is_back": row.taken_back_at is not None,
            "asked": f"{short_day(row.sent_on)}, {row.get_way_display().lower()}"
            if row.sent_on
            else "",
            "answer": row.get_answer_display(),
            "update": _update(row),
            "href": _reply(row) if can_change and row.taken_back_at is None else "",
            "letter": reverse("meetings:invitation", args=[row.booking_id, row.pk]),
        }
        for row in invitations
    ]


def _update(row: Invitation) -> str:
    if row.update_on:
        return f"Came on {short_day(row.update_on)}"
    return f"Asked for on {short_day(row.update_asked_on)}" if row.update_asked_on else ""


def _reply(row: Invitation) -> str:
    return reverse("meetings:record_reply", args=[row.booking_id, row.pk])


def letter_to(booking: Booking, invitation: Invitation) -> dict[str, Any]:
    """Give what an invitation says: when, where and about whom, and nothing else of the family
    (HIL-70). The family reads first names only.
    """
    case = booking.case
    procedure = procedure_in_force(case.authority_id)
    is_family = invitation.side == InvitationSide.FAMILY
    children = [row.child for row in cases_of_booking(booking)]
    names = [child.given_names if is_family else str(child) for child in children]
    words = "invitation_words_family" if is_family else "invitation_words_professional"
    return {
        "booking": booking,
        "invitation": invitation,
        "is_family": is_family,
        "label": label_of(procedure, booking.kind),
        "children": " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])),
        "words": procedure.get(words),
        "advice": advice_line_of(case) if is_family else "",
        "worker": case.worker.name if case.worker else booking.booked_by.name,
        "team": case.team.name,
        "authority": case.authority.name,
        "reference": "" if is_family else case.reference,
    }
