"""Adding somebody to a family, and drawing it together."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from cases.models import Case, Milestone, MilestoneKind, Person, Relationship, RelationshipKind, Sex
from cases.models.people import PersonKind
from cases.models.relationships import PARENTS
from cases.selectors.duplicates import cases_with
from cases.selectors.relationships import find_member
from cases.services.keys import index_people
from cases.services.members import join_family
from cases.services.milestones import record_milestone
from cases.services.people import refuse_impossible_birth
from cases.services.relationships import RelationshipDetails, open_family, save_relationship
from cin.accounts.models import User
from cin.audit.services import record
from cin.core.errors import BadInput


@dataclass(frozen=True, kw_only=True)
class RelativeDetails:
    """Somebody who joins a family: one we know already (`known_id`), or a new person."""

    kind: str
    given_names: str
    family_name: str
    sex: str = "U"
    born_on: date | None = None
    expected_on: date | None = None
    known_id: int | None = None


@transaction.atomic
def add_relative(  # two people and what is between them
    *,
    case_id: int,
    actor: User,
    person: RelativeDetails,
    whom_id: int,
    is_back: bool,
    details: RelationshipDetails,
) -> Relationship:
    """Add a person to a case's family with what they are to one of its members.

    `is_back` says that the member is what `details.kind` says, to the person. Refuses (BadInput)
    somebody whose record this user may not open, and what `relate_people` refuses.
    """
    case = open_family(case_id, actor)
    whom = find_member(case, whom_id)
    added = _person_of(case, person, actor)
    kind = _kind(details.kind, whom if is_back else added)
    join_family(case.family_id, added, "" if is_back else _place(kind, whom))
    record(action="cases.add_relative", subject=added, actor=actor, case=case)
    first, second = (whom, added) if is_back else (added, whom)
    related = RelationshipDetails(**{**vars(details), "kind": kind})
    return save_relationship(case, Relationship(first=first, second=second), actor, related)


def _kind(kind: str, parent: Person) -> str:
    """A parent of known sex is a mother or a father."""
    known = {Sex.FEMALE: RelationshipKind.MOTHER, Sex.MALE: RelationshipKind.FATHER}
    if kind == RelationshipKind.PARENT:
        return known.get(Sex(parent.sex), RelationshipKind.PARENT)
    return kind


def _place(kind: str, whom: Person) -> str:
    """A parent of a grown-up of the family is a grandparent in it."""
    if whom.kind == PersonKind.CHILD:
        return kind
    return RelationshipKind.GRANDPARENT if kind in PARENTS else ""


def _person_of(case: Case, person: RelativeDetails, actor: User) -> Person:
    if person.known_id is not None:
        people = Person.objects.locked().filter(authority_id=case.authority_id)
        known = people.filter(pk=person.known_id, merged_into=None).first()
        if known is None or not cases_with(actor, known).exists():
            raise BadInput("known_person", "Choose one of the people listed, or somebody else")
        return known
    found = Person(
        authority_id=case.authority_id,
        kind=person.kind,
        given_names=person.given_names,
        family_name=person.family_name,
        sex=person.sex,
        born_on=person.born_on,
        expected_on=None if person.born_on else person.expected_on,
    )
    found.save()
    refuse_impossible_birth(found, actor)
    index_people([found.pk])
    return found


@transaction.atomic
def complete_genogram(
    *, case_id: int, actor: User, happened_on: date, people: list[int], note: str
) -> Milestone:
    """Record that the genogram was drawn with the family on a day, and with whom (ROC-43).

    Refuses (BadInput) a day in the future or before the referral, and nobody of the family.
    """
    case = open_family(case_id, actor)
    if not people:
        raise BadInput("people", "Select who of the family took part")
    names = ", ".join(str(find_member(case, pk)) for pk in people)
    return record_milestone(
        case_id=case_id,
        actor=actor,
        kind=MilestoneKind.GENOGRAM,
        happened_on=happened_on,
        note="\n\n".join(filter(None, [f"Completed with {names}.", note])),
    )
