"""Giving a case to a social worker."""

from datetime import datetime

from django.db import transaction

from cases.models import Allocation, Case
from cases.services.handovers import HandoverDetails, write_handover
from cases.services.locking import lock_case
from cases.services.schedules import write_schedule
from cases.services.workbooks import Workbook, write_workbook
from cin.accounts.models import User
from cin.accounts.selectors import allocatable_workers
from cin.audit.services import take_step
from cin.core import clock
from cin.core.errors import BadInput
from cin.policy.rationale import refuse_unreasoned
from cin.policy.selectors import procedure_in_force
from cin.procedures.durations import Duration


@transaction.atomic
def allocate_case(  # noqa: PLR0913  what a manager says when allocating
    *,
    case_id: int,
    actor: User,
    worker_id: int,
    note: str = "",
    initial_visit_hours: int | None = None,
    visit_every: Duration | None = None,
    workbook: Workbook | None = None,
) -> Case:
    """Give an accepted case its first worker, and start the clocks that count from allocation.

    `initial_visit_hours` is the manager's own limit for the first visit, in elapsed hours;
    `visit_every` the manager's schedule of the visits after it (ROC-86). Refuses a worker of
    another authority, an allocation without a note where the procedure asks for one (ROC-31), and a
    limit of no hours or looser than the procedure's (ROC-77): BadInput, and as `write_workbook`.
    """
    case = lock_case(case_id, actor)
    _refuse_missing_note(case, note)
    _refuse_loose_visit(case, initial_visit_hours)
    moment = clock.now()
    case.worker = worker = _worker(actor, worker_id)
    case.allocated_at = moment
    case.initial_visit_hours = initial_visit_hours
    take_step(case, "allocate", actor=actor, reason=note, details={"worker": worker_id})
    if visit_every is not None:
        write_schedule(
            case,
            actor=actor,
            every=visit_every,
            reason=note,
            on=clock.day_of(moment),
            field="visit_every",
        )
    _join_team_of(worker, case)
    allocation = note_allocation(case, worker=worker, actor=actor, note=note, moment=moment)
    write_workbook(allocation, workbook)
    return case


@transaction.atomic
def reallocate_case(
    *,
    case_id: int,
    actor: User,
    worker_id: int,
    note: str,
    handover: HandoverDetails | None = None,
) -> Case:
    """Give a case to another worker, with what was handed over; its clocks go on.

    Refuses (BadInput) the present worker, no note, and what `write_handover` refuses.
    """
    case = lock_case(case_id, actor)
    if not note.strip():
        raise BadInput(
            "note", "Enter the reason for the change and what the new worker needs to know"
        )
    if worker_id == case.worker_id:
        raise BadInput("worker", "Choose somebody other than the present worker")
    moment = clock.now()
    leaving = case.worker
    case.worker = worker = _worker(actor, worker_id)
    take_step(case, "reallocate", actor=actor, reason=note, details={"worker": worker_id})
    _join_team_of(worker, case)
    allocation = note_allocation(case, worker=worker, actor=actor, note=note, moment=moment)
    if leaving is not None:
        write_handover(
            allocation, leaving=leaving, actor=actor, details=handover or HandoverDetails()
        )
    return case


def _worker(actor: User, worker_id: int) -> User:
    worker = allocatable_workers(actor).filter(pk=worker_id).first()
    if worker is None:
        raise BadInput("worker", "Choose a social worker of this authority")
    return worker


def _join_team_of(worker: User, case: Case) -> None:
    # After the step: a manager may give a case away, but not decide on one of another team.
    if worker.team is not None and worker.team != case.team:
        case.team = worker.team
        case.save(update_fields=["team", "updated_at"])


def note_allocation(
    case: Case, *, worker: User, actor: User, note: str, moment: datetime
) -> Allocation:
    """Write on a locked case that somebody carries it from a moment, and nobody else any more."""
    case.allocations.filter(ended_at=None).update(ended_at=moment)
    return Allocation.objects.create(
        case=case, worker=worker, allocated_by=actor, allocated_at=moment, note=note
    )


def _refuse_missing_note(case: Case, note: str) -> None:
    if procedure_in_force(case.authority_id).get("allocation_note_required") and not note.strip():
        raise BadInput("note", "Enter the reasons for allocation and the initial plan (ROC-31)")
    refuse_unreasoned(case, note, field="note")


def _refuse_loose_visit(case: Case, hours: int | None) -> None:
    if hours is not None and hours < 1:
        raise BadInput("initial_visit_hours", "The number of hours must be 1 or more")
    cap = procedure_in_force(case.authority_id).duration("initial_visit_hours_cap")
    if hours is not None and cap is not None and hours > cap.amount:
        raise BadInput(
            "initial_visit_hours",
            f"The first visit must be within {cap.amount} hours or less (ROC-77)",
        )
