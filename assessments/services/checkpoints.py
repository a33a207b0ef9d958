"""Checkpoints: what the social worker brings, and what the manager agrees (ROC-50, ROC-58)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from assessments.models import AssessmentRoute, AssessmentState, Checkpoint, CheckpointState
from assessments.selectors.checkpoints import (
    WRITING,
    checkpoint_of,
    find_checkpoint,
    first_assessment,
    items_of,
    meeting_is_wanted,
    obstacle_to_checkpoint,
)
from assessments.services.routes import set_route
from cases.services.locking import lock_case
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.selectors import has_done
from cin.audit.services import record, take_step
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, NotReady, StepNotAllowed
from cin.core.services import refuse_unread, revise
from cin.procedures.readiness import checkpoint_blockers

WROTE_IT = "You wrote in this checkpoint, so somebody else must agree it."


@dataclass(frozen=True, kw_only=True)
class CheckpointText:
    """What the social worker brings: text by item code, and when the family network meeting is."""

    items: Mapping[str, str] = field(default_factory=dict)
    meeting_at: datetime | None = None


@transaction.atomic
def write_checkpoint(
    *, case_id: int, actor: User, number: int, seen_version: int, text: CheckpointText
) -> Checkpoint:
    """Save what the social worker wrote in a checkpoint, complete or not; `seen_version` is the
    version that was on screen, 0 when there was none yet.

    Refuses (StepNotAllowed) a checkpoint the procedure does not have or that cannot be held yet,
    and one that is with the manager or agreed; (ChangedMeanwhile) an edit that did not see the
    latest text.
    """
    case = lock_case(case_id, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    assessment = first_assessment(case)
    obstacle = obstacle_to_checkpoint(case, number)
    if assessment is None or obstacle:
        raise StepNotAllowed(obstacle)
    assessment.case = case
    changes = {"items": dict(text.items), "meeting_at": text.meeting_at}
    checkpoint = checkpoint_of(assessment, number)
    titles = {item.code: item.title for item in items_of(case, number, None)}
    if checkpoint is None:
        checkpoint = Checkpoint(
            assessment=assessment, case=case, number=number, written_by=actor, **changes
        )
    else:
        _refuse_locked(checkpoint)
        revise(checkpoint, seen_version=seen_version, changes=changes)
    checkpoint.item_titles = titles
    checkpoint.save()
    record(
        action="assessments.write_checkpoint",
        subject=checkpoint,
        actor=actor,
        details={"number": number},
    )
    return checkpoint


@transaction.atomic
def submit_checkpoint(*, checkpoint_id: int, actor: User) -> Checkpoint:
    """Give a checkpoint to the manager; refuses (NotReady) with every item that is missing."""
    checkpoint = _locked(checkpoint_id, actor)
    case, number = checkpoint.case, checkpoint.number
    items = items_of(case, number, checkpoint)
    blockers = checkpoint_blockers(
        number=number,
        unwritten=[item.title for item in items if not item.text.strip()],
        lacks_meeting=meeting_is_wanted(case, number) and checkpoint.meeting_at is None,
    )
    if blockers:
        raise NotReady(blockers)
    checkpoint.submitted_by = actor
    checkpoint.submitted_at = clock.now()
    take_step(checkpoint, "bring", actor=actor, details={"number": number})
    return checkpoint


@transaction.atomic
def take_back_checkpoint(*, checkpoint_id: int, actor: User) -> Checkpoint:
    """Take a checkpoint back from the manager to change it."""
    checkpoint = _locked(checkpoint_id, actor)
    checkpoint.submitted_by = None
    checkpoint.submitted_at = None
    take_step(checkpoint, "withdraw", actor=actor, details={"number": checkpoint.number})
    return checkpoint


@transaction.atomic
def return_checkpoint(
    *, checkpoint_id: int, actor: User, read_version: int, note: str
) -> Checkpoint:
    """Return a checkpoint for changes; refuses (BadInput) without saying what is wanted."""
    checkpoint = _locked(checkpoint_id, actor)
    if not note.strip():
        raise BadInput("changes", "Say what needs to change")
    _decide(checkpoint, actor, read_version, note)
    take_step(
        checkpoint,
        "ask_for_changes",
        actor=actor,
        reason=note,
        details={"number": checkpoint.number},
    )
    return checkpoint


@transaction.atomic
def agree_checkpoint(
    *,
    checkpoint_id: int,
    actor: User,
    read_version: int,
    note: str,
    route: str = "",
    due_on: date | None = None,
) -> Checkpoint:
    """Agree the checkpoint that was read, today, with the management oversight note (ROC-51,
    ROC-59).

    At Checkpoint 1 of an unfinished assessment the manager also chooses the `route`: a short
    assessment (ROC-83), or a full one by `due_on`, which is never later than the procedure's limit.
    Refuses (NotPermitted) whoever wrote in it, (BadInput) no note, no route, and a date beyond the
    limit.
    """
    checkpoint = _locked(checkpoint_id, actor)
    if not note.strip():
        raise BadInput("note", "Write the management oversight note")
    _decide(checkpoint, actor, read_version, note)
    assessment = checkpoint.assessment
    if checkpoint.number == 1 and assessment.state != AssessmentState.APPROVED:
        if route not in AssessmentRoute.values:
            raise BadInput("route", "Say how the assessment goes on")
        set_route(assessment, is_short=route == AssessmentRoute.SHORT, due_on=due_on)
        checkpoint.route, checkpoint.due_on = route, assessment.agreed_due_on
    take_step(checkpoint, "agree", actor=actor, reason=note, details={"number": checkpoint.number})
    return checkpoint


def _locked(checkpoint_id: int, actor: User) -> Checkpoint:
    case = lock_case(find_checkpoint(actor, checkpoint_id).case_id, actor)
    checkpoint = Checkpoint.objects.locked().select_related("assessment").get(pk=checkpoint_id)
    checkpoint.case = checkpoint.assessment.case = case
    return checkpoint


def _decide(checkpoint: Checkpoint, actor: User, read_version: int, note: str) -> None:
    if has_done(actor, checkpoint, WRITING):
        raise NotPermitted(WROTE_IT)
    refuse_unread(checkpoint, read_version=read_version)
    checkpoint.decided_by = actor
    checkpoint.decided_at = clock.now()
    checkpoint.note = note


def _refuse_locked(checkpoint: Checkpoint) -> None:
    if checkpoint.state != CheckpointState.WRITING:
        stage = checkpoint.get_state_display().lower()
        raise StepNotAllowed(f"This checkpoint is {stage}, so it cannot be changed now.")
