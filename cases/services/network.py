"""Writing down who works with a child beside the social worker."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from cases.models import Agency, Case, ContactDetail, NetworkMember, Person, PersonKind
from cases.selectors.network import find_network_member
from cases.services.keys import index_people
from cases.services.people import agency_named
from cases.services.relationships import open_family
from cases.services.withdrawing import mark_withdrawn
from cin.accounts.models import User
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, StepNotAllowed


@dataclass(frozen=True, kw_only=True)
class ProfessionalDetails:
    """A professional: one we know already (`known_id`), or a new one, and where they work: at an
    agency we know (`agency_id`), or one by its name.
    """

    given_names: str = ""
    family_name: str = ""
    agency: str = ""
    agency_kind: str = "other"
    phone: str = ""
    email: str = ""
    known_id: int | None = None
    agency_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class PartDetails:
    """A professional's part in the work with one child."""

    role: str
    began_on: date | None = None
    frequency: str = ""
    is_invited: bool = True
    receives_papers: bool = True
    is_lead: bool = False


@transaction.atomic
def add_to_network(
    *, case_id: int, actor: User, professional: ProfessionalDetails, part: PartDetails
) -> NetworkMember:
    """Add a professional to those who work with a case's child.

    Refuses (BadInput) somebody who is among them already, a second lead professional, and a day in
    the future.
    """
    case = open_family(case_id, actor)
    person = _professional(case, professional)
    member = NetworkMember(child_id=case.child_id, person=person, recorded_by=actor)
    _write(member, part)
    record(action="cases.add_to_network", subject=member, actor=actor, case=case)
    return member


@transaction.atomic
def change_network(
    *, case_id: int, actor: User, member_id: int, part: PartDetails
) -> NetworkMember:
    """Change a professional's part in the work; refuses as `add_to_network` does, and
    (StepNotAllowed) one who has left.
    """
    case = open_family(case_id, actor)
    member = find_network_member(case, member_id)
    if member.ended_on is not None:
        raise StepNotAllowed("This professional has left the network.")
    _write(member, part)
    record(action="cases.change_network", subject=member, actor=actor, case=case)
    return member


@transaction.atomic
def leave_network(
    *, case_id: int, actor: User, member_id: int, ended_on: date, end_reason: str
) -> NetworkMember:
    """Record that a professional works with the child no longer.

    Refuses (StepNotAllowed) one who has left, (BadInput) a day in the future or before they began.
    """
    case = open_family(case_id, actor)
    member = find_network_member(case, member_id)
    if member.ended_on is not None:
        raise StepNotAllowed("This professional has left the network.")
    if ended_on > clock.today():
        raise BadInput("ended_on", "The last day cannot be in the future")
    if member.began_on and ended_on < member.began_on:
        raise BadInput("ended_on", "The last day cannot be before the first")
    member.ended_on, member.end_reason = ended_on, end_reason
    member.save()
    record(action="cases.leave_network", subject=member, actor=actor, case=case)
    return member


@transaction.atomic
def withdraw_from_network(
    *, case_id: int, actor: User, member_id: int, reason: str
) -> NetworkMember:
    """Take back a professional's part in the work that was recorded in error, one that has ended
    too.

    Refuses (NotFound) one withdrawn already, (BadInput) no reason.
    """
    case = open_family(case_id, actor)
    member = find_network_member(case, member_id)
    mark_withdrawn(member, actor=actor, reason=reason)
    record(
        action="cases.withdraw_from_network", subject=member, actor=actor, case=case, reason=reason
    )
    return member


def _write(member: NetworkMember, part: PartDetails) -> None:
    if part.began_on and part.began_on > clock.today():
        raise BadInput("began_on", "The day cannot be in the future")
    for name, answer in vars(part).items():
        setattr(member, name, answer)
    others = NetworkMember.objects.filter(child_id=member.child_id, ended_on=None)
    lead = others.filter(is_lead=True).exclude(pk=member.pk).select_related("person").first()
    if part.is_lead and lead is not None:
        raise BadInput("is_lead", f"{lead.person} is the lead professional: change that first")
    try:
        with transaction.atomic():
            member.save()
    except IntegrityError as clash:
        raise BadInput("known_person", "This professional is in the network already") from clash


def _agency(case: Case, agency_id: int) -> Agency:
    known = Agency.objects.filter(authority_id=case.authority_id, pk=agency_id).first()
    if known is None:
        raise BadInput("known_agency", "Choose one of the agencies listed, or another agency")
    return known


def _professional(case: Case, told: ProfessionalDetails) -> Person:
    people = Person.objects.filter(
        authority_id=case.authority_id, kind=PersonKind.PROFESSIONAL, merged_into=None
    )
    if told.known_id is not None:
        known = people.filter(pk=told.known_id).first()
        if known is None:
            raise BadInput("known_person", "Choose one of the people listed, or somebody else")
        return known
    person = Person(
        authority_id=case.authority_id,
        kind=PersonKind.PROFESSIONAL,
        given_names=told.given_names,
        family_name=told.family_name,
    )
    if told.agency_id is not None:
        person.agency = _agency(case, told.agency_id)
    else:
        person.agency = agency_named(person, told.agency, told.agency_kind)
    person.save()
    for kind, value in (("phone", told.phone), ("email", told.email)):
        if value:
            ContactDetail.objects.create(person=person, kind=kind, value=value)
    index_people([person.pk])
    return person
