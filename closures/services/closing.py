"""Proposing the ending of a case, and deciding on it."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from cases.models import Case
from cases.services.closing import mark_closed
from cases.services.locking import lock_case
from cases.services.notices import ask_to_close
from cases.services.progress import begin_closing, resume
from cin.accounts.models import User
from cin.audit.services import is_possible, record, take_step
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, NotReady, StepNotAllowed
from cin.core.services import refuse_unread
from cin.policy.rationale import refuse_unreasoned
from cin.policy.selectors import procedure_in_force
from cin.procedures.readiness import closing_summary_blockers
from closures.models import Closure, Preparation
from closures.selectors import (
    blockers_to_closing,
    destinations_for,
    find_closure,
    reasons_for,
)
from closures.selectors.endings import blockers_to_deciding
from closures.selectors.parties import is_override_asked, override_refusal, still_disagreeing
from closures.selectors.preparation import preparation_of
from plans.services import end_plan


@dataclass(frozen=True, kw_only=True)
class ClosingSummary:
    """Why the case should end, what was done, what everybody thinks, and what comes next."""

    reason: str
    destination: str = ""
    summary: str = ""
    child_views: str = ""
    family_views: str = ""
    agency_views: str = ""
    next_steps: str = ""


@transaction.atomic
def propose_closure(*, case_id: int, actor: User, summary: ClosingSummary) -> Closure:
    """Propose to a manager that a case should end.

    Refuses (NotReady) with everything that is unfinished or missing, (StepNotAllowed) a case at
    another stage, (BadInput) a reason or a destination that is not the authority's.
    """
    case = lock_case(case_id, actor)
    if not is_possible(case, "begin_closing"):
        stage = case.get_state_display().lower()
        raise StepNotAllowed(f"Case {case.reference} is {stage}, so no ending can be proposed now.")
    if summary.reason not in dict(reasons_for(case)):
        raise BadInput("reason", "Select why the case should end from the list")
    if summary.destination and summary.destination not in dict(destinations_for(case)):
        raise BadInput("destination", "Select where the child goes from the list")
    blockers = blockers_to_closing(case, reason=summary.reason, destination=summary.destination)
    blockers += closing_summary_blockers(
        reason=summary.reason,
        summary=summary.summary,
        views=[summary.child_views, summary.family_views, summary.agency_views],
        next_steps=summary.next_steps,
    )
    if blockers:
        raise NotReady(blockers)
    begin_closing(case, actor=actor, reason=summary.reason)
    closure = Closure.objects.create(
        case=case, written_by=actor, submitted_by=actor, submitted_at=clock.now(), **asdict(summary)
    )
    Preparation.objects.filter(case=case, closure=None).update(closure=closure)
    record(
        action="closures.propose_closure", subject=closure, actor=actor, states=("", closure.state)
    )
    return closure


@transaction.atomic
def approve_closure(
    *,
    closure_id: int,
    actor: User,
    read_version: int,
    comment: str = "",
    despite_reason: str = "",
) -> Closure:
    """Close the case today: its plan ends, and so does every clock that was running.

    Where administrators close it on the system, those of its team are asked to (PET-106). Where
    somebody still disagrees it is closed despite that, told apart with the manager's reason
    (PET-95). Refuses (NotPermitted) who proposed it, (ChangedMeanwhile) a proposal that changed, or
    what was got ready for it, since it was read, (NotReady) a record that has been left unfinished
    since the proposal, and (BadInput) closing despite a disagreement without a reason.
    """
    case, closure = _locked(closure_id, actor)
    standing = {"reason": closure.reason, "destination": closure.destination}
    blockers = blockers_to_closing(case, **standing)
    if blockers := blockers + blockers_to_deciding(case, preparation_of(case), closure.reason):
        raise NotReady(blockers)
    decided_at = _decide(closure, actor, read_version, comment)
    _mind_disagreement(case, closure, actor, despite_reason)
    take_step(closure, "approve", actor=actor, reason=comment)
    today = clock.day_of(decided_at)
    end_plan(case, actor=actor, on=today)
    mark_closed(case, actor=actor, on=today, reason=closure.reason, destination=closure.destination)
    if procedure_in_force(case.authority_id).get("closure_admin_user"):
        ask_to_close(case, actor=actor)
    return closure


@transaction.atomic
def decline_closure(*, closure_id: int, actor: User, read_version: int, comment: str) -> Closure:
    """Decide that the work goes on, where it was before the proposal; refuses (BadInput) no
    reason.
    """
    case, closure = _locked(closure_id, actor)
    if not comment.strip():
        raise BadInput("comment", "Say why the case should stay open")
    _decide(closure, actor, read_version, comment)
    take_step(closure, "decline", actor=actor, reason=comment)
    resume(case, actor=actor, reason=comment)
    return closure


def _locked(closure_id: int, actor: User) -> tuple[Case, Closure]:
    case = lock_case(find_closure(actor, closure_id).case_id, actor)
    closure = Closure.objects.locked().get(pk=closure_id)
    closure.case = case
    return case, closure


def _mind_disagreement(case: Case, closure: Closure, actor: User, reason: str) -> None:
    preparation = preparation_of(case)
    if not still_disagreeing(preparation):
        return
    if refusal := override_refusal(case, preparation, actor):
        raise NotPermitted(refusal)
    if is_override_asked(case) and not reason.strip():
        raise BadInput("despite_reason", "Say why the case closes although somebody disagrees")
    closure.despite_disagreement, closure.despite_reason = True, reason


def _decide(closure: Closure, actor: User, read_version: int, comment: str) -> datetime:
    refuse_unread(closure, read_version=read_version)
    refuse_unreasoned(closure, comment)
    closure.decided_by = actor
    closure.decided_at = decided_at = clock.now()
    closure.decision_comment = comment
    return decided_at
