"""People a referral names: found among those we know, or made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from cases.models import (
    Address,
    Case,
    ContactDetail,
    DifferentPeople,
    Family,
    FamilyMember,
    FamilyRole,
    Person,
    PersonKind,
)
from cases.models.families import kind_of
from cases.selectors.duplicates import cases_with
from cases.services.keys import index_newcomer, index_people
from cin.accounts.models import LocalAuthority, User
from cin.audit.services import record
from cin.core.errors import BadInput

GROWN_UP = (PersonKind.PARENT_CARER, PersonKind.OTHER_FAMILY)


@dataclass(frozen=True, kw_only=True)
class ChildDetails:
    """The child a referral is about: one we know already (`known_id`), or a new one, who is none of
    those in `unlike` because of what `different_because` says.
    """

    given_names: str = ""
    family_name: str = ""
    born_on: date | None = None
    expected_on: date | None = None
    sex: str = "U"
    is_disabled: bool = False
    known_id: int | None = None
    different_because: str = ""
    unlike: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CarerDetails:
    """The parent or carer a referral names first: one we know already (`known_id`), or a new
    one.
    """

    given_names: str
    family_name: str
    role: str
    has_parental_responsibility: bool | None = None
    phone: str = ""
    address: str = ""
    known_id: int | None = None


def child_of(child: ChildDetails, authority: LocalAuthority) -> Person:
    """Find the child among those the authority knows, or make the record.

    Refuses (BadInput) somebody who is not known, and a child without a day of birth.
    """
    if child.known_id is not None:
        # Whoever merges the record at the same time has it locked, and is waited for.
        known = (
            Person.objects.locked()
            .filter(authority=authority, pk=child.known_id, kind=PersonKind.CHILD, merged_into=None)
            .first()
        )
        if known is None:
            raise BadInput(
                "known_child", "Choose one of the children listed, or say it is a different child"
            )
        return known
    if child.born_on is None and child.expected_on is None:
        raise BadInput(
            "born_on", "Enter the child's date of birth, or when an unborn baby is expected"
        )
    person = Person.objects.create(
        authority=authority,
        kind=PersonKind.CHILD,
        given_names=child.given_names,
        family_name=child.family_name,
        born_on=child.born_on,
        expected_on=None if child.born_on else child.expected_on,
        sex=child.sex,
        is_disabled=child.is_disabled,
    )
    index_newcomer(person)
    return person


def family_for(person: Person, carer: CarerDetails | None, actor: User) -> Family:
    """Give the child's family, made when there is none, with the carer in it.

    Refuses (BadInput) a carer we know already whose record this person may not open.
    """
    membership = (
        FamilyMember.objects.filter(person=person, role=FamilyRole.CHILD)
        .select_related("family")
        .first()
    )
    if membership is None:
        family = Family.objects.create(authority=person.authority, name=person.family_name)
        FamilyMember.objects.create(family=family, person=person, role=FamilyRole.CHILD)
    else:
        family = membership.family
    if carer is not None:
        _add_carer(family, carer, actor)
    return family


def _add_carer(family: Family, carer: CarerDetails, actor: User) -> None:
    known = family.members.filter(
        role=carer.role,
        person__given_names__iexact=carer.given_names,
        person__family_name__iexact=carer.family_name,
    )
    if carer.known_id is None and known.exists():
        return
    person = _carer_of(carer, family.authority, actor)
    FamilyMember.objects.get_or_create(
        family=family,
        person=person,
        defaults={
            "role": carer.role,
            "has_parental_responsibility": carer.has_parental_responsibility,
        },
    )


def _carer_of(carer: CarerDetails, authority: LocalAuthority, actor: User) -> Person:
    if carer.known_id is not None:
        known = (
            Person.objects.locked()
            .filter(authority=authority, pk=carer.known_id, kind__in=GROWN_UP, merged_into=None)
            .first()
        )
        if known is None or not cases_with(actor, known).exists():
            raise BadInput(
                "known_carer", "Choose one of the people listed, or say it is somebody else"
            )
        return known
    person = Person.objects.create(
        authority=authority,
        kind=kind_of(carer.role),
        given_names=carer.given_names,
        family_name=carer.family_name,
    )
    if carer.address.strip():
        Address.objects.create(person=person, lines=carer.address.strip())
    if carer.phone:
        ContactDetail.objects.create(person=person, kind="phone", value=carer.phone)
    index_people([person.pk])
    return person


@transaction.atomic
def tell_apart(
    *, case: Case, person: Person, others: Iterable[int], reason: str, actor: User
) -> None:
    """Keep that a person of a case is none of these others, and why."""
    known = Person.objects.filter(authority_id=case.authority_id, pk__in=list(others))
    for other in known.exclude(pk=person.pk).order_by("pk"):
        first, second = sorted([person.pk, other.pk])
        DifferentPeople.objects.get_or_create(
            first_id=first,
            second_id=second,
            defaults={"reason": reason, "decided_by": actor},
        )
    record(action="cases.tell_apart", subject=person, actor=actor, case=case, reason=reason)
