"""Writing down who is what to whom; the family's members follow."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from cases.models import Case, Family, FamilyRole, Person, Relationship, RelationshipKind
from cases.permissions import may_work
from cases.selectors.relationships import find_member, find_relationship
from cases.services.locking import lock_case
from cases.services.members import keep_in_step
from cases.services.related import refuse_impossible
from cases.services.withdrawing import mark_withdrawn
from cin.accounts.models import User
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed


@dataclass(frozen=True, kw_only=True)
class RelationshipDetails:
    """What is known of a relationship, as `Relationship` keeps it."""

    kind: str
    began_on: date | None = None
    bond: str = ""
    has_parental_responsibility: bool | None = None
    responsible_since: date | None = None
    responsible_by: str = ""
    note: str = ""


def open_family(case_id: int, actor: User) -> Case:
    """Lock a case and its family, for a change of who belongs to it and how.

    Refuses (NotFound) what this person may not know of, (NotPermitted) whoever does no casework in
    it, (StepNotAllowed) a closed case.
    """
    case = lock_case(case_id, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    if not case.is_open:
        raise StepNotAllowed("The case is closed, so what is known of its people stays as it is.")
    Family.objects.locked().get(pk=case.family_id)
    return case


@transaction.atomic
def relate_people(
    *, case_id: int, actor: User, first_id: int, second_id: int, details: RelationshipDetails
) -> Relationship:
    """Write down what one member of a case's family is to another.

    Refuses (BadInput) somebody related to themself, twice, before a birth, or in a circle.
    """
    case = open_family(case_id, actor)
    first, second = find_member(case, first_id), find_member(case, second_id)
    return save_relationship(case, Relationship(first=first, second=second), actor, details)


def save_relationship(
    case: Case, row: Relationship, actor: User, details: RelationshipDetails
) -> Relationship:
    """Write a new relationship, or a changed one, of a family that is locked."""
    is_new = row.pk is None
    for name, answer in vars(details).items():
        setattr(row, name, answer)
    if is_new:
        row.recorded_by = actor
    refuse_impossible(row)
    _save(row)
    keep_in_step(case.family_id, [row.first_id, row.second_id])
    _tell(case, row, actor, "cases.relate_people" if is_new else "cases.change_relationship")
    return row


@transaction.atomic
def change_relationship(
    *, case_id: int, relationship_id: int, actor: User, details: RelationshipDetails
) -> Relationship:
    """Correct what is known of a relationship; refuses as `relate_people` does."""
    case = open_family(case_id, actor)
    row = find_relationship(case, relationship_id)
    if row.is_withdrawn:
        raise StepNotAllowed("This was withdrawn, so it can no longer be changed.")
    return save_relationship(case, row, actor, details)


@transaction.atomic
def end_relationship(
    *, case_id: int, relationship_id: int, actor: User, ended_on: date, end_reason: str
) -> Relationship:
    """Record the last day of a relationship, and why it ended; it stays on the record.

    Refuses (StepNotAllowed) one that has ended, (BadInput) a day in the future or before it began.
    """
    case = open_family(case_id, actor)
    row = find_relationship(case, relationship_id)
    if row.ended_on is not None or row.is_withdrawn:
        raise StepNotAllowed("This relationship has ended already.")
    if ended_on > clock.today():
        raise BadInput("ended_on", "The last day cannot be in the future")
    if row.began_on and ended_on < row.began_on:
        raise BadInput("ended_on", "The last day cannot be before the first")
    row.ended_on, row.end_reason = ended_on, end_reason
    _save(row)
    keep_in_step(case.family_id, [row.first_id, row.second_id])
    _tell(case, row, actor, "cases.end_relationship")
    return row


@transaction.atomic
def withdraw_relationship(
    *, case_id: int, relationship_id: int, actor: User, reason: str
) -> Relationship:
    """Take back a relationship that was recorded by mistake."""
    case = open_family(case_id, actor)
    row = find_relationship(case, relationship_id)
    mark_withdrawn(row, actor=actor, reason=reason)
    keep_in_step(case.family_id, [row.first_id, row.second_id])
    _tell(case, row, actor, "cases.withdraw_relationship", reason=reason)
    return row


FROM_ROLE = {
    FamilyRole.MOTHER: RelationshipKind.MOTHER,
    FamilyRole.FATHER: RelationshipKind.FATHER,
    FamilyRole.STEP_PARENT: RelationshipKind.STEP_PARENT,
    FamilyRole.GRANDPARENT: RelationshipKind.GRANDPARENT,
    FamilyRole.OTHER_CARER: RelationshipKind.CARER,
}


def relate_newcomer(family: Family, child: Person, actor: User) -> None:
    """Relate a child who joins a family to those who care for its children, as their place in it
    says.

    Whether somebody has parental responsibility is taken over only while it can be of this child
    alone.
    """
    members = list(family.members.select_related("person").order_by("pk"))
    is_only_child = sum(member.role == FamilyRole.CHILD for member in members) == 1
    known = set(child.related_as_second.standing().values_list("first_id", flat=True))
    for member in members:
        kind = FROM_ROLE.get(FamilyRole(member.role))
        if kind is None or member.person_id in known | {child.pk}:
            continue
        held = member.has_parental_responsibility if is_only_child else None
        Relationship.objects.create(
            first=member.person,
            second=child,
            kind=kind,
            has_parental_responsibility=held,
            recorded_by=actor,
        )


def _save(row: Relationship) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as clash:
        raise BadInput("kind", "The two are related in this way already") from clash


def _tell(case: Case, row: Relationship, actor: User, action: str, **more: Any) -> None:
    details = {"first": row.first_id, "second": row.second_id, "kind": row.kind}
    record(action=action, subject=row, actor=actor, case=case, details=details, **more)
