"""Taking in a referral and deciding what follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import IntegrityError, transaction

from cases.models import (
    Case,
    Family,
    FamilyMember,
    FamilyRole,
    Person,
    Referral,
    ReferralConsent,
    ScreeningDecision,
    TellingKind,
)
from cases.models.referral import LONDON
from cases.permissions import may_refer
from cases.selectors.access import visible_cases
from cases.selectors.agreements import early_help_blockers
from cases.selectors.matching import who_holds
from cases.selectors.referrals import obstacle_to_adding_sibling
from cases.services.early_help import (
    EarlyHelpDetails,
    HelpDetails,
    refer_to_early_help,
    refuse_bad_history,
    refuse_nameless_service,
    write_earlier_help,
)
from cases.services.informing import TellingDetails, write_telling
from cases.services.locking import lock_case
from cases.services.newcomers import (
    CarerDetails,
    ChildDetails,
    child_of,
    family_for,
    tell_apart,
)
from cases.services.relationships import relate_newcomer
from cin.accounts.models import LocalAuthority, User
from cin.audit.services import record, take_step
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, NotReady, StepNotAllowed
from cin.policy.selectors import procedure_in_force
from cin.procedures.readiness import Blocker


@dataclass(frozen=True, kw_only=True)
class ReferralDetails:
    """Who asked, when, and why; what the child wants, what was tried before, and whether the family
    knows. `received_time` is local, and None where nobody knows it.
    """

    received_on: date
    source: str
    primary_need: str
    concerns: str
    consent: str
    referrer: str = ""
    consent_reason: str = ""
    received_time: time | None = None
    child_voice: str = ""
    child_not_heard: str = ""
    early_help: str = ""
    early_help_reason: str = ""
    earlier_help: Sequence[HelpDetails] = ()
    family_told: TellingDetails | None = None


@transaction.atomic
def record_referral(
    *, actor: User, child: ChildDetails, details: ReferralDetails, carer: CarerDetails | None = None
) -> Case:
    """Record a referral of one child and open the child's case in the actor's team.

    Refuses a person who takes in no referrals (NotPermitted); a referral dated in the future or
    before the child was conceived, a second open case for one child, contact without consent or its
    reason (BadInput; ROC-14), and what `write_earlier_help` and `write_telling` refuse.
    """
    authority_id = _authority_of(actor)
    _refuse_bad_details(details, authority_id)
    authority = LocalAuthority.objects.locked().get(pk=authority_id)
    person = child_of(child, authority)
    _refuse_before_conception(person, details.received_on)
    _refuse_second_case(person, actor)
    family = family_for(person, carer, actor)
    relate_newcomer(family, person, actor)
    referral = _write_referral(authority, family, actor, details)
    case = _open_case(authority=authority, actor=actor, person=person, referral=referral)
    if details.family_told is not None:
        kind = TellingKind.FAMILY_OF_REFERRAL
        write_telling(case, actor=actor, kind=kind, details=details.family_told)
    _tell_apart(case, child, actor)
    return case


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
    person = child_of(child, authority)
    _refuse_before_conception(person, case.referral.received_on)
    _refuse_second_case(person, actor)
    FamilyMember.objects.get_or_create(
        family=case.family, person=person, defaults={"role": FamilyRole.CHILD}
    )
    relate_newcomer(case.family, person, actor)
    opened = _open_case(
        authority=authority,
        actor=actor,
        person=person,
        referral=case.referral,
        team_id=case.team_id,
    )
    _tell_apart(opened, child, actor)
    return opened


@transaction.atomic
def screen_referral(
    *,
    case_id: int,
    actor: User,
    decision: str,
    reason: str,
    early_help: EarlyHelpDetails | None = None,
) -> Case:
    """Record a manager's decision on a referral: assess (ROC-18), early help (ROC-17) or no further
    action (ROC-16).

    Anything but an assessment ends the case today; early help says with which service. Refuses
    (BadInput) an unknown decision, one without its reason, and early help that names no service;
    (NotReady) an ending while a concern is undecided or a visit's record is unfinished, and early
    help that the family has not agreed to where the procedure requires it.
    """
    case = lock_case(case_id, actor)
    if decision not in ScreeningDecision.values:
        raise BadInput("decision", "Choose what should happen from the list")
    if not reason.strip():
        raise BadInput("reason", "Enter the reason for the decision")
    moment = clock.now()
    today = clock.day_of(moment)
    case.screened_on, case.screened_at = today, moment
    if decision == ScreeningDecision.ASSESSMENT:
        take_step(case, "accept_referral", actor=actor, reason=reason)
        return case
    blockers = _unfinished(case)
    if decision == ScreeningDecision.EARLY_HELP:
        refuse_nameless_service(early_help)
        blockers += early_help_blockers(case, today)
    if blockers:
        raise NotReady(blockers)
    case.closed_on = today
    case.close_reason = decision
    case.close_destination = "early_help" if decision == ScreeningDecision.EARLY_HELP else ""
    take_step(case, "end_at_screening", actor=actor, reason=reason)
    if decision == ScreeningDecision.EARLY_HELP and early_help is not None:
        refer_to_early_help(case, actor=actor, details=early_help)
    return case


def _write_referral(
    authority: LocalAuthority, family: Family, actor: User, details: ReferralDetails
) -> Referral:
    answers = {**vars(details)}
    help_before, _ = answers.pop("earlier_help"), answers.pop("family_told")
    referral = Referral.objects.create(
        authority=authority, family=family, recorded_by=actor, **answers
    )
    write_earlier_help(referral, help_before)
    return referral


def _unfinished(case: Case) -> list[Blocker]:
    # The later stages are asked through the case's own relations: this one knows nothing of them.
    waiting = [
        (case.concerns.filter(decided_at=None), "Decide on the concern that was raised first"),
        (
            case.concerns.filter(state="strategy", discussion=None),
            "Record the strategy discussion that was called first",
        ),
        (
            case.strategies.filter(decision__startswith="s47_").exclude(
                discussion__enquiries__case=case
            ),
            "Begin the section 47 enquiry that the strategy discussion decided on first",
        ),
        (case.s47_enquiries.filter(completed_at=None), "Complete the section 47 enquiry first"),
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
    _refuse_later_today(details)
    refuse_bad_history(details.early_help, details.early_help_reason, details.earlier_help)
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


def _refuse_later_today(details: ReferralDetails) -> None:
    if details.received_time is None:
        return
    received = datetime.combine(details.received_on, details.received_time, tzinfo=LONDON)
    if received > clock.now():
        raise BadInput("received_time", "The time of the referral cannot be in the future")


def _refuse_before_conception(person: Person, received_on: date) -> None:
    # The engine, too, refuses events more than 280 days before birth.
    born_on = person.born_on or person.expected_on
    if born_on is not None and (born_on - received_on).days > 280:
        raise BadInput(
            "received_on", "The referral cannot be more than 280 days before the child's birth"
        )


def _refuse_second_case(person: Person, actor: User) -> None:
    earlier = Case.objects.open().filter(child=person).select_related("team").first()
    if earlier is None:
        return
    if visible_cases(actor).filter(pk=earlier.pk).exists():
        raise BadInput(
            "known_child",
            f"{person} already has an open case, {earlier.reference}. "
            "Add what you know to that case",
        )
    raise BadInput(
        "known_child",
        f"{person} already has an open case with another team. Tell {who_holds(earlier)} what you "
        "know",
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
    for earlier in Case.objects.filter(child=person).exclude(pk=case.pk):
        record(action="cases.refer_again", subject=case, actor=actor, case=earlier)
    return case


def _tell_apart(case: Case, child: ChildDetails, actor: User) -> None:
    if child.known_id is None and child.unlike and child.different_because.strip():
        tell_apart(
            case=case,
            person=case.child,
            others=child.unlike,
            reason=child.different_because.strip(),
            actor=actor,
        )
