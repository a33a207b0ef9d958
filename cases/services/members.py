"""A family's members, kept in step with what its people are to its children."""

from collections.abc import Iterable

from django.db.models import Q

from cases.models import FamilyMember, FamilyRole, Person, Relationship, RelationshipKind, Sex
from cases.models.people import PersonKind
from cin.core import clock

# The strongest first: somebody who is both a grandparent and a carer is a grandparent.
_ROLES = [
    (RelationshipKind.MOTHER, FamilyRole.MOTHER),
    (RelationshipKind.FATHER, FamilyRole.FATHER),
    (RelationshipKind.STEP_PARENT, FamilyRole.STEP_PARENT),
    (RelationshipKind.GRANDPARENT, FamilyRole.GRANDPARENT),
    (RelationshipKind.GUARDIAN, FamilyRole.OTHER_CARER),
    (RelationshipKind.CARER, FamilyRole.OTHER_CARER),
    (RelationshipKind.AUNT_UNCLE, FamilyRole.OTHER_CARER),
    (RelationshipKind.FRIEND, FamilyRole.FRIEND),
]


def role_among(person: Person, kinds: Iterable[str]) -> FamilyRole | None:
    """Give the place in a family of somebody who is these kinds of relation to its children;
    nothing where they say nothing.
    """
    held = set(kinds)
    if RelationshipKind.PARENT in held:
        known = {Sex.FEMALE: FamilyRole.MOTHER, Sex.MALE: FamilyRole.FATHER}
        return known.get(Sex(person.sex), FamilyRole.OTHER_CARER)
    return next((role for kind, role in _ROLES if kind in held), None)


def join_family(family_id: int, person: Person, kind: str = "") -> None:
    """Make somebody a member of a family; whoever belongs to it already stays as they are."""
    role = role_among(person, [kind]) or FamilyRole.OTHER_CARER
    if person.kind == PersonKind.CHILD:
        role = FamilyRole.CHILD
    FamilyMember.objects.get_or_create(family_id=family_id, person=person, defaults={"role": role})


def keep_in_step(family_id: int, people: Iterable[int]) -> None:
    """Work out anew the place in the family of these people, and whether they have parental
    responsibility for any of its children.
    """
    members = FamilyMember.objects.filter(family_id=family_id)
    children = members.filter(role=FamilyRole.CHILD).values("person_id")
    today = clock.today()
    present = Q(ended_on=None) | Q(ended_on__gte=today)
    rows = list(
        Relationship.objects.standing()
        .filter(present, first__in=list(people), second__in=children)
        .order_by("pk")
    )
    about = members.filter(person__in=list(people)).exclude(role=FamilyRole.CHILD)
    for member in about.select_related("person"):
        mine = [row for row in rows if row.first_id == member.person_id]
        member.role = role_among(member.person, [row.kind for row in mine]) or member.role
        member.has_parental_responsibility = _any(row.has_parental_responsibility for row in mine)
        member.save()


def _any(answers: Iterable[bool | None]) -> bool | None:
    """Yes when any says so; no when all do; otherwise not known."""
    given = list(answers)
    if True in given:
        return True
    return False if given and None not in given else None
