"""Recording that something the procedure asks for was done."""

from datetime import date

from django.db import transaction

from cases.models.milestone import OVERSIGHT_TYPES, OWN_PAGES, Milestone, MilestoneKind
from cases.selectors.milestones import milestone_refusal
from cases.services.locking import lock_case
from cin.accounts.models import User
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed


@transaction.atomic
def record_milestone(
    *, case_id: int, actor: User, kind: str, happened_on: date, note: str
) -> Milestone:
    """Record that something was done on a day, today or earlier, with a note of it.

    Refuses (NotPermitted) somebody who does no casework here; (StepNotAllowed) a closed case, and
    what has a form of its own or is recorded as a manager's note instead; (BadInput) a day in the
    future or before the referral, and no note.
    """
    case = lock_case(case_id, actor)
    if refusal := milestone_refusal(case, actor, kind):
        raise NotPermitted(refusal)
    if kind in OVERSIGHT_TYPES:
        raise StepNotAllowed("This is recorded as management oversight, with its reasons.")
    if not case.is_open:
        raise StepNotAllowed(f"Case {case.reference} is closed, so nothing can be added to it.")
    if kind in OWN_PAGES:
        name = MilestoneKind(kind).label
        raise StepNotAllowed(f"“{name}” has a form of its own, so a note of it is not enough.")
    if happened_on > clock.today():
        raise BadInput("happened_on", "The date cannot be in the future")
    if happened_on < case.referral.received_on:
        raise BadInput("happened_on", "The date cannot be before the referral")
    if not note.strip():
        raise BadInput("note", "Write a note of what was done or decided")
    milestone = Milestone.objects.create(
        case=case, kind=kind, happened_on=happened_on, note=note, recorded_by=actor
    )
    record(action="cases.record_milestone", subject=milestone, actor=actor, details={"kind": kind})
    return milestone
