"""Inventing a family: a surname, a carer, and children of believable ages."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from cases.services.referrals import CarerDetails, ChildDetails
from desk.demonstration.content import content

AGES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]
CARER_ROLES = ["mother", "mother", "mother", "father", "grandparent"]
YEAR = 365.25
OLDEST = 17


@dataclass
class Inventor:
    """Invents the families of one authority, no surname twice until all have been used."""

    chance: Random
    streets: tuple[str, ...]
    today: date
    _surnames: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    _ages: list[int] = field(default_factory=list)

    def surname(self) -> tuple[str, dict[str, Any]]:
        """Take a surname, with the given names that go with it."""
        if not self._surnames:
            groups = content("names")["groups"]
            self._surnames = [(name, group) for group in groups for name in group["surnames"]]
            self.chance.shuffle(self._surnames)
        return self._surnames.pop()

    def carer(self, surname: str, group: dict[str, Any]) -> CarerDetails:
        """Invent the parent or carer; the numbers are of the range kept for drama."""
        role = self.chance.choice(CARER_ROLES)
        return CarerDetails(
            given_names=self.chance.choice(group["fathers" if role == "father" else "mothers"]),
            family_name=surname,
            role=role,
            has_parental_responsibility=None if role == "grandparent" else True,
            phone=f"07700 900{self.chance.randint(0, 999):03d}",
            address=f"{self.chance.randint(1, 98)} {self.chance.choice(self.streets)}",
        )

    def children(
        self,
        number: int,
        surname: str,
        group: dict[str, Any],
        *,
        disabled: bool,
        unborn: bool,
        youngest: int,
    ) -> list[ChildDetails]:
        """Invent brothers and sisters, a year or more apart; only the first is disabled, or unborn.

        `youngest` is the least age in whole years: a child must have been born, or nearly, when the
        story began.
        """
        names = [(name, "F") for name in group["girls"]] + [(name, "M") for name in group["boys"]]
        chosen = self.chance.sample(names, number)
        age = max(self._age(), youngest)
        return [
            self._child(
                given, sex, surname, _sibling_age(age, place, youngest), place == 0 and disabled
            )
            if not (unborn and place == 0)
            else self._unborn(surname)
            for place, (given, sex) in enumerate(chosen)
        ]

    def _age(self) -> int:
        if not self._ages:
            self._ages = [*AGES]
            self.chance.shuffle(self._ages)
        return self._ages.pop()

    def _child(
        self, given: str, sex: str, surname: str, age: int, is_disabled: bool
    ) -> ChildDetails:
        # Never so near eighteen that the birthday falls before the story ends, nor born after it
        # began.
        days = age * YEAR + self.chance.randint(20, 270)
        return ChildDetails(
            given_names=given,
            family_name=surname,
            born_on=self.today - timedelta(days=round(days)),
            sex=sex,
            is_disabled=is_disabled,
        )

    def _unborn(self, surname: str) -> ChildDetails:
        return ChildDetails(
            given_names="Baby",
            family_name=surname,
            expected_on=self.today + timedelta(days=self.chance.randint(50, 90)),
        )


def _sibling_age(age: int, place: int, youngest: int) -> int:
    older = age + 3 * place
    return older if older <= OLDEST else max(age - 3 * place, youngest)
