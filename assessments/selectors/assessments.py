"""What pages read about assessments."""

from django.db.models import QuerySet

from assessments.models import Assessment, AssessmentOutcome, AssessmentState
from cases.models import Case, CaseState, CircumstanceKind
from cases.selectors.access import visible_cases
from cases.selectors.changes import has_moved_in
from cases.selectors.circumstances import holding_now
from cin.accounts.models import User
from cin.audit.selectors import done_by
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force
from cin.procedures.calendar import in_london

WRITING = "assessments.write_assessment"
TAKING = "assessments.take_earlier"
MOVED_IN = "transfer_in"


def assessments_of(case: Case) -> QuerySet[Assessment]:
    """List the case's assessments, newest first."""
    return case.assessments.select_related("written_by", "submitted_by", "decided_by")


def usual_reason(assessment: Assessment) -> str:
    """Give the reason for which a plan of this child would start, where the record says it: the
    family moved in from another authority (ROC-112, ROC-189). Nothing where it says none.
    """
    reasons = procedure_in_force(assessment.case.authority_id).get("initiation_reasons")
    if MOVED_IN in reasons and has_moved_in(assessment.case):
        return MOVED_IN
    return ""


def find_assessment(user: User, assessment_id: int) -> Assessment:
    """Give one assessment with its case; refuses (NotFound) one this person may not know of."""
    found = (
        Assessment.objects.filter(pk=assessment_id, case__in=visible_cases(user))
        .select_related(
            "case__child",
            "case__authority",
            "case__team",
            "case__worker",
            "case__referral",
            "written_by",
            "submitted_by",
            "decided_by",
        )
        .first()
    )
    if found is None:
        raise NotFound("There is no such assessment, or it belongs to another team.")
    return found


def obstacle_to_beginning(case: Case) -> str:
    """Say why no assessment can be started on a case now, or nothing when one can."""
    if case.state not in {CaseState.ALLOCATED, CaseState.ASSESSMENT, CaseState.CIN_ACTIVE}:
        stage = case.get_state_display().lower()
        return f"An assessment cannot be started while the case is {stage}."
    if case.assessments.exclude(state=AssessmentState.APPROVED).exists():
        return "Another assessment of this child is not finished yet."
    return ""


def plan_still_missing(assessment: Assessment) -> bool:
    """Say whether the procedure wants a draft plan submitted with an assessment that recommends one
    (ROC-61), and there is none yet.
    """
    procedure = procedure_in_force(assessment.case.authority_id)
    is_first = assessment.case.support_began_on is None
    wanted = is_first and procedure.flag("plan_submitted_with_assessment")
    return wanted and assessment.plan_attached_at is None


def summary_not_updated(assessment: Assessment) -> bool:
    """Say whether the procedure wants the case summary updated with an assessment (ROC-62), and
    none was written since this one began.
    """
    if not procedure_in_force(assessment.case.authority_id).flag("summary_updated_with_assessment"):
        return False
    latest = assessment.case.summaries.first()
    return latest is None or in_london(latest.created_at).date() < assessment.started_on


def needs_rationale(assessment: Assessment) -> bool:
    """Say whether the manager must say why a case without a plan stays open: for private law
    proceedings alone, where the procedure wants the reasons (ROC-159).
    """
    case = assessment.case
    if assessment.outcome == AssessmentOutcome.CIN_PLAN or case.support_began_on is not None:
        return False
    if not procedure_in_force(case.authority_id).flag("private_law_rationale_required"):
        return False
    return CircumstanceKind.PRIVATE_LAW in {row.kind for row in holding_now(case)}


def lacks_level(assessment: Assessment) -> bool:
    """Say whether the procedure has levels of need to choose from (PET-65) and none is chosen."""
    return not assessment.threshold_level and len(levels_for(assessment.case)) > 1


def is_given_a_plan(case: Case) -> bool:
    """Say whether the procedure gives the child a plan because the family has no recourse to public
    funds and there is a concern for the child's welfare (HIL-37).
    """
    if not procedure_in_force(case.authority_id).flag("nrpf_concern_needs_plan"):
        return False
    return CircumstanceKind.NRPF_CIN in {row.kind for row in holding_now(case)}


def lacks_early_help(assessment: Assessment) -> bool:
    """Say whether the procedure wants to know that early help was considered (PET-67), and it is
    not written.
    """
    asked = procedure_in_force(assessment.case.authority_id).flag("early_help_considered")
    return asked and not assessment.early_help_considered.strip()


def levels_for(case: Case) -> list[str]:
    """List the levels of need that the authority uses, in order."""
    return list(procedure_in_force(case.authority_id).get("threshold_levels"))


def obstacle_to_agreeing_date(assessment: Assessment) -> str:
    """Say why a manager can set no date for an assessment (ROC-51), or nothing when one can."""
    if assessment.state == AssessmentState.APPROVED:
        return "This assessment is approved, so its date can no longer be set."
    if not procedure_in_force(assessment.case.authority_id).flag("assessment_manager_sets_date"):
        return "In this authority the procedure alone sets the date of an assessment."
    return ""


def awaiting_decision(user: User) -> QuerySet[Assessment]:
    """List the submitted assessments this person could decide on, longest waiting first."""
    return (
        Assessment.objects.filter(state=AssessmentState.SUBMITTED, case__in=visible_cases(user))
        .exclude(written_by=user)
        .exclude(submitted_by=user)
        .exclude(pk__in=done_by(user, WRITING, TAKING).values("subject_id"))
        .select_related("case__child", "submitted_by")
        .order_by("submitted_at", "pk")
    )
