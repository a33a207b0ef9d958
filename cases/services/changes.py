"""Recording what happened to a family, on which day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from cases.models import Case, Change, ChangeKind
from cases.selectors.changes import (
    change_refusal,
    find_change,
    obstacle_of_the_move,
    obstacle_to_declining,
)
from cases.services.locking import lock_case
from cases.services.standing_on import take_back_what_stands_on
from cases.services.withdrawing import mark_withdrawn, refuse_closed
from cin.accounts.models import User
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed

# What another authority or a conference decided may be older than the referral; a slip of the
# year is older still.
_BEFORE_REFERRAL = timedelta(days=366)


@dataclass(frozen=True, kw_only=True)
class ChangeDetails:
    """When something happened and a note of it; for a significant change, whether the child is to
    be assessed anew, and why or why not.
    """

    happened_on: date
    note: str
    needs_assessment: bool | None = None
    assessment_reason: str = ""


@transaction.atomic
def record_change(*, case_id: int, actor: User, kind: str, details: ChangeDetails) -> Change:
    """Record what happened to a family on a day, today or earlier (ROC-128, ROC-132, ROC-161).

    Refuses (NotPermitted) somebody whose part it is not; (StepNotAllowed) a closed case, and to
    decline an early review without saying after which change; (BadInput) as `note_change`, and a
    significant change without an answer about a new assessment (ROC-132).
    """
    case = lock_case(case_id, actor)
    if kind == ChangeKind.EARLY_REVIEW_DECLINED:
        raise StepNotAllowed("Say after which change no early review is needed.")
    if refusal := change_refusal(case, actor, kind):
        raise NotPermitted(refusal)
    if obstacle := obstacle_of_the_move(case, kind):
        raise StepNotAllowed(obstacle)
    if kind == ChangeKind.SIGNIFICANT_CHANGE:
        _refuse_unanswered(details)
    return note_change(case, actor=actor, kind=kind, details=details)


@transaction.atomic
def note_change(case: Case, *, actor: User, kind: str, details: ChangeDetails) -> Change:
    """Write a change into a locked case, on behalf of the stage at which it came to light, such as
    a visit or a meeting.

    Whether the child is to be assessed anew may still be open. Refuses (StepNotAllowed) a closed
    case; (BadInput) a day in the future or long before the referral, and no note.
    """
    refuse_closed(case)
    _refuse_impossible(case, details)
    change = Change.objects.create(
        case=case,
        kind=kind,
        happened_on=details.happened_on,
        note=details.note,
        needs_assessment=details.needs_assessment,
        assessment_reason=details.assessment_reason,
        recorded_by=actor,
    )
    _write_down("cases.record_change", change, actor)
    return change


@transaction.atomic
def decline_early_review(*, change_id: int, actor: User, reason: str) -> Change:
    """Have a manager find that no early review is needed after a change, today, with the reason
    (PET-37, BOL-38, ROC-128).

    Refuses (NotPermitted) anybody but a manager; (StepNotAllowed) a change that asks for none or
    was answered already; (BadInput) no reason.
    """
    change = _locked(change_id, actor)
    if refusal := change_refusal(change.case, actor, ChangeKind.EARLY_REVIEW_DECLINED):
        raise NotPermitted(refusal)
    if obstacle := obstacle_to_declining(change):
        raise StepNotAllowed(obstacle)
    if not reason.strip():
        raise BadInput("reason", "Say why no early review is needed")
    declined = Change.objects.create(
        case=change.case,
        kind=ChangeKind.EARLY_REVIEW_DECLINED,
        happened_on=clock.today(),
        note=reason,
        declines=change,
        recorded_by=actor,
    )
    _write_down("cases.record_change", declined, actor, reason)
    return declined


@transaction.atomic
def withdraw_change(*, change_id: int, actor: User, reason: str) -> Change:
    """Take back a change that was recorded by mistake, and what later stages have standing on it:
    the dates are as if it never was.

    Refuses (NotPermitted) as for recording it, (StepNotAllowed) one withdrawn already and one whose
    consequences stand, (BadInput) no reason.
    """
    change = _locked(change_id, actor)
    if refusal := change_refusal(change.case, actor, change.kind):
        raise NotPermitted(refusal)
    mark_withdrawn(change, actor=actor, reason=reason)
    _write_down("cases.withdraw_change", change, actor, reason)
    take_back_what_stands_on(change, actor=actor, reason=reason)
    return change


def _locked(change_id: int, actor: User) -> Change:
    case = lock_case(find_change(actor, change_id).case_id, actor)
    change = Change.objects.locked().get(pk=change_id)
    change.case = case
    return change


def _refuse_impossible(case: Case, details: ChangeDetails) -> None:
    if details.happened_on > clock.today():
        raise BadInput("happened_on", "The date cannot be in the future")
    if details.happened_on < case.referral.received_on - _BEFORE_REFERRAL:
        raise BadInput("happened_on", "The date is more than a year before the referral: check it")
    if not details.note.strip():
        raise BadInput("note", "Write a note of what happened")


def _refuse_unanswered(details: ChangeDetails) -> None:
    if details.needs_assessment is None:
        raise BadInput("needs_assessment", "Say whether the child needs a new assessment")
    if not details.assessment_reason.strip():
        raise BadInput("assessment_reason", "Say why, or why not")


def _write_down(action: str, change: Change, actor: User, reason: str = "") -> None:
    record(
        action=action,
        subject=change,
        actor=actor,
        reason=reason,
        details={"kind": change.kind},
    )
