"""Recording that something the procedure asks for was done."""

from datetime import date

from django.db import transaction

from cases.models.milestone import MANAGERS_ONLY, Milestone, MilestoneKind
from cases.services.locking import lock_case
from cin.accounts.models import Role, User
from cin.accounts.permissions import may_manage, may_work
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted


@transaction.atomic
def record_milestone(
    *, case_id: int, actor: User, kind: str, happened_on: date, note: str
) -> Milestone:
    """Record that something was done on a day, today or earlier, with a note of it.

    Refuses (NotPermitted) somebody whose part it is not: managers agree checkpoints and hold
    supervision (ROC-51, ROC-59, BIR-109), a head of service authorises a longer plan (BIR-63);
    (BadInput) a day in the future or before the referral, and no note.
    """
    case = lock_case(case_id, actor)
    if refusal := milestone_refusal(case, actor, kind):
        raise NotPermitted(refusal)
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


def milestone_refusal(case: object, actor: User, kind: str) -> str:
    """Say why this person may not record this kind of milestone on a case, or nothing."""
    if kind == MilestoneKind.LONG_PLAN_AUTHORISED and actor.role != Role.HEAD_OF_SERVICE:
        return "Only a head of service authorises a plan beyond 12 months."
    rule = may_manage if kind in MANAGERS_ONLY else may_work
    return rule.reason(case, actor)
