"""Bringing a refusal to a manager, and deciding on it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from cases.models import OverrideBasis, OversightType, RefusalReview, RefusalState
from cases.models.consents import DISCUSSION
from cases.selectors.consents import (
    find_consent,
    find_review,
    needs_discussion,
    obstacle_to_review,
)
from cases.services.locking import lock_case
from cases.services.oversight import OversightDetails, record_oversight
from cases.services.withdrawing import refuse_closed
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record, refusal_of, take_step
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed
from cin.core.templatetags.cin import plain_day

# What a manager can decide, and the step that carries it out.
STEPS: Mapping[str, str] = {
    RefusalState.ACCEPTED: "accept_refusal",
    RefusalState.AUTHORISED: "authorise_override",
    RefusalState.RETURNED: "return_refusal",
    RefusalState.ESCALATED: "escalate_refusal",
}


@dataclass(frozen=True, kw_only=True)
class RefusalDetails:
    """What the worker proposes, and what worker and manager thought it through to: `basis` is the
    ground for going on without agreement, empty where the refusal is to be accepted.
    """

    reason: str
    basis: str = ""
    discussed_on: date | None = None
    short_term: str = ""
    long_term: str = ""
    implications: str = ""


@transaction.atomic
def bring_refusal(*, consent_id: int, actor: User, details: RefusalDetails) -> RefusalReview:
    """Bring what was refused, withdrawn or not asked for to a manager (ROC-26, ROC-27, BIR-22).

    Refuses (NotPermitted) somebody who does not work on the case; (StepNotAllowed) an answer that
    no longer stands or that waits or was decided already; (BadInput) no reason, and a reflective
    discussion that the procedure wants and that is not told, or is told of a day ahead or before
    the answer.
    """
    consent = find_consent(actor, consent_id)
    case = lock_case(consent.case_id, actor)
    consent.case = case
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    if obstacle := obstacle_to_review(consent):
        raise StepNotAllowed(obstacle)
    _refuse_bad(details, answered_on=consent.answered_on, must_discuss=needs_discussion(consent))
    review = RefusalReview.objects.create(
        case=case, consent=consent, asked_by=actor, **asdict(details)
    )
    record(
        action="cases.bring_refusal",
        subject=review,
        actor=actor,
        states=("", review.state),
        reason=details.reason,
        details={"kind": consent.purpose},
    )
    return review


@transaction.atomic
def decide_on_refusal(
    *, review_id: int, actor: User, decision: str, reason: str, basis: str = ""
) -> RefusalReview:
    """Decide on a refusal as a manager, in a management oversight note (ROC-29): accept it (ROC-27,
    BIR-22), authorise going on, send the worker back, or have the threshold of significant harm
    considered (ROC-28, BIR-23).

    Refuses (NotPermitted) whoever brought it and anybody but a manager; (StepNotAllowed) one that
    was decided or overtaken already, and a closed case; (BadInput) no reasons, and an authority to
    go on without its ground.
    """
    found = find_review(actor, review_id)
    case = lock_case(found.case_id, actor)
    review = RefusalReview.objects.locked().select_related("consent__person").get(pk=review_id)
    review.case = review.consent.case = case
    step = STEPS.get(decision)
    if step is None:
        raise BadInput("decision", "Select your decision")
    if refusal := refusal_of(review, step, actor):
        raise NotPermitted(refusal)
    refuse_closed(case)
    if not reason.strip():
        raise BadInput("reason", "Give the reasons for your decision")
    if decision == RefusalState.AUTHORISED:
        review.basis = _ground(basis or review.basis)
    moment = clock.now()
    review.decided_by, review.decided_at = actor, moment
    review.decision_reason = reason
    take_step(review, step, actor=actor, reason=reason, details={"kind": review.consent.purpose})
    _note_decision(review, actor, clock.day_of(moment))
    return review


def _ground(basis: str) -> str:
    if basis not in OverrideBasis.values:
        raise BadInput("basis", "Select the ground for going on without agreement")
    return basis


def _note_decision(review: RefusalReview, actor: User, today: date) -> None:
    consent = review.consent
    decision = [f"{consent.purpose_in_words}: {review.get_state_display().lower()}."]
    if review.state == RefusalState.AUTHORISED:
        decision.append(f"{review.get_basis_display()}.")
    told = [getattr(review, name) for name in DISCUSSION if getattr(review, name)]
    if review.discussed_on:
        told.insert(0, f"Talked through on {plain_day(review.discussed_on)}.")
    record_oversight(
        case_id=review.case_id,
        actor=actor,
        details=OversightDetails(
            type=OversightType.CONSENT_REFUSED,
            held_on=today,
            decision=" ".join(decision),
            rationale=review.decision_reason,
            reflection="\n\n".join(told),
        ),
    )


def _refuse_bad(details: RefusalDetails, *, answered_on: date, must_discuss: bool) -> None:
    if not details.reason.strip():
        raise BadInput("reason", "Say what you propose, and why")
    if details.basis:
        _ground(details.basis)
    _refuse_bad_day(details.discussed_on, answered_on)
    if must_discuss:
        _refuse_untold(details)


def _refuse_bad_day(discussed_on: date | None, answered_on: date) -> None:
    if discussed_on is None:
        return
    if discussed_on > clock.today():
        raise BadInput("discussed_on", "The discussion cannot be in the future")
    if discussed_on < answered_on:
        raise BadInput("discussed_on", "The discussion cannot be before the refusal")


def _refuse_untold(details: RefusalDetails) -> None:
    if details.discussed_on is None:
        raise BadInput("discussed_on", "Enter when you talked it through with your manager")
    for name, question in DISCUSSION.items():
        if not getattr(details, name).strip():
            raise BadInput(name, f"Answer: {question}")
