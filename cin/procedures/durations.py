"""Lengths of time as procedures write them: "45 working days", "3 weeks", "48 hours"."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class BadDuration(ValueError):
    """A length of time that cannot be read."""


class Unit(StrEnum):
    """What an amount counts."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    WEEKS = "weeks"
    MONTHS = "months"
    HOURS = "hours"


LARGEST = 9999
_WORDS = {unit: unit.value.replace("_", " ") for unit in Unit}
_UNITS = {form: unit for unit, words in _WORDS.items() for form in (words, words[:-1])}


def is_amount(value: object) -> bool:
    """Say whether this is a whole number that can be counted: yes and no are none."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST


@dataclass(frozen=True, slots=True)
class Duration:
    """A whole number (from 0 to 9999) of one unit."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        """Refuse an amount that is no such number, and a unit we do not know."""
        if not is_amount(self.amount):
            raise BadDuration(f"{self.amount!r} is not a whole number from 0 to {LARGEST}")
        if self.unit not in _WORDS:
            raise BadDuration(f"{self.unit!r} is not one of {', '.join(Unit)}")

    def __hash__(self) -> int:
        # Dates already worked out are looked up by it: the amount alone tells nearly all apart.
        return self.amount

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "3 weeks" or "1 working day"; anything else raises BadDuration."""
        amount, _, words = text.strip().partition(" ")
        unit = _UNITS.get(" ".join(words.lower().split()))
        if unit is None or not (amount.isascii() and amount.isdigit()):
            raise BadDuration(f"{text!r} is not a length of time like '3 weeks'")
        return cls(int(amount), unit)

    @classmethod
    def from_data(cls, data: object) -> Self:
        """Read {"amount": 3, "unit": "weeks"}; anything else raises BadDuration."""
        if not isinstance(data, Mapping) or set(data) != {"amount", "unit"}:
            raise BadDuration(f'{data!r} is not of the form {{"amount": 3, "unit": "weeks"}}')
        try:
            unit = Unit(data["unit"])
        except ValueError:
            raise BadDuration(f"{data['unit']!r} is not one of {', '.join(Unit)}") from None
        return cls(data["amount"], unit)

    def as_data(self) -> dict[str, int | str]:
        """Give the form that `from_data` reads."""
        return {"amount": self.amount, "unit": self.unit.value}

    def __str__(self) -> str:
        words = _WORDS[self.unit]
        return f"{self.amount} {words[:-1] if self.amount == 1 else words}"
