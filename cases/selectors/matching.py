"""Whom we may know already: people like a description, whichever team knows them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.lookups import TrigramSimilar
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet, Value

from cases.models import Case, FamilyMember, Person, PersonKey, PersonKind
from cases.selectors.access import visible_cases
from cases.selectors.keys import (
    beginnings,
    born_key,
    sound_pairs,
)
from cases.selectors.likeness import Description, Likeness, likeness_of
from cin.accounts.models import MANAGER_ROLES, User
from cin.core.likeness.days import near_misses
from cin.core.likeness.letters import address_key, digits_of, plain_name, postcode_in
from cin.core.likeness.sounds import sounds_of

MOST_SHOWN = 20
MOST_COMPARED = 300
MOST_MISSPELT = 100
# Keys that many people may share.
BROAD = ("name", "begins", "sound")
# How much two names' threes of letters must share, from 0 to 1.
ALIKE = "0.5"


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Somebody who may be the person looked for, and why.

    `case` is one of theirs, or their family's, that this person may open. Where there is none the
    record is restricted: it says only that the person exists, and `ask` whom.
    """

    person: Person
    likeness: Likeness
    case: Case | None
    ask: str
    latest: Case | None

    @property
    def is_restricted(self) -> bool:
        """Whether only another team may open the record."""
        return self.case is None

    @property
    def why(self) -> str:
        """Say why this may be the person."""
        said = self.likeness.open_reasons if self.is_restricted else self.likeness.reasons
        return ", ".join(said or ["a like record"])


def people_like(user: User, sought: Description, kinds: Collection[str] = ()) -> list[Candidate]:
    """List up to 20 of the authority's people who may be the one described, most like first.

    It costs the same number of queries whatever is found. `kinds` keeps people of some kinds.
    """
    if user.authority_id is None or not (user.is_practitioner or user.is_manager):
        return []
    found = _people(_found(user.authority_id, sought), sought, kinds)
    families = _families(found)
    scored = [
        (person, likeness_of(person, sought, families.get(person.pk, ()))) for person in found
    ]
    like = [(person, likeness) for person, likeness in scored if likeness.is_enough]
    if not like:
        return []
    like.sort(key=lambda pair: (-pair[1].score, str(pair[0]), pair[0].pk))
    return _candidates(user, like[:MOST_SHOWN], families)


def children_like(user: User, sought: Description) -> list[Candidate]:
    """List the children like this one; nobody until a name, and the day of birth or the day on
    which a baby is expected, are given.
    """
    if sought.day is None or not (sought.given_names or sought.family_name):
        return []
    return people_like(user, sought, [PersonKind.CHILD])


def carers_like(user: User, sought: Description) -> list[Candidate]:
    """List the grown-ups like this one; nobody until both parts of the name are given."""
    if not (sought.given_names and sought.family_name):
        return []
    return people_like(user, sought, [PersonKind.PARENT_CARER, PersonKind.OTHER_FAMILY])


def _found(authority_id: int, sought: Description) -> set[int]:
    keys = PersonKey.objects.filter(authority_id=authority_id)
    found = set(_misspelt(keys, sought))
    lookups = lookups_for(sought)
    # Asked apart, so that the many who share a name never crowd out the one who was born that day.
    for kinds in ([kind for kind in lookups if kind not in BROAD], BROAD):
        wanted = Q()
        for kind in lookups.keys() & set(kinds):
            wanted |= Q(kind=kind, key__in=sorted(lookups[kind]))
        if wanted:
            found |= set(keys.filter(wanted).values_list("person_id", flat=True)[:MOST_COMPARED])
    return found


def _misspelt(keys: QuerySet[PersonKey], sought: Description) -> Iterable[int]:
    # PostgreSQL compares every name by its letters in threes; elsewhere the first letters serve.
    name = plain_name(f"{sought.given_names} {sought.family_name}")
    if connection.vendor != "postgresql" or not name:
        return []
    like = keys.filter(TrigramSimilar(F("key"), Value(name)), kind="full")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [ALIKE])
        return list(like.values_list("person_id", flat=True)[:MOST_MISSPELT])


