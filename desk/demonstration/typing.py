"""What people typed and did not save: one text of yesterday, and one that was left for a week."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from uuid import UUID, uuid5

from django.urls import reverse
from django.utils import timezone

from cases.models import Case
from cin.core import clock
from cin.drafts.services import Place, Text, keep_draft
from desk.demonstration.days import before
from desk.demonstration.houses import House

# Whose, in which form, what in which box, and how many working days ago.
TYPED = (
    (
        "sw",
        "visits:record_visit",
        {
            "kind": "cin",
            "location": "home",
            "account": "Door opened by the older brother. The living room was warm and tidy; mum "
            "came down after ten minutes. She said that mornings are still the hardest, and",
        },
        1,
    ),
    (
        "sw2",
        "safeguarding:raise_concern",
        {"what": "School rang at 3.10pm about a mark on the arm. Not sure yet whether"},
        5,
    ),
)
# Tokens made of names: the same demonstration every time.
TOKENS = UUID("6f7c1a52-3b1e-4c55-9e0a-0d6f5b0f7f27")


def leave_typed(house: House, cases: Iterable[Case]) -> None:
    """Have two workers type in a form about a child they carry, and be called away."""
    carried = list(cases)
    for post, page, answers, days in TYPED:
        person = house.people[post]
        case = next((each for each in carried if each.worker_id == person.pk), None)
        if case is None:
            continue
        address = reverse(page, args=[case.pk])
        day = before(clock.today(), days)
        at = datetime.combine(day, time(16, 20)) + timedelta(minutes=days)
        with clock.at(timezone.make_aware(at)):
            keep_draft(
                person=person,
                place=Place(
                    page=page,
                    address=address,
                    authority_id=case.authority_id,
                    case_id=case.pk,
                    case_reference=case.reference,
                ),
                text=Text(
                    submission=uuid5(TOKENS, address),
                    answers=[(box, [words]) for box, words in answers.items()],
                ),
            )
