"""Asking for a specialist assessment, and receiving it (PET-52, BIR-78)."""

from datetime import date

from django.db import transaction

from assessments.models import SpecialistAssessment
from assessments.selectors.enquiries import find_specialist
from cases.services.locking import lock_case
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed


@transaction.atomic
def request_specialist(  # noqa: PLR0913  the request has as many parts
    *,
    case_id: int,
    actor: User,
    kind: str,
    provider: str,
    why: str,
    requested_on: date,
    due_on: date,
) -> SpecialistAssessment:
    """Write down that somebody was asked for a specialist assessment, and by when it is due.

    Refuses (StepNotAllowed) a closed case, (BadInput) a request in the future or before the
    referral, one that is due before it is made, and one without a reason.
    """
    case = lock_case(case_id, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    if not case.is_open:
        raise StepNotAllowed(f"Case {case.reference} is closed, so nothing can be added to it.")
    if requested_on > clock.today():
        raise BadInput("requested_on", "The date cannot be in the future")
    if requested_on < case.referral.received_on:
        raise BadInput("requested_on", "The date cannot be before the referral")
    if due_on < requested_on:
        raise BadInput("due_on", "It cannot be due before it is asked for")
    if not why.strip():
        raise BadInput("why", "Say why it is needed")
    row = SpecialistAssessment.objects.create(
        case=case,
        kind=kind,
        provider=provider,
        why=why,
        requested_on=requested_on,
        requested_by=actor,
        due_on=due_on,
    )
    record(action="assessments.request_specialist", subject=row, actor=actor)
    return row


@transaction.atomic
def receive_specialist(
    *, specialist_id: int, actor: User, received_on: date, summary: str
) -> SpecialistAssessment:
    """Write down that a specialist assessment came, with a summary of what it found.

    Refuses (StepNotAllowed) one that came already, (BadInput) a day in the future or before it was
    asked for, and no summary.
    """
    case = lock_case(find_specialist(actor, specialist_id).case_id, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    row = SpecialistAssessment.objects.locked().get(pk=specialist_id)
    row.case = case
    if row.received_on is not None:
        raise StepNotAllowed("This specialist assessment is recorded as received already.")
    if received_on > clock.today():
        raise BadInput("received_on", "The date cannot be in the future")
    if received_on < row.requested_on:
        raise BadInput("received_on", "The date cannot be before it was asked for")
    if not summary.strip():
        raise BadInput("summary", "Write what it found")
    row.received_on, row.received_by, row.summary = received_on, actor, summary
    row.save()
    record(action="assessments.receive_specialist", subject=row, actor=actor)
    return row
