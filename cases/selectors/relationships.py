"""Who is what to whom in a case's family."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import permutations

from django.db.models import Q

from cases.models import (
    Case,
    FamilyMember,
    HouseholdMember,
    Person,
    Relationship,
    RelationshipKind,
    SharingLimit,
)
from cases.models.relationships import PARENTS, TWINS
from cases.models.withdrawable import WithdrawableQuerySet
from cin.core import clock
from cin.core.errors import NotFound


def relationships_of(case: Case) -> list[Relationship]:
    """List what the members of a case's family are to each other, with both people: one query.

    Somebody's relations in other families are not among them.
    """
    rows = _between_members(case).standing()
    return list(rows.select_related("first", "second").order_by("pk"))


def _between_members(case: Case) -> WithdrawableQuerySet:
    members = FamilyMember.objects.filter(family_id=case.family_id).values("person_id")
    rows: WithdrawableQuerySet = Relationship.objects.filter(first__in=members, second__in=members)
    return rows


def find_relationship(case: Case, relationship_id: int) -> Relationship:
    """Give one relationship of a case's family; refuses (NotFound) any other."""
    found: Relationship | None = (
        _between_members(case).select_related("first", "second").filter(pk=relationship_id).first()
    )
    if found is None:
        raise NotFound("There is no such relationship on this case.")
    return found


def find_member(case: Case, person_id: int) -> Person:
    """Give a member of a case's family; refuses (NotFound) anybody else."""
    found = Person.objects.filter(
        memberships__family_id=case.family_id, pk=person_id, merged_into=None
    ).first()
    if found is None:
        raise NotFound("There is no such person in this family.")
    return found


def people_of_family(case: Case) -> list[Person]:
    """List the people of a case's family, grown-ups first and children by age: one query."""
    return list(
        Person.objects.filter(memberships__family_id=case.family_id, merged_into=None).order_by(
            "-kind", "born_on", "pk"
        )
    )


def households_of(case: Case) -> list[HouseholdMember]:
    """List who lives in which of the family's homes, with those who have left: one query."""
    rows = HouseholdMember.objects.standing().filter(family_id=case.family_id)
    return list(rows.select_related("person").order_by("home", "person__born_on", "pk"))


def find_household_place(case: Case, place_id: int) -> HouseholdMember:
    """Give one person's place in a home of the family; refuses (NotFound) any other."""
    rows = HouseholdMember.objects.select_related("person")
    found = rows.filter(Q(family_id=case.family_id), pk=place_id).first()
    if found is None:
        raise NotFound("There is no such home on this case.")
    return found


def holding_homes(places: list[HouseholdMember], day: date) -> list[HouseholdMember]:
    """Keep the places that hold on a day; on the day somebody leaves, they live there no longer."""
    return [
        place
        for place in places
        if (place.began_on is None or place.began_on <= day)
        and (place.ended_on is None or day < place.ended_on)
    ]


def living_with(places: list[HouseholdMember], person_id: int) -> set[int]:
    """Give who lives today in any of the homes in which a person lives, that person included."""
    present = holding_homes(places, clock.today())
    homes = {place.home for place in present if place.person_id == person_id}
    return {place.person_id for place in present if place.home in homes}


@dataclass(frozen=True, kw_only=True)
class Tie:
    """What a person is to another, in words; `row` is none where it follows from the parents."""

    person: Person
    other: Person
    words: str
    row: Relationship | None = None

    @property
    def has_ended(self) -> bool:
        """Whether it holds no longer."""
        return self.row is not None and self.row.ended_on is not None


def ties_of(rows: list[Relationship]) -> dict[int, list[Tie]]:
    """Give, for each person, what they are to whom: each relationship from both ends, and the
    brothers and sisters that follow from shared parents.
    """
    found: dict[int, list[Tie]] = defaultdict(list)
    for row in rows:
        words = str(row.get_kind_display())
        found[row.first_id].append(Tie(person=row.first, other=row.second, words=words, row=row))
        found[row.second_id].append(
            Tie(person=row.second, other=row.first, words=row.inverse, row=row)
        )
    for one, other, words in _siblings(rows):
        found[one.pk].append(Tie(person=one, other=other, words=words))
    return found


def _siblings(rows: list[Relationship]) -> Iterator[tuple[Person, Person, str]]:
    parents: dict[int, set[int]] = defaultdict(set)
    people: dict[int, Person] = {}
    told = [row for row in rows if "sibling" in row.kind or row.kind in TWINS]
    said = {frozenset((row.first_id, row.second_id)) for row in told}
    for row in rows:
        if row.kind in PARENTS:
            parents[row.second_id].add(row.first_id)
            people[row.second_id] = row.second
    for one, other in permutations(sorted(people), 2):
        shared = parents[one] & parents[other]
        if not shared or frozenset((one, other)) in said:
            continue
        is_half = len(shared) == 1 and len(parents[one]) > 1 and len(parents[other]) > 1
        kind = RelationshipKind.HALF_SIBLING if is_half else RelationshipKind.SIBLING
        yield people[one], people[other], str(kind.label)


def find_sharing_limit(person: Person, limit_id: int) -> SharingLimit:
    """Give one thing a person must not be told; refuses (NotFound) any other."""
    found = person.sharing_limits.filter(pk=limit_id).first()
    if found is None:
        raise NotFound("There is no such row about this person.")
    return found
