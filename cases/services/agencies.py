"""Keeping the agencies that know families, once each."""

from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction

from cases.models import Agency
from cases.selectors.agencies import find_agency, version_of
from cin.accounts.models import User
from cin.audit.models import AuditEvent
from cin.core.errors import BadInput, ChangedMeanwhile, NotPermitted


@dataclass(frozen=True, kw_only=True)
class AgencyDetails:
    """What is known of an agency."""

    name: str
    kind: str
    phone: str = ""
    email: str = ""
    address: str = ""


@transaction.atomic
def add_agency(*, actor: User, details: AgencyDetails) -> Agency:
    """Write down an agency of the authority.

    Refuses (NotPermitted) whoever does no casework, (BadInput) one that is known already.
    """
    if actor.authority_id is None or not actor.may_find_people:
        raise NotPermitted("Only practitioners and their managers can add an agency.")
    agency = Agency(authority_id=actor.authority_id)
    return _save(agency, actor, details, "cases.add_agency")


@transaction.atomic
def change_agency(
    *, agency_id: int, actor: User, seen_version: int | None, details: AgencyDetails
) -> Agency:
    """Change what is known of an agency, for every child it is written with; refuses as
    `add_agency` does, (NotFound) one of another authority, and (ChangedMeanwhile) when somebody
    else wrote since `seen_version`.
    """
    agency = Agency.objects.locked().get(pk=find_agency(actor, agency_id).pk)
    _refuse_stale(agency, seen_version, details)
    return _save(agency, actor, details, "cases.change_agency")


def _refuse_stale(agency: Agency, seen_version: int | None, details: AgencyDetails) -> None:
    version = version_of(agency)
    if seen_version is None or seen_version == version:
        return
    mine = asdict(details)
    raise ChangedMeanwhile(
        "Somebody else changed this agency after you opened it. Look at what it says now, "
        "then save again.",
        theirs={name: value for name in mine if (value := getattr(agency, name)) != mine[name]},
        version=version,
    )


def _save(agency: Agency, actor: User, details: AgencyDetails, action: str) -> Agency:
    if not details.name.strip():
        raise BadInput("name", "Enter the name of the agency")
    for name, answer in asdict(details).items():
        setattr(agency, name, answer.strip())
    try:
        with transaction.atomic():
            agency.save()
    except IntegrityError as clash:
        raise BadInput("name", "An agency of this name and kind is known already") from clash
    # An agency belongs to no case, so the book is written without one.
    AuditEvent.objects.create(
        authority_id=agency.authority_id,
        actor_id=actor.pk,
        actor_name=actor.name,
        action=action,
        subject_type=agency._meta.label_lower,
        subject_id=agency.pk,
    )
    return agency
