"""Taking in a referral and deciding what follows from it."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from cases.models import (
    Address,
    Case,
    ContactDetail,
    Family,
    FamilyMember,
    FamilyRole,
    Person,
    PersonKind,
    Referral,
    ReferralConsent,
    ScreeningDecision,
)
from cases.models.families import kind_of
from cases.permissions import may_refer
from cases.selectors.referrals import obstacle_to_adding_sibling
from cases.services.locking import lock_case
from cin.accounts.models import LocalAuthority, User
from cin.audit.services import record, take_step
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, NotReady, StepNotAllowed
from cin.policy.selectors import procedure_in_force
from cin.procedures.readiness import Blocker


@dataclass(frozen=True, kw_only=True)
class ChildDetails:
    """The child a referral is about: one we know already (`known_id`), or a new one."""

    given_names: str = ""
    family_name: str = ""
    born_on: date | None = None
    expected_on: date | None = None
    sex: str = "U"
    is_disabled: bool = False
    known_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class CarerDetails:
    """The parent or carer a referral names first."""

    given_names: str
    family_name: str
    role: str
    has_parental_responsibility: bool | None = None
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class ReferralDetails:
    """Who asked, when, and why."""

    received_on: date
    source: str
    primary_need: str
    concerns: str
    consent: str
    referrer: str = ""
    consent_reason: str = ""


@transaction.atomic
def record_referral(
    *, actor: User, child: ChildDetails, details: ReferralDetails, carer: CarerDetails | None = None
) -> Case:
    """Record a referral of one child and open the child's case in the actor's team.

    Refuses a person who takes in no referrals (NotPermitted); a referral dated in the future or
    before the child was conceived, a second open case for one child, and contact without consent or
    its reason (BadInput; ROC-14).
    """
    authority_id = _authority_of(actor)
    _refuse_bad_details(details, authority_id)
    authority = LocalAuthority.objects.locked().get(pk=authority_id)
    person = _person_for(child, authority)
    _refuse_before_conception(person, details.received_on)
    _refuse_second_case(person)
    family = _family_for(person, carer)
    referral = Referral.objects.create(
        authority=authority, family=family, recorded_by=actor, **vars(details)
    )
    return _open_case(authority=authority, actor=actor, person=person, referral=referral)


@transaction.atomic
def add_sibling(*, actor: User, case_id: int, child: ChildDetails) -> Case:
    """Add a brother or sister to the referral of a case, and open that child's own case in the same
    team.

    Refuses as `record_referral` does, and (StepNotAllowed) on a closed case.
    """
    case = lock_case(case_id, actor)
    _authority_of(actor)
    if obstacle := obstacle_to_adding_sibling(case):
        raise StepNotAllowed(obstacle)
    authority = LocalAuthority.objects.locked().get(pk=case.authority_id)
    person = _person_for(child, authority)
    _refuse_before_conception(person, case.referral.received_on)
    _refuse_second_case(person)
    FamilyMember.objects.get_or_create(
        family=case.family, person=person, defaults={"role": FamilyRole.CHILD}
    )
    return _open_case(
        authority=authority,
        actor=actor,
        person=person,
        referral=case.referral,
        team_id=case.team_id,
    )


@transaction.atomic
def screen_referral(*, case_id: int, actor: User, decision: str, reason: str) -> Case:
    """Record a manager's decision on a referral: assess (ROC-18), early help (ROC-17) or no further
    action (ROC-16).

    Anything but an assessment ends the case today. Refuses (BadInput) an unknown decision, and one
    without its reason; (NotReady) an ending while a concern is undecided or a visit's record is
    unfinished.
    """
    case = lock_case(case_id, actor)
    if decision not in ScreeningDecision.values:
        raise BadInput("decision", "Choose what should happen from the list")
    if not reason.strip():
        raise BadInput("reason", "Enter the reason for the decision")
    today = clock.today()
    case.screened_on = today
    if decision == ScreeningDecision.ASSESSMENT:
        take_step(case, "accept_referral", actor=actor, reason=reason)
        return case
    if blockers := _unfinished(case):
        raise NotReady(blockers)
    case.closed_on = today
    case.close_reason = decision
    case.close_destination = "early_help" if decision == ScreeningDecision.EARLY_HELP else ""
    take_step(case, "end_at_screening", actor=actor, reason=reason)
    return case


def _unfinished(case: Case) -> list[Blocker]:
    # The later stages are asked through the case's own relations: this one knows nothing of them.
    waiting = [
        (case.concerns.filter(decided_at=None), "Decide on the concern that was raised first"),
        (case.visits.filter(visit__state="made"), "Finish the record of the visit first"),
    ]
    return [Blocker(code="unfinished", message=words) for rows, words in waiting if rows.exists()]


def _authority_of(actor: User) -> int:
    refusal = may_refer.reason(None, actor)
    if refusal or actor.authority_id is None:
        raise NotPermitted(refusal)
    return actor.authority_id


def _refuse_bad_details(details: ReferralDetails, authority_id: int) -> None:
    if details.received_on > clock.today():
        raise BadInput("received_on", "The date of the referral cannot be in the future")
    if details.consent == ReferralConsent.GIVEN or details.consent_reason.strip():
        return
    procedure = procedure_in_force(authority_id)
    if procedure.get("front_door_consent") == "required_with_override":
        raise BadInput(
            "consent_reason",
            "This authority asks for consent before any contact, unless a child may be at "
            "risk of harm. "
            "Say why you are going on without it",
        )
    raise BadInput("consent_reason", "Say why the referral goes on without the family's agreement")


def _person_for(child: ChildDetails, authority: LocalAuthority) -> Person:
    if child.known_id is not None:
        known = Person.objects.filter(authority=authority, pk=child.known_id).first()
        if known is None:
            raise BadInput(
                "known_child", "Choose one of the children listed, or say it is a different child"
            )
        return known
    if child.born_on is None and child.expected_on is None:
        raise BadInput(
            "born_on", "Enter the child's date of birth, or when an unborn baby is expected"
        )
    return Person.objects.create(
        authority=authority,
        kind=PersonKind.CHILD,
        given_names=child.given_names,
        family_name=child.family_name,
        born_on=child.born_on,
        expected_on=None if child.born_on else child.expected_on,
        sex=child.sex,
        is_disabled=child.is_disabled,
    )


def _refuse_before_conception(person: Person, received_on: date) -> None:
    # The engine, too, refuses events more than 280 days before birth.
    born_on = person.born_on or person.expected_on
    if born_on is not None and (born_on - received_on).days > 280:
        raise BadInput(
            "received_on", "The referral cannot be more than 280 days before the child's birth"
        )


def _refuse_second_case(person: Person) -> None:
    earlier = Case.objects.open().filter(child=person).first()
    if earlier is not None:
        raise BadInput(
            "known_child",
            f"{person} already has an open case, {earlier.reference}. "
            "Add what you know to that case",
        )


def _family_for(person: Person, carer: CarerDetails | None) -> Family:
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
        _add_carer(family, carer)
    return family


def _add_carer(family: Family, carer: CarerDetails) -> None:
    known = family.members.filter(
        role=carer.role,
        person__given_names__iexact=carer.given_names,
        person__family_name__iexact=carer.family_name,
    )
    if known.exists():
        return
    person = Person.objects.create(
        authority=family.authority,
        kind=kind_of(carer.role),
        given_names=carer.given_names,
        family_name=carer.family_name,
    )
    if carer.address.strip():
        Address.objects.create(person=person, lines=carer.address)
    if carer.phone:
        ContactDetail.objects.create(person=person, kind="phone", value=carer.phone)
    FamilyMember.objects.create(
        family=family,
        person=person,
        role=carer.role,
        has_parental_responsibility=carer.has_parental_responsibility,
    )


def _open_case(
    *,
    authority: LocalAuthority,
    actor: User,
    person: Person,
    referral: Referral,
    team_id: int | None = None,
) -> Case:
    authority.cases_opened += 1
    authority.save(update_fields=["cases_opened", "updated_at"])
    try:
        with transaction.atomic():
            case = Case.objects.create(
                authority=authority,
                team_id=team_id or actor.team_id,
                reference=f"{authority.prefix}-{authority.cases_opened:05d}",
                child=person,
                family=referral.family,
                referral=referral,
            )
    except IntegrityError as second:
        raise BadInput("known_child", f"{person} already has an open case") from second
    record(action="cases.record_referral", subject=case, actor=actor, states=("", case.state))
    return case
