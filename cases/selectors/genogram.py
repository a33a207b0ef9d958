"""The family of a case, as its genogram is drawn."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from cases.models import (
    Bond,
    Case,
    HouseholdMember,
    Person,
    PersonKind,
    Relationship,
    RelationshipKind,
    Sex,
)
from cases.models.relationships import COUPLES, PARENTS, TWINS
from cases.selectors.relationships import (
    holding_homes,
    households_of,
    people_of_family,
    relationships_of,
)
from cin.core import clock
from cin.core.genogram.drawing import Drawing, draw
from cin.core.genogram.family import Couple, FamilyTree, Home, Link, Parentage, Somebody, Twins
from cin.core.templatetags.cin import short_day

_CARING = {
    RelationshipKind.STEP_PARENT: "step",
    RelationshipKind.GUARDIAN: "carer",
    RelationshipKind.CARER: "carer",
}
_SEXES: dict[str, str] = {
    RelationshipKind.MOTHER: Sex.FEMALE,
    RelationshipKind.FATHER: Sex.MALE,
}
SHARING_PARENTS = TWINS | {RelationshipKind.SIBLING, RelationshipKind.HALF_SIBLING}
_BELOW = {RelationshipKind.GRANDPARENT: 2, RelationshipKind.AUNT_UNCLE: 1}


def genogram_of(case: Case) -> Drawing:
    """Draw a case's family as it is today: three queries, however large it is."""
    return draw(tree_of(case))


def tree_of(case: Case) -> FamilyTree:
    """Gather the people, relations and homes that a case's genogram shows."""
    today = clock.today()
    rows = [row for row in relationships_of(case) if row.kind in PARENTS or row.holds_on(today)]
    # A mother is drawn as a woman even where nobody has filled in her sex.
    sexes = {row.first_id: _SEXES[row.kind] for row in rows if row.kind in _SEXES}
    return FamilyTree(
        people=tuple(_somebody(case, person, today, sexes) for person in people_of_family(case)),
        parentages=tuple(
            Parentage(parent=row.first_id, child=row.second_id, style=style)
            for row in rows
            if (style := _style(row))
        ),
        couples=tuple(
            Couple(first=row.first_id, second=row.second_id, style=row.kind)
            for row in rows
            if row.kind in COUPLES
        ),
        links=tuple(_links(rows)),
        twins=tuple(
            Twins(
                first=row.first_id,
                second=row.second_id,
                is_identical=row.kind == RelationshipKind.IDENTICAL_TWIN,
            )
            for row in rows
            if row.kind in TWINS
        ),
        homes=_homes(households_of(case), today),
    )


def _somebody(case: Case, person: Person, today: date, sexes: dict[int, str]) -> Somebody:
    until = min(filter(None, [person.died_on, today]))
    age = person.age_on(until)
    return Somebody(
        key=person.pk,
        name=str(person) + (f" due {short_day(person.expected_on)}" if person.is_unborn else ""),
        sex=person.sex if person.sex != Sex.NOT_KNOWN else sexes.get(person.pk, Sex.NOT_KNOWN),
        age="" if age is None else str(age),
        born=(person.born_on or person.expected_on or date.max).isoformat(),
        is_index=person.pk == case.child_id,
        is_dead=person.died_on is not None,
        is_unborn=person.is_unborn,
    )


def _style(row: Relationship) -> str:
    if row.kind in PARENTS:
        return "adoptive" if row.bond == Bond.ADOPTIVE else "birth"
    return _CARING.get(RelationshipKind(row.kind), "")


def _links(rows: list[Relationship]) -> Iterable[Link]:
    """Give every relation that no line between parents and children says already."""
    parents: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        if row.kind in PARENTS:
            parents[row.second_id].add(row.first_id)
    for row in rows:
        if row.kind in COUPLES or _style(row) or _is_derived(row, parents):
            continue
        below = _below(row)
        ends = (row.first_id, row.second_id)
        first, second = ends if below >= 0 else ends[::-1]
        words = str(row.get_kind_display())
        yield Link(first=first, second=second, below=abs(below), words=words)


def _below(row: Relationship) -> int:
    if (known := _BELOW.get(RelationshipKind(row.kind))) is not None:
        return known
    if row.kind not in (RelationshipKind.FRIEND, RelationshipKind.OTHER):
        return 0
    return int(row.second.kind == PersonKind.CHILD) - int(row.first.kind == PersonKind.CHILD)


def _is_derived(row: Relationship, parents: dict[int, set[int]]) -> bool:
    if row.kind in SHARING_PARENTS:
        return bool(parents[row.first_id] & parents[row.second_id])
    if row.kind == RelationshipKind.GRANDPARENT:
        return any(row.first_id in parents[parent] for parent in parents[row.second_id])
    return False


def _homes(places: list[HouseholdMember], today: date) -> tuple[Home, ...]:
    people: dict[str, set[int]] = defaultdict(set)
    for place in holding_homes(places, today):
        people[place.home].add(place.person_id)
    return tuple(Home(name=name, people=frozenset(found)) for name, found in sorted(people.items()))
