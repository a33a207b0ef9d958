"""How like a person somebody is, and why."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from cases.models import Person
from cases.selectors.keys import names_of
from cin.core.likeness.days import NEAR, ONE_DIGIT, ONE_YEAR, SAME, SWAPPED, are_near, near_misses
from cin.core.likeness.letters import address_key, digits_of, plain_words, postcode_in
from cin.core.likeness.sounds import sound_of, spelt_alike

DAYS = {SAME: 35, SWAPPED: 26, ONE_DIGIT: 22, ONE_YEAR: 20, NEAR: 20}
NUMBER, ADDRESS, POSTCODE, PHONE, SIBLING = 100, 22, 12, 22, 10
# Each part of a name: how it is alike, and what it counts for as given or as family name.
_SAME, _SOUNDS, _SPELT = "the same", "a like-sounding", "a similarly spelt"
_GIVEN = {_SAME: 18, _SOUNDS: 15, _SPELT: 13}
_FAMILY = {_SAME: 20, _SOUNDS: 16, _SPELT: 14}
ENOUGH = 30
# When both have a day of birth and the days have nothing to do with each other.
ENOUGH_BUT_FOR_THE_DAY = 38


@dataclass(frozen=True, kw_only=True)
class Description:
    """What is known of somebody who is looked for."""

    given_names: str = ""
    family_name: str = ""
    born_on: date | None = None
    expected_on: date | None = None
    address: str = ""
    phone: str = ""
    number: str = ""
    family_id: int | None = None

    @property
    def day(self) -> date | None:
        """The day of birth, or the day on which it is expected."""
        return self.born_on or self.expected_on


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """How like the description a person is: a score, and each reason, with what it gives away."""

    score: int = 0
    reasons: list[str] = field(default_factory=list)
    # Reasons that somebody who may not open the record is told too.
    open_reasons: list[str] = field(default_factory=list)
    is_another_day: bool = False
    # Such as a brother or sister: nothing that is the person's own is alike.
    is_somebody_else: bool = False
    # Half a name, or an address alone: whatever answers to it is shown.
    is_all_there_is: bool = False

    @property
    def is_enough(self) -> bool:
        """Whether the person is like enough to be shown."""
        if self.is_somebody_else:
            return False
        if self.is_all_there_is:
            return self.score > 0
        return self.score >= (ENOUGH_BUT_FOR_THE_DAY if self.is_another_day else ENOUGH)


def likeness_of(person: Person, sought: Description, families: Iterable[int]) -> Likeness:
    """Compare a person, with names, addresses and contact details at hand, with who is looked for.

    `families` are those the person belongs to.
    """
    score, reasons, opened = _name(person, sought)
    numbers = {person.upn, person.former_upn, person.nhs_number} - {""}
    if is_number := sought.number in numbers:
        reasons.append("the same pupil or NHS number")
        score += NUMBER
    # Brothers and sisters share a family name and a home, and are born near each other: it takes
    # a like given name for that to mean anything.
    is_given = not sought.given_names or any("family name" not in words for words in reasons)
    day = _day(person, sought)
    if day != SAME and not is_given:
        day = ""
    if day:
        reasons.append(day)
        opened.append(day if day == SAME else "a similar date of birth")
        score += DAYS[day]
    more = _place(person, sought)
    if is_given and sought.family_id is not None and sought.family_id in set(families):
        more.append((SIBLING, "in the same family"))
    return Likeness(
        score=score + sum(points for points, _ in more),
        reasons=reasons + [words for _, words in more],
        open_reasons=[*opened, "the same number"] if is_number else opened,
        is_somebody_else=not (is_given or day == SAME or is_number),
        is_all_there_is=not sought.day and not (sought.given_names and sought.family_name),
        is_another_day=not day and bool(sought.day and (person.born_on or person.expected_on)),
    )


def _name(person: Person, sought: Description) -> tuple[int, list[str], list[str]]:
    """Give the score and the reasons, and these without any name that was not asked for."""
    best: tuple[int, list[str], list[str]] = (0, [], [])
    for place, (given, family) in enumerate(names_of(person)):
        score, reasons = max(
            _one_name(sought.given_names, sought.family_name, given, family),
            _swapped(sought, given, family),
            key=lambda found: found[0],
        )
        opened = list(reasons)
        if place and score:
            opened = [f"{words}, by another name" for words in reasons]
            reasons = [f"{words}, by another name: {given} {family}" for words in reasons]
        if score > best[0]:
            best = (score, reasons, opened)
    return best


def _swapped(sought: Description, given: str, family: str) -> tuple[int, list[str]]:
    score, reasons = _one_name(sought.family_name, sought.given_names, given, family)
    both = len(reasons) == 2 and bool(sought.given_names and sought.family_name)
    return (score - 4, ["the same or like names the other way round"]) if both else (0, [])


def _one_name(
    sought_given: str, sought_family: str, given: str, family: str
) -> tuple[int, list[str]]:
    score, reasons = 0, []
    for mine, theirs, points, part in (
        (sought_given, given, _GIVEN, "given name"),
        (sought_family, family, _FAMILY, "family name"),
    ):
        if how := _part(plain_words(mine), plain_words(theirs)):
            score += points[how]
            reasons.append(f"{how} {part}")
    return score, reasons


def _part(mine: list[str], theirs: list[str]) -> str:
    pairs = [(one, other) for one in mine for other in theirs]
    joined = ("".join(mine), "".join(theirs))
    if any(one == other for one, other in pairs) or (mine and joined[0] == joined[1]):
        return _SAME
    if any(sound_of(one) == sound_of(other) for one, other in pairs):
        return _SOUNDS
    return _SPELT if any(spelt_alike(one, other) for one, other in pairs) else ""


def _day(person: Person, sought: Description) -> str:
    theirs = person.born_on or person.expected_on
    if sought.day is None or theirs is None:
        return ""
    both_born = sought.born_on is not None and person.born_on is not None
    if both_born:
        return near_misses(sought.day).get(theirs, "")
    return NEAR if are_near(sought.day, theirs) else ""


def _place(person: Person, sought: Description) -> list[tuple[int, str]]:
    # What is not looked for is not at hand either.
    found = []
    at = [a for a in person.addresses.all() if not a.is_secret] if sought.address else []
    postcode, street = postcode_in(sought.address), address_key(sought.address)
    if street and any(address_key(a.lines) == street for a in at):
        found.append((ADDRESS, "the same address"))
    elif postcode and any((a.postcode or postcode_in(a.lines)) == postcode for a in at):
        found.append((POSTCODE, "the same postcode"))
    digits = digits_of(sought.phone)
    if digits and any(digits_of(c.value) == digits for c in person.contact_details.all()):
        found.append((PHONE, "the same telephone number"))
    return found
