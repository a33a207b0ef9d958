"""Proposing the ending of a case, and deciding on it."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from cases.models import Case
from cases.services.closing import mark_closed
from cases.services.locking import lock_case
from cases.services.progress import begin_closing, resume
from cin.accounts.models import User
from cin.audit.services import is_possible, record, take_step
from cin.core import clock
from cin.core.errors import BadInput, NotReady, StepNotAllowed
from cin.core.services import refuse_unread
from cin.procedures.readiness import closing_summary_blockers
from closures.models import Closure
from closures.selectors import (
    blockers_to_closing,
    destinations_for,
    find_closure,
    reasons_for,
)
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
    record(
        action="closures.propose_closure", subject=closure, actor=actor, states=("", closure.state)
    )
    return closure


@transaction.atomic
def approve_closure(
    *, closure_id: int, actor: User, read_version: int, comment: str = ""
) -> Closure:
    """Close the case today: its plan ends, and so does every clock that was running.

    Refuses (NotPermitted) who proposed it, (ChangedMeanwhile) a proposal that changed since it was
    read, (NotReady) a record that has been left unfinished since the proposal.
    """
    case, closure = _locked(closure_id, actor)
    standing = {"reason": closure.reason, "destination": closure.destination}
    if blockers := blockers_to_closing(case, **standing):
        raise NotReady(blockers)
    decided_at = _decide(closure, actor, read_version, comment)
    take_step(closure, "approve", actor=actor, reason=comment)
    today = clock.day_of(decided_at)
    end_plan(case, actor=actor, on=today)
    mark_closed(case, actor=actor, on=today, reason=closure.reason, destination=closure.destination)
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


def _decide(closure: Closure, actor: User, read_version: int, comment: str) -> datetime:
    refuse_unread(closure, read_version=read_version)
    closure.decided_by = actor
    closure.decided_at = decided_at = clock.now()
    closure.decision_comment = comment
    return decided_at
