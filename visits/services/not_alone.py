"""The decision that a child need not be seen alone: asked for, made, reviewed and ended."""

from datetime import date

from django.db import transaction

from cases.services.locking import lock_case
from cin.accounts.models import User
from cin.audit.services import record, take_step
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed
from visits.models import NotAloneDecision, NotAloneState
from visits.permissions import may_manage
from visits.selectors import find_decision, obstacle_to_asking
from visits.services.children import lock_open


@transaction.atomic
def ask_not_alone(*, case_id: int, actor: User, reason: str) -> NotAloneDecision:
    """Ask a manager to decide that a child need not be seen alone (ROC-94).

    Refuses (BadInput) no reason; (StepNotAllowed) a closed case, a procedure that knows no such
    decision, and while one is asked for already.
    """
    case = lock_open(case_id, actor)
    if obstacle := obstacle_to_asking(case):
        raise StepNotAllowed(obstacle)
    if not reason.strip():
        raise BadInput("reason", "Say why the child should not be seen alone")
    decision = NotAloneDecision.objects.create(case=case, asked_by=actor, reason=reason)
    record(action="visits.ask_not_alone", subject=decision, actor=actor, reason=reason)
    return decision


@transaction.atomic
def decide_not_alone(
    *, decision_id: int, actor: User, agrees: bool, rationale: str, valid_until: date | None = None
) -> NotAloneDecision:
    """Record a manager's decision, from today to `valid_until` (included) where it agrees; an
    earlier one of the same child ends with it.

    Refuses (NotPermitted) whoever asked for it, and anybody but a manager; (BadInput) no rationale,
    and an end that is missing or past.
    """
    decision = _locked(decision_id, actor)
    if not rationale.strip():
        raise BadInput("rationale", "Enter the reasons for the decision")
    if agrees:
        _refuse_bad_end(valid_until)
    today = clock.today()
    decision.decided_by, decision.decided_on = actor, today
    decision.rationale = rationale
    decision.valid_until = valid_until if agrees else None
    take_step(decision, "agree" if agrees else "refuse", actor=actor, reason=rationale)
    if agrees:
        _end_earlier(decision, actor, today)
    return decision


@transaction.atomic
def review_not_alone(
    *, decision_id: int, actor: User, continues: bool, note: str, valid_until: date | None = None
) -> NotAloneDecision:
    """Record that a manager reviewed an agreed decision, today, in supervision (ROC-95): it goes on
    to `valid_until` (included), or ends.

    Refuses (NotPermitted) anybody but a manager, and whoever asked for it to go on; (BadInput) no
    note, and an end that is missing or past; (StepNotAllowed) a decision that is not in force.
    """
    decision = _locked(decision_id, actor)
    if refusal := may_manage.reason(decision, actor):
        raise NotPermitted(refusal)
    if continues and decision.asked_by_id == actor.pk:
        raise NotPermitted("You asked for this decision, so another manager must confirm it.")
    if not note.strip():
        raise BadInput("note", "Say what was found at the review")
    if decision.state != NotAloneState.AGREED:
        raise StepNotAllowed("This decision is not in force, so it cannot be reviewed.")
    today = clock.today()
    decision.reviewed_by, decision.reviewed_on, decision.review_note = actor, today, note
    if not continues:
        decision.ended_on = today
        take_step(decision, "end", actor=actor, reason=note)
        return decision
    _refuse_bad_end(valid_until)
    decision.valid_until = valid_until
    decision.save()
    record(action="visits.review_not_alone", subject=decision, actor=actor, reason=note)
    return decision


def _locked(decision_id: int, actor: User) -> NotAloneDecision:
    case = lock_case(find_decision(actor, decision_id).case_id, actor)
    decision = NotAloneDecision.objects.locked().get(pk=decision_id)
    decision.case = case
    return decision


def _refuse_bad_end(valid_until: date | None) -> None:
    if valid_until is None:
        raise BadInput("valid_until", "Enter the last day on which the decision holds")
    if valid_until < clock.today():
        raise BadInput("valid_until", "The decision cannot end in the past")


def _end_earlier(decision: NotAloneDecision, actor: User, today: date) -> None:
    earlier = NotAloneDecision.objects.locked().filter(
        case_id=decision.case_id, state=NotAloneState.AGREED
    )
    for old in earlier.exclude(pk=decision.pk):
        old.ended_on = today
        old.case = decision.case
        take_step(old, "end", actor=actor, reason="A later decision replaces it.")
