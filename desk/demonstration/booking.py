"""How the next review is booked, and who is invited to it."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from cases.models import Case
from desk.demonstration.days import after
from desk.demonstration.story import Story
from meetings.arranging import TEXTS, wanted
from meetings.models import MeetingKind
from meetings.selectors import obstacle_to_booking
from meetings.selectors.inviting import people_to_invite
from meetings.services import (
    BookingDetails,
    Invited,
    OtherInvited,
    book_meeting,
    note_invitations_sent,
)

LONDON = ZoneInfo("Europe/London")
AT = time(16)
SAID = {
    "family_choice": "Both talked it through: the mother wants her sister there.",
    "transport": "They walk; it is ten minutes.",
    "timing": "After school, before tea.",
    "child_care": "The grandmother minds the baby.",
    "room": "Room 2, booked at the front desk.",
}


def book_review(story: Story, *, in_days: int) -> None:
    """Book the next review in so many working days, and write to those who are invited."""
    # The story holds the cases as they were when it began.
    cases = list(Case.objects.filter(pk__in=[case.pk for case in story.cases]).order_by("pk"))
    if any(obstacle_to_booking(case, MeetingKind.REVIEW) for case in cases):
        return
    first, *others = cases
    asked = wanted(story.procedure)
    people = people_to_invite(cases)
    chosen = [each.source for each in people if each.is_expected and not each.limits]
    booking = book_meeting(
        case_id=first.pk,
        kind=MeetingKind.REVIEW,
        actor=story.worker,
        details=BookingDetails(
            planned_at=datetime.combine(after(story.today, in_days), AT, LONDON),
            place="Family centre, room 2",
            place_suits=True if "place_suits" in asked else None,
            arrangements={code: SAID[code] for code in TEXTS if code in asked},
        ),
        invited=Invited(chosen=chosen, others=[OtherInvited(name="Health visitor", role="Health")]),
        children=[case.pk for case in others],
    )
    note_invitations_sent(
        booking_id=booking.pk,
        actor=story.worker,
        people=booking.invitations.values_list("pk", flat=True),
        sent_on=booking.created_at.date(),
        way="letter",
    )
