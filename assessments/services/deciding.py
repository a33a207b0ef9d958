"""Deciding on an assessment: returned, approved, and by when it must be finished."""

from datetime import date, datetime

from django.db import transaction

from assessments.models import Assessment, AssessmentOutcome
from assessments.selectors.assessments import (
    TAKING,
    WRITING,
    needs_rationale,
    obstacle_to_agreeing_date,
)
from assessments.services.locking import lock_assessment
from assessments.services.routes import set_route
from cases.models import Case
from cases.selectors.child_protection import obstacle_of_child_protection
from cases.services.progress import begin_support, recommend_ending
from cin.accounts.models import User
from cin.accounts.permissions import may_manage
from cin.audit.selectors import has_done
from cin.audit.services import record, take_step
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed
from cin.core.services import refuse_unread
from cin.policy.rationale import refuse_unreasoned

# A strategy discussion recommends no ending: the child may be suffering significant harm.
ENDING_OUTCOMES = {
    AssessmentOutcome.EARLY_HELP,
    AssessmentOutcome.INTERVENTION_PLAN,
    AssessmentOutcome.NO_FURTHER_ACTION,
}
WHY_OPEN = "Write why the case stays open for the proceedings although there is no plan"
WROTE_IT = "You wrote in this assessment, so somebody else must decide on it."


@transaction.atomic
def return_assessment(
    *, assessment_id: int, actor: User, read_version: int, comment: str
) -> Assessment:
    """Return a submitted assessment for changes; refuses (BadInput) no comment,
    (ChangedMeanwhile) an unread text.
    """
    _case, assessment = lock_assessment(assessment_id, actor)
    if not comment.strip():
        raise BadInput("comment", "Say what needs to change")
    _decide(assessment, actor, read_version, comment)
    take_step(assessment, "send_back", actor=actor, reason=comment)
    return assessment


@transaction.atomic
def approve_assessment(
    *, assessment_id: int, actor: User, read_version: int, comment: str = ""
) -> Assessment:
    """Approve the version that was read, today, and act on its outcome.

    A plan begins Child in Need support, where it has not begun; early help and no further action
    recommend the ending that a closure then carries out. Refuses (NotPermitted) whoever wrote in it
    or submitted it, (ChangedMeanwhile) a text that changed since it was read, (BadInput) no comment
    on a case that stays open for private law proceedings alone, where the procedure wants the
    reasons (ROC-159), or of every decision (BIR-110), (StepNotAllowed) a plan beside a child
    protection plan (PET-01).
    """
    case, assessment = lock_assessment(assessment_id, actor)
    if not comment.strip() and needs_rationale(assessment):
        raise BadInput("comment", WHY_OPEN)
    wants_plan = assessment.outcome == AssessmentOutcome.CIN_PLAN
    if wants_plan and (obstacle := obstacle_of_child_protection(case)):
        raise StepNotAllowed(obstacle)
    today = clock.day_of(_decide(assessment, actor, read_version, comment))
    if assessment.outcome == AssessmentOutcome.CIN_PLAN and assessment.plan_decided_on is None:
        assessment.plan_decided_on = today
    take_step(assessment, "approve", actor=actor, reason=comment)
    _act_on_outcome(case, assessment, actor, today)
    return assessment


@transaction.atomic
def agree_assessment_date(
    *,
    assessment_id: int,
    actor: User,
    due_on: date | None,
    is_short: bool = False,
    note: str = "",
) -> Assessment:
    """Set the manager's own date for an assessment (ROC-51), or make it a short one (ROC-83): it
    tightens the procedure's limit, never loosens it.

    Refuses (StepNotAllowed) an approved assessment and an authority whose procedure leaves the date
    to nobody, (NotPermitted) anybody but a manager, (BadInput) a date before the start or later
    than the procedure allows.
    """
    case, assessment = lock_assessment(assessment_id, actor)
    if refusal := may_manage.reason(case, actor):
        raise NotPermitted(refusal)
    if obstacle := obstacle_to_agreeing_date(assessment):
        raise StepNotAllowed(obstacle)
    if due_on is None and not is_short:
        raise BadInput("due_on", "Enter the date")
    refuse_unreasoned(case, note, field="note")
    set_route(assessment, is_short=is_short, due_on=due_on)
    record(
        action="assessments.agree_assessment_date",
        subject=assessment,
        actor=actor,
        reason=note,
        details={"due_on": due_on.isoformat() if due_on else "", "is_short": is_short},
        case=case,
    )
    return assessment


def _act_on_outcome(case: Case, assessment: Assessment, actor: User, today: date) -> None:
    if assessment.outcome in ENDING_OUTCOMES:
        recommend_ending(case, on=today, recommendation=assessment.outcome)
    elif assessment.outcome == AssessmentOutcome.CIN_PLAN and case.support_began_on is None:
        begin_support(case, actor=actor, on=today, initiation_reason=assessment.initiation_reason)


def _decide(assessment: Assessment, actor: User, read_version: int, comment: str) -> datetime:
    if has_done(actor, assessment, WRITING, TAKING):
        raise NotPermitted(WROTE_IT)
    refuse_unread(assessment, read_version=read_version)
    refuse_unreasoned(assessment, comment)
    assessment.decided_by = actor
    assessment.decided_at = decided_at = clock.now()
    assessment.decision_comment = comment
    return decided_at
