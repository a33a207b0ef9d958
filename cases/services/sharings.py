"""Writing down what was shared about a family, and the advice asked about sharing."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from cases.models import (
    Adviser,
    Case,
    OverrideBasis,
    Sharing,
    SharingAdvice,
    SharingBasis,
    TellingWay,
)
from cases.selectors.sharings import (
    MANAGER,
    PROTECTION,
    Allowance,
    allowances,
    find_advice,
    find_sharing,
    obstacle_to_answering,
)
from cases.services.locking import lock_case
from cases.services.telling import mind_limits
from cases.services.withdrawing import mark_withdrawn
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed


@dataclass(frozen=True, kw_only=True)
class SharingDetails:
    """What was shared, with whom, why, when, how and by whom; `allowed_by` is the key of what
    allowed it, and `despite` a manager's reason for telling somebody who is not to be told.
    """

    recipients: str
    what: str
    why: str
    shared_on: date
    way: str
    shared_by: str
    allowed_by: str
    ground: str = ""
    grounds: str = ""
    despite: str = ""


@transaction.atomic
def record_sharing(*, case_id: int, actor: User, details: SharingDetails) -> Sharing:
    """Record that information was shared and on what basis: consent, a manager's authority with its
    ground, or the protection of a child (BIR-08, BIR-84, HIL-131).

    It can be recorded on a closed case too. Refuses (NotPermitted) somebody who does no casework
    here; (BadInput) a day ahead or before the referral, something that does not allow it, a ground
    that is not given, and somebody who is not to be told.
    """
    case = _locked(case_id, actor)
    _refuse_incomplete(case, details)
    mind_limits(case, actor, names=details.recipients, despite=details.despite, field="recipients")
    sharing = Sharing(
        case=case,
        recipients=details.recipients,
        what=details.what,
        why=details.why,
        shared_on=details.shared_on,
        way=details.way,
        shared_by=details.shared_by,
        recorded_by=actor,
    )
    _set_basis(sharing, _allowed(case, actor, details), actor, details)
    sharing.save()
    record(
        action="cases.record_sharing",
        subject=sharing,
        actor=actor,
        details={"basis": sharing.basis},
    )
    return sharing


def _refuse_incomplete(case: Case, details: SharingDetails) -> None:
    asked = [
        ("recipients", details.recipients, "Enter who it was shared with"),
        ("what", details.what, "Enter what was shared"),
        ("why", details.why, "Say why they needed to know"),
        ("shared_by", details.shared_by, "Enter who shared it"),
    ]
    for field, text, message in asked:
        if not text.strip():
            raise BadInput(field, message)
    _refuse_day(case, details.shared_on, "shared_on")
    if details.way not in TellingWay.values:
        raise BadInput("way", "Select how it was shared")


def _refuse_day(case: Case, day: date, field: str) -> None:
    if day > clock.today():
        raise BadInput(field, "The date cannot be in the future")
    first = case.referral.received_on
    if day < first:
        raise BadInput(field, f"The date cannot be before the referral of {first:%-d %B %Y}")


def _allowed(case: Case, actor: User, details: SharingDetails) -> Allowance:
    for each in allowances(case, actor, details.shared_on):
        if each.key == details.allowed_by:
            return each
    raise BadInput("allowed_by", "This did not allow sharing on that day: select what did")


def _set_basis(sharing: Sharing, allowed: Allowance, actor: User, details: SharingDetails) -> None:
    if allowed.consent is not None:
        sharing.basis, sharing.consent = SharingBasis.CONSENT, allowed.consent
        return
    if allowed.review is not None:
        review = allowed.review
        sharing.basis, sharing.review = SharingBasis.AUTHORISED, review
        sharing.ground, sharing.grounds = review.basis, review.decision_reason
        sharing.authorised_by = review.decided_by
        return
    sharing.grounds = details.grounds
    if not details.grounds.strip():
        raise BadInput("grounds", "Say what harm not sharing, or waiting, would have meant")
    if allowed.key == PROTECTION:
        sharing.basis = SharingBasis.PROTECTION
        return
    if allowed.key == MANAGER and details.ground not in OverrideBasis.values:
        raise BadInput("ground", "Select the ground")
    sharing.basis, sharing.ground = SharingBasis.AUTHORISED, details.ground
    sharing.authorised_by = actor


@transaction.atomic
def withdraw_sharing(*, sharing_id: int, actor: User, reason: str) -> Sharing:
    """Take back a sharing that was entered in error; refuses as `mark_withdrawn` does."""
    case = _locked(find_sharing(actor, sharing_id).case_id, actor)
    sharing = Sharing.objects.locked().get(pk=sharing_id)
    sharing.case = case
    mark_withdrawn(sharing, actor=actor, reason=reason)
    record(action="cases.withdraw_sharing", subject=sharing, actor=actor, reason=reason)
    return sharing


@dataclass(frozen=True, kw_only=True)
class AdviceDetails:
    """Who was asked what about sharing, when; and the answer, if they gave one."""

    adviser: str
    adviser_name: str
    question: str
    asked_on: date
    answer: str = ""
    answered_on: date | None = None


@transaction.atomic
def ask_advice(*, case_id: int, actor: User, details: AdviceDetails) -> SharingAdvice:
    """Record that a team manager, the Caldicott Guardian or Legal Services was asked about sharing,
    with the answer if there is one (BIR-85, HIL-132).

    Refuses (NotPermitted) somebody who does no casework here; (BadInput) an adviser who is none of
    these, a day ahead or before the referral, no question.
    """
    case = _locked(case_id, actor)
    if details.adviser not in Adviser.values:
        raise BadInput("adviser", "Select who was asked")
    if not details.adviser_name.strip():
        raise BadInput("adviser_name", "Enter the name of who was asked")
    if not details.question.strip():
        raise BadInput("question", "Enter what was asked")
    _refuse_day(case, details.asked_on, "asked_on")
    advice = SharingAdvice(
        case=case,
        adviser=details.adviser,
        adviser_name=details.adviser_name,
        question=details.question,
        asked_on=details.asked_on,
        asked_by=actor,
    )
    if details.answer.strip():
        _answer(advice, actor, details.answer, details.answered_on)
    advice.save()
    record(action="cases.ask_sharing_advice", subject=advice, actor=actor)
    return advice


@transaction.atomic
def answer_advice(*, advice_id: int, actor: User, answer: str, answered_on: date) -> SharingAdvice:
    """Record what the adviser answered; refuses (StepNotAllowed) a question that was answered or
    withdrawn, (BadInput) no answer, and a day ahead or before the question.
    """
    case = _locked(find_advice(actor, advice_id).case_id, actor)
    advice = SharingAdvice.objects.locked().get(pk=advice_id)
    advice.case = case
    if obstacle := obstacle_to_answering(advice):
        raise StepNotAllowed(obstacle)
    _answer(advice, actor, answer, answered_on)
    advice.save()
    record(action="cases.answer_sharing_advice", subject=advice, actor=actor)
    return advice


def _answer(advice: SharingAdvice, actor: User, answer: str, answered_on: date | None) -> None:
    if not answer.strip():
        raise BadInput("answer", "Enter the answer")
    if answered_on is None or not advice.asked_on <= answered_on <= clock.today():
        raise BadInput("answered_on", "Enter the day of the answer: from the question until today")
    advice.answer, advice.answered_on = answer, answered_on
    advice.answer_recorded_by = actor


@transaction.atomic
def withdraw_advice(*, advice_id: int, actor: User, reason: str) -> SharingAdvice:
    """Take back a question about sharing that was entered in error; refuses as `mark_withdrawn`
    does.
    """
    case = _locked(find_advice(actor, advice_id).case_id, actor)
    advice = SharingAdvice.objects.locked().get(pk=advice_id)
    advice.case = case
    mark_withdrawn(advice, actor=actor, reason=reason)
    record(action="cases.withdraw_sharing_advice", subject=advice, actor=actor, reason=reason)
    return advice


def _locked(case_id: int, actor: User) -> Case:
    case = lock_case(case_id, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    return case
