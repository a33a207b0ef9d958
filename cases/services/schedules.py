"""Setting how often a child is visited, which is a manager's to do (ROC-86, ROC-87)."""

from datetime import date

from django.db import transaction

from cases.models import Case, VisitSchedule
from cases.models.schedules import UNITS
from cases.selectors.schedules import obstacle_to_scheduling, schedule_of, scheduling_refusal
from cases.services.locking import lock_case
from cin.accounts.models import User
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed
from cin.core.lengths import is_over_a_year
from cin.policy.selectors import beyond_calendar
from cin.procedures.durations import Duration


@transaction.atomic
def set_visit_schedule(*, case_id: int, actor: User, every: Duration, reason: str) -> VisitSchedule:
    """Set how often a child is visited from today on, in place of the schedule before.

    It tightens what the procedure and the plan say, and loosens nothing (C10). Refuses
    (NotPermitted) anybody but a manager, (StepNotAllowed) a case that is closed or not allocated,
    (BadInput) no reason, a schedule of hours and one over 12 months.
    """
    case = _case_to_schedule(case_id, actor)
    if not reason.strip():
        raise BadInput("reason", "Say why the child is visited this often")
    return write_schedule(case, actor=actor, every=every, reason=reason, on=clock.today())


@transaction.atomic
def end_visit_schedule(*, case_id: int, actor: User, reason: str) -> VisitSchedule:
    """End the schedule of a case today: the procedure and the plan say how often again.

    Refuses as `set_visit_schedule` does, and (StepNotAllowed) a case without one.
    """
    case = _case_to_schedule(case_id, actor)
    if not reason.strip():
        raise BadInput("reason", "Say why the schedule ends")
    schedule = _end(case, actor, reason, clock.today())
    if schedule is None:
        raise StepNotAllowed("There is no schedule to end.")
    record(action="cases.end_visit_schedule", subject=schedule, actor=actor, reason=reason)
    return schedule


def write_schedule(
    case: Case, *, actor: User, every: Duration, reason: str, on: date, field: str = "every"
) -> VisitSchedule:
    """Write the schedule of a locked case from today (`on`), and end the one before; refuses
    (BadInput, beside `field`) hours, more than 12 months, and working days beyond the known
    calendar.
    """
    if every.unit not in UNITS or every.amount < 1:
        raise BadInput(field, "Enter how often in days, weeks or months")
    if is_over_a_year(every):
        raise BadInput(field, "Visits can be at most 12 months apart")
    if beyond := beyond_calendar(case.authority_id, every, on):
        raise BadInput(field, beyond)
    _end(case, actor, reason, on)
    schedule = VisitSchedule.objects.create(
        case=case,
        amount=every.amount,
        unit=every.unit,
        starts_on=on,
        reason=reason,
        set_by=actor,
    )
    record(action="cases.set_visit_schedule", subject=schedule, actor=actor, reason=reason)
    return schedule


def _case_to_schedule(case_id: int, actor: User) -> Case:
    case = lock_case(case_id, actor)
    if refusal := scheduling_refusal(case, actor):
        raise NotPermitted(refusal)
    if obstacle := obstacle_to_scheduling(case):
        raise StepNotAllowed(obstacle)
    return case


def _end(case: Case, actor: User, reason: str, on: date) -> VisitSchedule | None:
    schedule = schedule_of(case)
    if schedule is not None:
        schedule.ends_on, schedule.ended_by = on, actor
        schedule.end_reason = reason
        schedule.save()
    return schedule
