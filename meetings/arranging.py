"""What is thought of when a meeting is arranged, and which of it the procedure wants."""

from collections.abc import Mapping
from typing import Any

from cin.core import fields
from cin.procedures.book import Procedure
from meetings.models import Booking

SETTING = "meeting_arrangements"
SUITS = "place_suits"
TITLES: Mapping[str, str] = {
    "family_choice": "Whom the child and the parents want there, also to support them",
    SUITS: "Whether the place suits the child and the family",
    "transport": "How the family gets there",
    "timing": "Whether the time suits the child and the family",
    "child_care": "Who looks after the other children",
    "room": "The room that is booked",
    "access": "Interpreter, access and observance",
}
# What is kept as text, by code: all but the place, which suits or does not.
TEXTS = [code for code in TITLES if code != SUITS]


def wanted(procedure: Procedure) -> list[str]:
    """List what the procedure wants thought of, in the order in which it is asked."""
    asked = procedure.get(SETTING)
    return [code for code in TITLES if code in asked]


def fields_of_arranging(mind: Mapping[str, str]) -> dict[str, Any]:
    """Give the questions about arranging a meeting, by code, all optional; `mind` is what is known
    of languages and observance.
    """
    known = " ".join(each for each in mind.values() if each)
    hints = {
        "family_choice": "Talk with the child and the parents about it, and write what each said",
        "access": known,
    }
    found: dict[str, Any] = {
        code: fields.LongTextField(
            label=TITLES[code], help_text=hints.get(code, ""), rows=2, required=False
        )
        for code in TEXTS
    }
    found[SUITS] = fields.YesNoField(
        label="Does the place suit the child and the family?", required=False
    )
    return {code: found[code] for code in TITLES}


def not_thought_of(procedure: Procedure, booking: Booking) -> list[str]:
    """Name what the procedure wants thought of and nobody wrote down yet (PET-08, PET-09, BOL-12,
    BOL-13, BIR-45, BIR-48, HIL-67).
    """
    answered = {code: text.strip() for code, text in booking.arrangements.items()}
    answered[SUITS] = "" if booking.place_suits is None else "answered"
    return [TITLES[code] for code in wanted(procedure) if not answered.get(code)]


def arranged_in_words(booking: Booking) -> list[tuple[str, str]]:
    """List what was thought of, each with its title."""
    suits = {True: "Yes", False: "No", None: ""}[booking.place_suits]
    said = {**booking.arrangements, SUITS: suits}
    return [(title, said[code]) for code, title in TITLES.items() if said.get(code)]
