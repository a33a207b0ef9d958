"""The keys under which a person is found again."""

from collections.abc import Iterable
from datetime import date
from itertools import product

from cases.models import Address, Person
from cin.core.likeness.letters import (
    address_key,
    digits_of,
    plain_name,
    postcode_in,
)
from cin.core.likeness.sounds import sounds_of

Key = tuple[str, str]
Name = tuple[str, str]
# Given names beyond the third are seldom used.
_GIVEN = 3
LONGEST = 110


def keys_of(person: Person) -> set[Key]:
    """Give every key of a person, as (kind, key).

    Reads the person's other names, addresses and contact details, prefetched where several people
    are asked about. A secret address is no key: nobody is to find out who lives there.
    """
    keys = set()
    for given, family in names_of(person):
        keys |= name_keys(given, family)
        keys |= day_keys(person.born_on or person.expected_on, given, family)
    for address in person.addresses.all():
        if not address.is_secret:
            keys |= place_keys(address)
    for contact in person.contact_details.all():
        if digits := digits_of(contact.value):
            keys.add(("phone", digits))
    numbers = (person.upn, person.former_upn, person.nhs_number)
    keys |= {("number", number) for number in numbers if number}
    return {(kind, key[:LONGEST]) for kind, key in keys if key}


def names_of(person: Person) -> list[Name]:
    """Give every given and family name of a person together, their own first."""
    own = [(person.given_names, person.family_name)]
    if person.known_as:
        own.append((person.known_as, person.family_name))
    return own + [
        (name.given_names or person.given_names, name.family_name or person.family_name)
        for name in person.other_names.all()
    ]


def name_keys(given: str, family: str) -> set[Key]:
    """Give the keys of one name: whole, by its sounds together, by each sound, by its letters."""
    keys = {("sound", sound) for sound in [*sounds_of(given), *sounds_of(family)]}
    keys |= {("name", f"{one}|{other}") for one, other in sound_pairs(given, family)}
    keys.add(("full", plain_name(f"{given} {family}")))
    keys.add(("begins", beginnings(given, family)))
    return keys


def sound_pairs(given: str, family: str) -> Iterable[tuple[str, str]]:
    """Give each sound of the given names with each of the family name."""
    return product(sounds_of(given)[:_GIVEN], sounds_of(family))


def beginnings(given: str, family: str) -> str:
    """Give the first letters of a name, which a misspelling seldom reaches; nothing for half a
    name.
    """
    parts = (plain_name(given)[:3], plain_name(family)[:3])
    return "|".join(parts) if all(parts) else ""


def day_keys(day: date | None, given: str, family: str) -> set[Key]:
    """Give the keys of a day of birth: alone, and with each sound of the name."""
    if day is None:
        return set()
    sounds = [*sounds_of(given), *sounds_of(family)]
    return {("day", day.isoformat())} | {("born", born_key(day, sound)) for sound in sounds}


def born_key(day: date, sound: str) -> str:
    """Give the key of a day of birth with one sound of the name."""
    return f"{day:%Y%m%d}|{sound}"


def place_keys(address: Address) -> set[Key]:
    """Give the keys of an address: its postcode, and its number and street."""
    postcode = address.postcode or postcode_in(address.lines)
    return {("place", key) for key in (postcode, address_key(address.lines)) if key}