def lookups_for(sought: Description) -> dict[str, set[str]]:
    """Give the keys, by kind, any of which may lead to the person described.

    Names lead with both their parts, or with one of them and a day of birth near the one given. A
    single name leads alone when nothing else is known.
    """
    given, family = sought.given_names, sought.family_name
    pairs = {f"{a}|{b}" for a, b in sound_pairs(given, family)}
    pairs |= {f"{a}|{b}" for a, b in sound_pairs(family, given)}
    found: dict[str, set[str]] = {
        "name": pairs,
        "begins": {beginnings(given, family)},
        "born": _days(sought),
        "place": {postcode_in(sought.address), address_key(sought.address)},
        "phone": {digits_of(sought.phone)},
        "number": {sought.number},
    }
    if sought.day is None and not (given and family):
        found["sound"] = {*sounds_of(given), *sounds_of(family)}
    if sought.day is not None and not (given or family):
        found["day"] = {sought.day.isoformat()}
    kept = {kind: values - {""} for kind, values in found.items()}
    return {kind: values for kind, values in kept.items() if values}


def _days(sought: Description) -> set[str]:
    if sought.day is None:
        return set()
    sounds = [*sounds_of(sought.given_names), *sounds_of(sought.family_name)]
    return {born_key(day, sound) for day in near_misses(sought.day) for sound in sounds}


def _people(ids: set[int], sought: Description, kinds: Collection[str]) -> list[Person]:
    people = Person.objects.filter(pk__in=ids, merged_into=None)
    if kinds:
        people = people.filter(kind__in=kinds)
    beside = {"addresses": sought.address, "contact_details": sought.phone}
    compared = [relation for relation, is_sought in beside.items() if is_sought]
    return list(people.prefetch_related("other_names", *compared))


def _families(people: list[Person]) -> dict[int, set[int]]:
    rows = FamilyMember.objects.filter(person__in=people).values_list("person_id", "family_id")
    found: dict[int, set[int]] = {}
    for person_id, family_id in rows:
        found.setdefault(person_id, set()).add(family_id)
    return found


def _candidates(
    user: User, like: list[tuple[Person, Likeness]], families: dict[int, set[int]]
) -> list[Candidate]:
    people = [person.pk for person, _ in like]
    homes = {family for pk in people for family in families.get(pk, ())}
    about: Any = Q(child__in=people) | Q(family__in=homes)
    cases = list(
        Case.objects.filter(about).select_related("team", "worker", "child").order_by("pk")
    )
    seen = set(visible_cases(user).filter(about).values_list("pk", flat=True))
    heads = _managers(cases)
    return [
        _candidate(person, likeness, _of(person, cases, families), seen, heads)
        for person, likeness in like
    ]


def _of(person: Person, cases: list[Case], families: dict[int, set[int]]) -> list[Case]:
    mine = [case for case in cases if case.child_id == person.pk]
    theirs = [case for case in cases if case.family_id in families.get(person.pk, ())]
    return mine or theirs


def _candidate(
    person: Person, likeness: Likeness, cases: list[Case], seen: set[int], heads: dict[int, str]
) -> Candidate:
    mine = [case for case in cases if case.pk in seen]
    latest = max(cases, key=lambda case: (case.is_open, case.pk), default=None)
    return Candidate(
        person=person,
        likeness=likeness,
        case=max(mine, key=lambda case: (case.is_open, case.pk), default=None),
        ask="" if latest is None else whom_to_ask(latest, heads),
        latest=latest,
    )


def whom_to_ask(case: Case, heads: dict[int, str]) -> str:
    """Say which team, and which manager of it, to ask about somebody."""
    head = heads.get(case.team_id, "")
    return f"{case.team.name} ({head})" if head else case.team.name


def who_holds(case: Case) -> str:
    """Say which team holds a case, and its manager, to somebody who may not open it."""
    return whom_to_ask(case, _managers([case]))


def _managers(cases: list[Case]) -> dict[int, str]:
    managers = User.objects.filter(
        team__in={case.team_id for case in cases}, role__in=MANAGER_ROLES, is_active=True
    ).order_by("-pk")
    return {manager.team_id: manager.name for manager in managers if manager.team_id}
