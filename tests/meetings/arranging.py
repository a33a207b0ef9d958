"""How tests arrange a meeting and invite to it."""

from cases.services.homes import limit_sharing
from cases.services.network import PartDetails, ProfessionalDetails, add_to_network
from cin.core import clock
from meetings.services import (
    BookingDetails,
    Invited,
    Reply,
    book_meeting,
    change_booking,
    note_invitations_sent,
    record_reply,
)
from tests.stories import moment

WHEN = moment("2026-04-01 16:00")


def mother_of(case):
    return case.family.members.get(role="mother").person


def limit(house, case, what="The new address"):
    mother = mother_of(case)
    limit_sharing(case_id=case.pk, person_id=mother.pk, actor=house.sw, what=what, reason="Threats")
    return mother


def teacher_of(house, case):
    who = ProfessionalDetails(given_names="Tess", family_name="D'Arcy", agency="St Anne's School")
    part = PartDetails(role="Teacher")
    return add_to_network(case_id=case.pk, actor=house.sw, professional=who, part=part).person


def book(house, case, *, chosen=(), others=(), actor=None, **details):
    despite, kind = details.pop("despite", ""), details.pop("kind", "review")
    return book_meeting(
        case_id=case.pk,
        kind=kind,
        actor=actor or house.sw,
        details=BookingDetails(planned_at=details.pop("planned_at", WHEN), **details),
        invited=Invited(chosen=chosen, others=others, despite=despite),
    )


def change(house, booking, *, chosen=(), reason="", **details):
    booking.refresh_from_db()
    usual = {"planned_at": booking.planned_at, "place": booking.place, **details}
    return change_booking(
        booking_id=booking.pk,
        actor=house.sw,
        seen_version=booking.version,
        details=BookingDetails(**usual),
        invited=Invited(chosen=chosen),
        reason=reason,
    )


def of(person):
    return f"person-{person.pk}"


def form_of(page):
    return page.context["form"]


def sent(house, booking, *, on=None, people=None):
    return note_invitations_sent(
        booking_id=booking.pk,
        actor=house.sw,
        people=people or list(booking.invitations.values_list("pk", flat=True)),
        sent_on=on or clock.today(),
        way="letter",
    )


def reply(house, invitation, *, seen_version=None, **answers):
    return record_reply(
        booking_id=invitation.booking_id,
        invitation_id=invitation.pk,
        actor=house.sw,
        seen_version=invitation.version if seen_version is None else seen_version,
        reply=Reply(**answers),
    )
