"""Which relationships cannot be."""

from datetime import date, timedelta

from django.db.models import Q

from cases.models import Bond, Person, Relationship, RelationshipKind, Sex
from cases.models.relationships import COUPLES, INVERSES, PARENTS, TWINS
from cin.core import clock
from cin.core.errors import BadInput

ANCESTORS = PARENTS | {RelationshipKind.GRANDPARENT}
MOST_GENERATIONS = 8
# The second of two twins is seldom born on another day, and very seldom weeks later.
ONE_BIRTH = timedelta(days=90)


def refuse_impossible(row: Relationship) -> None:
    """Refuse (BadInput) a relationship to oneself, twice, before a birth, ahead of today, or one
    that makes somebody their own ancestor.
    """
    if row.first_id == row.second_id:
        raise BadInput("kind", "Nobody can be related to themself: choose two people")
    _refuse_twice(row)
    _refuse_two_couples(row)
    _refuse_days(row)
    if row.kind in TWINS:
        _refuse_two_births(row)
    if row.kind in ANCESTORS:
        _refuse_younger(row)
        _refuse_circle(row)
    if row.kind in PARENTS and row.bond == Bond.BIRTH:
        _refuse_third_parent(row)


def _others(row: Relationship, *, either_way: bool) -> Q:
    pair = Q(first=row.first_id, second=row.second_id)
    if either_way:
        pair |= Q(first=row.second_id, second=row.first_id)
    return pair & Q(ended_on=None, withdrawn_at=None) & ~Q(pk=row.pk)


def _refuse_twice(row: Relationship) -> None:
    either_way = RelationshipKind(row.kind) not in INVERSES
    same = Relationship.objects.filter(_others(row, either_way=either_way), kind=row.kind)
    if row.ended_on is None and same.exists():
        raise BadInput("kind", "The two are related in this way already")


def _refuse_two_couples(row: Relationship) -> None:
    if row.kind not in COUPLES or row.ended_on is not None:
        return
    other = Relationship.objects.filter(_others(row, either_way=True), kind__in=COUPLES).first()
    if other is not None:
        said = other.get_kind_display().lower()
        raise BadInput("kind", f"The two are recorded as {said}: change or end that first")


def _refuse_two_births(row: Relationship) -> None:
    days = [person.born_on or person.expected_on for person in (row.first, row.second)]
    if days[0] and days[1] and abs(days[0] - days[1]) > ONE_BIRTH:
        raise BadInput("kind", "Their days of birth are too far apart for twins: check them")
    known = {row.first.sex, row.second.sex} - {Sex.NOT_KNOWN}
    if row.kind == RelationshipKind.IDENTICAL_TWIN and len(known) > 1:
        raise BadInput("kind", "Identical twins are of one sex: choose twin, or check their sex")


def _refuse_days(row: Relationship) -> None:
    today = clock.today()
    for name, words in (("began_on", "It"), ("responsible_since", "Parental responsibility")):
        day: date | None = getattr(row, name)
        if day is None:
            continue
        if day > today:
            raise BadInput(name, f"{words} cannot begin in the future")
        for person in (row.first, row.second):
            if (born := person.born_on or person.expected_on) and day < born:
                raise BadInput(name, f"{words} cannot begin before {person} was born")
    if row.ended_on and row.began_on and row.ended_on < row.began_on:
        raise BadInput("began_on", "The first day cannot be after the last")


def _refuse_younger(row: Relationship) -> None:
    elder, younger = row.first.born_on, row.second.born_on or row.second.expected_on
    if row.first.is_unborn:
        raise BadInput("kind", f"{row.first} is not born yet, so cannot be anybody's parent")
    if elder and younger and elder >= younger:
        raise BadInput("kind", f"{row.first} cannot be this: {row.second} is as old or older")


def _refuse_circle(row: Relationship) -> None:
    """Go up from the first, generation by generation, and see that the second is not among them."""
    above, seen = {row.first_id}, {row.first_id}
    for _generation in range(MOST_GENERATIONS):
        above = _parents_of(above, row) - seen
        if row.second_id in above:
            raise BadInput(
                "kind", f"{row.second} is recorded as a parent or grandparent of {row.first}"
            )
        seen |= above
        if not above:
            return


def _parents_of(people: set[int], row: Relationship) -> set[int]:
    rows = Relationship.objects.standing().filter(second__in=people, kind__in=ANCESTORS)
    return set(rows.exclude(pk=row.pk).values_list("first_id", flat=True))


def _refuse_third_parent(row: Relationship) -> None:
    others = Relationship.objects.standing().filter(
        second=row.second_id, bond=Bond.BIRTH, kind__in=PARENTS, ended_on=None
    )
    others = others.exclude(pk=row.pk).exclude(first=row.first_id)
    known: list[tuple[str, Person]] = [
        (other.kind, other.first) for other in others.select_related("first")
    ]
    same = [person for kind, person in known if kind == row.kind and kind != "parent"]
    if same:
        said = row.get_kind_display().lower()
        raise BadInput("kind", f"{same[0]} is recorded as the {said} by birth of {row.second}")
    if len(known) >= 2:
        raise BadInput("kind", f"{row.second} has two parents by birth already")
