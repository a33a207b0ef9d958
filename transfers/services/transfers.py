"""Offering a case to another team, and answering the offer."""

from dataclasses import dataclass, replace

from django.db import transaction

from cases.models import Case
from cases.services.handovers import HandoverDetails
from cases.services.locking import lock_case
from cases.services.moving import move_to_team
from cases.services.workbooks import Workbook
from cin.accounts.models import User
from cin.accounts.permissions import may_manage, may_work
from cin.accounts.selectors import allocatable_workers, teams_of
from cin.audit.services import record, take_step
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, NotReady, StepNotAllowed
from cin.policy.rationale import refuse_unreasoned
from cin.procedures.readiness import Blocker
from transfers.models import Transfer
from transfers.selectors.allocation_meetings import allocation_blockers
from transfers.selectors.routes import dates_for_summary, point_blockers
from transfers.selectors.transfers import (
    blockers_to_accepting,
    find_transfer,
    obstacle_to_checking,
    obstacle_to_proposing,
)


@dataclass(frozen=True, kw_only=True)
class OfferDetails:
    """What the summary of an offer says apart: important dates, what is urgent, and why the case
    passes before the meeting at, or after, which the procedure passes it.
    """

    urgent: str
    important_dates: str = ""
    early_reason: str = ""


@transaction.atomic
def propose_transfer(
    *,
    case_id: int,
    actor: User,
    to_team_id: int,
    reason: str,
    summary: str,
    offer: OfferDetails,
) -> Transfer:
    """Offer a case to another team of the authority, with a summary the receiving worker can act
    on, important dates, and what is urgent (PET-81).

    Refuses (BadInput) the case's own team, a team of another authority, and an offer without
    reason, summary or word of what is urgent; (StepNotAllowed) a case that nobody carries yet, is
    closed, or is on offer already.
    """
    case = lock_case(case_id, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    if obstacle := obstacle_to_proposing(case):
        raise StepNotAllowed(obstacle)
    to_team = teams_of(actor).filter(pk=to_team_id).exclude(pk=case.team_id).first()
    if to_team is None:
        raise BadInput("to_team", "Choose another team of this authority")
    if not reason.strip() or not summary.strip():
        raise BadInput("summary", "Give the reason, and what the receiving team needs to know")
    if not offer.urgent.strip():
        raise BadInput("urgent", "Say what must be done soon and by when, or that nothing must")
    transfer = Transfer.objects.create(
        case=case,
        from_team_id=case.team_id,
        to_team=to_team,
        reason=reason,
        summary=summary,
        important_dates=offer.important_dates or dates_for_summary(case),
        urgent=offer.urgent,
        early_reason=offer.early_reason,
        proposed_by=actor,
        proposed_at=clock.now(),
    )
    record(
        action="transfers.propose_transfer",
        subject=transfer,
        actor=actor,
        states=("", transfer.state),
    )
    return transfer


@transaction.atomic
def check_record(*, transfer_id: int, actor: User, is_up_to_date: bool, gaps: str = "") -> Transfer:
    """Say as a manager of the offering team that the record, with its chronology, is up to date
    before the case changes hands, or what it lacks (PET-82).

    Refuses (NotPermitted) anybody but a manager who may decide on the case, (StepNotAllowed) an
    offer that was answered, (BadInput) gaps that are not named.
    """
    transfer = _locked(transfer_id, actor)
    if refusal := may_manage.reason(transfer.case, actor):
        raise NotPermitted(refusal)
    if obstacle := obstacle_to_checking(transfer):
        raise StepNotAllowed(obstacle)
    if not is_up_to_date and not gaps.strip():
        raise BadInput("gaps", "Say what the record lacks, and by when it is added")
    transfer.record_checked, transfer.record_gaps = is_up_to_date, "" if is_up_to_date else gaps
    transfer.checked_by, transfer.checked_at = actor, clock.now()
    transfer.save()
    record(action="transfers.check_record", subject=transfer, actor=actor, reason=gaps)
    return transfer


@transaction.atomic
def accept_transfer(
    *,
    transfer_id: int,
    actor: User,
    worker_id: int,
    comment: str = "",
    handover: HandoverDetails | None = None,
    workbook: Workbook | None = None,
) -> Transfer:
    """Take an offered case and name its worker, with what is agreed about the joint visit; the
    case's clocks go on.

    Refuses (BadInput) a worker of another team, (StepNotAllowed) a case closed or moved meanwhile,
    (NotReady) a case whose record no manager has checked, where the procedure wants that (PET-82),
    and one whose meeting has not been held, unless the offer says why (PET-76, BIR-56, ROC-66).
    """
    transfer = _locked(transfer_id, actor)
    if not transfer.case.is_open:
        raise StepNotAllowed("This case has been closed, so it can no longer be moved.")
    if transfer.case.team_id != transfer.from_team_id:
        raise StepNotAllowed("This case has moved to another team since it was offered.")
    if blockers := _blockers(transfer):
        raise NotReady(blockers)
    worker = allocatable_workers(actor).filter(pk=worker_id, team_id=transfer.to_team_id).first()
    if worker is None:
        raise BadInput("worker", "Choose a social worker of the receiving team")
    _answer(transfer, actor, comment)
    take_step(transfer, "accept", actor=actor, reason=comment)
    details = replace(
        handover or HandoverDetails(),
        is_transfer=True,
        record_checked=transfer.record_checked,
        record_gaps=transfer.record_gaps,
        checked_by=transfer.checked_by,
    )
    move_to_team(
        transfer.case,
        actor=actor,
        worker=worker,
        note=transfer.reason,
        handover=details,
        workbook=workbook,
    )
    return transfer


@transaction.atomic
def decline_transfer(*, transfer_id: int, actor: User, comment: str) -> Transfer:
    """Leave the case where it is; refuses (BadInput) no reason."""
    transfer = _locked(transfer_id, actor)
    if not comment.strip():
        raise BadInput("comment", "Say why the case is not accepted")
    _answer(transfer, actor, comment)
    take_step(transfer, "decline", actor=actor, reason=comment)
    return transfer


def _blockers(transfer: Transfer) -> list[Blocker]:
    return [
        *blockers_to_accepting(transfer),
        *point_blockers(transfer),
        *allocation_blockers(transfer),
    ]


def _locked(transfer_id: int, actor: User) -> Transfer:
    """Lock the case first, as everywhere; the receiving manager may answer before the case is
    theirs to open.
    """
    found = find_transfer(actor, transfer_id)
    case = Case.objects.locked().get(pk=found.case_id, authority_id=actor.authority_id)
    transfer = Transfer.objects.locked().get(pk=transfer_id)
    transfer.case = case
    return transfer


def _answer(transfer: Transfer, actor: User, comment: str) -> None:
    refuse_unreasoned(transfer, comment)
    transfer.answered_by = actor
    transfer.answered_at = clock.now()
    transfer.answer_comment = comment
