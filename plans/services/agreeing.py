"""Agreeing a version of the plan: the manager, the meeting, and the order the procedure puts
them in.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from cases.models import Case, CaseState
from cases.selectors.child_protection import obstacle_of_child_protection
from cin.accounts.models import User
from cin.audit.selectors import has_done
from cin.audit.services import record, take_step
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, NotReady, StepNotAllowed
from cin.core.services import refuse_unread
from cin.policy.rationale import refuse_unreasoned
from cin.policy.selectors import procedure_in_force
from plans.models import UNFINISHED, IntervalsAgreement, Plan, PlanState, PlanVersion
from plans.selectors import (
    WRITING,
    blockers_to_confirming,
    blockers_to_starting,
    find_version,
    intervals_refusal,
    obstacle_to_agreeing_intervals,
    obstacle_to_deciding,
)
from plans.services.locking import lock_version

WROTE_IT = "You wrote in this plan, so somebody else must decide on it."


@transaction.atomic
def approve_plan(
    *,
    version_id: int,
    actor: User,
    read_version: int,
    comment: str = "",
    confirmed: Sequence[str] = (),
) -> PlanVersion:
    """Approve the submitted version that was read; a version after the first comes into force.

    `confirmed` is what the procedure has the manager confirm, in its words (BIR-15). Refuses
    (NotPermitted) its author, (ChangedMeanwhile) a text that changed since it was read, (BadInput)
    what was not confirmed, and no comment where the procedure wants a reason for every decision
    (BIR-110), (StepNotAllowed) a first version whose procedure puts the meeting before
    the manager, or asks no manager at all.
    """
    _case, version = lock_version(version_id, actor)
    if version.state == PlanState.SUBMITTED and (obstacle := obstacle_to_deciding(version)):
        raise StepNotAllowed(obstacle)
    _confirm(version, confirmed)
    today = clock.day_of(_decide(version, actor, read_version, comment))
    take_step(version, "approve", actor=actor, reason=comment)
    if not version.is_first:
        bring_into_force(version, actor=actor, step="come_into_force", on=today)
    return version


@transaction.atomic
def sign_off_plan(
    *,
    version_id: int,
    actor: User,
    read_version: int,
    comment: str = "",
    confirmed: Sequence[str] = (),
) -> PlanVersion:
    """Sign off the first version that a meeting agreed, which puts it in force (HIL-93, BIR-104).

    Refuses as `approve_plan` does.
    """
    _case, version = lock_version(version_id, actor)
    _confirm(version, confirmed)
    today = clock.day_of(_decide(version, actor, read_version, comment))
    bring_into_force(version, actor=actor, step="sign_off", on=today, reason=comment)
    return version


@transaction.atomic
def return_plan(*, version_id: int, actor: User, read_version: int, comment: str) -> PlanVersion:
    """Return a submitted version for changes; refuses (BadInput) no comment, (ChangedMeanwhile)
    an unread text.
    """
    _case, version = lock_version(version_id, actor)
    if not comment.strip():
        raise BadInput("comment", "Say what needs to change")
    refuse_unread(version, read_version=read_version)
    version.decision_comment = comment
    version.submitted_by = version.submitted_at = None
    take_step(version, "send_back", actor=actor, reason=comment)
    return version


@transaction.atomic
def agree_intervals(*, version_id: int, actor: User, note: str = "") -> IntervalsAgreement:
    """Agree how often a first plan has the child visited and is reviewed (PET-33).

    Refuses (NotPermitted) anybody in no role that the procedure names, (StepNotAllowed) a version
    that waits for no such agreement.
    """
    lock_version(version_id, actor)
    version = find_version(actor, version_id)
    if refusal := intervals_refusal(actor, version):
        raise NotPermitted(refusal)
    if obstacle := obstacle_to_agreeing_intervals(version):
        raise StepNotAllowed(obstacle)
    refuse_unreasoned(version, note, field="note")
    agreement = IntervalsAgreement.objects.create(
        version=version, note=note, agreed_by=actor, agreed_at=clock.now()
    )
    record(action="plans.agree_intervals", subject=version, actor=actor, reason=note)
    return agreement


def confirm_plan(case: Case, *, actor: User, met_on: date) -> PlanVersion:
    """Note that a meeting held on a day agreed the first version of a locked case's plan.

    It comes into force, from the day of the meeting, unless the procedure wants a manager's
    sign-off afterwards. Refuses (NotReady) when there is nothing the meeting could have agreed.
    """
    version = PlanVersion.objects.filter(case=case, number=1).first()
    order = procedure_in_force(case.authority_id).get("plan_approval")
    blockers = blockers_to_confirming(case)
    if blockers or version is None:
        raise NotReady(blockers)
    version.case = case
    version.agreed_at_meeting_on = met_on
    if order == "after_meeting":
        take_step(version, "confirm", actor=actor)
    else:
        bring_into_force(version, actor=actor, step="come_into_force", on=clock.today())
    return version


def bring_into_force(
    version: PlanVersion, *, actor: User, step: str, on: date, reason: str = ""
) -> None:
    """Put a version in force on a day (today, as the step that does it read it), in place of the
    earlier one; the plan starts with the meeting that agreed it.

    Refuses (StepNotAllowed) a case that is not, or no longer, supported, and a child who has a
    child protection plan (PET-01, BOL-01, ROC-03); (NotReady) a first version without the family's
    consent to support where the procedure requires it (ROC-106).
    """
    if version.is_first and (blockers := blockers_to_starting(version.case)):
        raise NotReady(blockers)
    if obstacle := obstacle_of_child_protection(version.case):
        raise StepNotAllowed(obstacle)
    if version.case.state not in {CaseState.CIN_ACTIVE, CaseState.CLOSING}:
        raise StepNotAllowed("The plan can come into force only once the assessment is approved.")
    earlier = PlanVersion.objects.filter(plan_id=version.plan_id, state=PlanState.ACTIVE).first()
    if earlier is not None:
        earlier.case = version.case
        take_step(earlier, "supersede", actor=actor)
    version.in_force_on = on
    take_step(version, step, actor=actor, reason=reason)
    plan = Plan.objects.get(pk=version.plan_id)
    if plan.started_on is None:
        plan.started_on = version.agreed_at_meeting_on or version.in_force_on
        plan.save()


def end_plan(case: Case, *, actor: User, on: date) -> None:
    """End a locked case's plan on a day: the version in force, and any still being written."""
    for version in PlanVersion.objects.filter(case=case, state__in=[*UNFINISHED, PlanState.ACTIVE]):
        version.case = case
        take_step(version, "cease", actor=actor)
    for plan in Plan.objects.filter(case=case):
        if plan.started_on is not None:
            plan.ended_on = max(on, plan.started_on)
            plan.save()


def _confirm(version: PlanVersion, confirmed: Sequence[str]) -> None:
    asked = procedure_in_force(version.case.authority_id).get("plan_approval_checks")
    if left := [statement for statement in asked if statement not in confirmed]:
        raise BadInput("confirmed", f"Confirm this, or return the plan: {'; '.join(left)}")
    version.confirmed = [statement for statement in asked if statement in confirmed]


def _decide(version: PlanVersion, actor: User, read_version: int, comment: str) -> datetime:
    if has_done(actor, version, WRITING):
        raise NotPermitted(WROTE_IT)
    refuse_unread(version, read_version=read_version)
    refuse_unreasoned(version, comment)
    version.approved_by = actor
    version.approved_at = approved_at = clock.now()
    version.decision_comment = comment
    return approved_at
