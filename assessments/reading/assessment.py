"""An assessment as it is read: what it recommends, and who decided what."""

from typing import Any

from assessments.models import Assessment, AssessmentOutcome, AssessmentState
from cin.audit.selectors import reason_given
from cin.core.templatetags.cin import moment, plain_day
from cin.policy.selectors import procedure_in_force
from cin.procedures.codes import ASSESSMENT_FACTORS, INITIATION_REASONS

COLOURS = {
    AssessmentState.IN_PROGRESS: "yellow",
    AssessmentState.SUBMITTED: "blue",
    AssessmentState.RETURNED: "orange",
    AssessmentState.APPROVED: "green",
}

Rows = list[dict[str, Any]]


def standing_of(assessment: Assessment) -> Rows:
    """Say who wrote an assessment and when, whether the family agreed, and how far it has come."""
    rows: Rows = [
        {"key": "Started on", "value": plain_day(assessment.started_on)},
        {"key": "Begun by", "value": assessment.written_by.name},
        {"key": "Did the family agree?", "value": assessment.get_consent_display()},
    ]
    if assessment.consent_reason:
        rows.append({"key": "Why it went on", "value": assessment.consent_reason, "typed": True})
    if assessment.agreed_due_on:
        rows.append(
            {
                "key": "To be finished by",
                "value": f"{plain_day(assessment.agreed_due_on)}, set by the manager",
            }
        )
        if why := reason_given(assessment, "assessments.agree_assessment_date"):
            rows.append({"key": "Why by then", "value": why, "typed": True})
    if assessment.submitted_at and assessment.submitted_by:
        told = f"{moment(assessment.submitted_at)}, by {assessment.submitted_by.name}"
        rows.append({"key": "Submitted", "value": told})
    return rows


def decision_on(assessment: Assessment) -> Rows:
    """Say what the manager decided, and the comment; nothing before the first decision."""
    if assessment.decided_by is None or assessment.decided_at is None:
        return []
    word = "Approved" if assessment.state == AssessmentState.APPROVED else "Returned"
    rows: Rows = [
        {"key": word, "value": f"{moment(assessment.decided_at)}, by {assessment.decided_by.name}"}
    ]
    if assessment.decision_comment:
        rows.append({"key": "Comment", "value": assessment.decision_comment, "typed": True})
    return rows


def conclusion_of(assessment: Assessment) -> Rows:
    """Say what an assessment recommends and why; the ground and the dates only where a plan
    follows.
    """
    rows: Rows = [
        {"key": "Factors found", "value": factors_in_words(assessment), "typed": True},
        *(
            [{"key": "Level of need", "value": level}]
            if (level := assessment.threshold_level)
            else []
        ),
        {"key": "It recommends", "value": outcome_in_words(assessment)},
    ]
    if assessment.early_help_considered:
        said = assessment.early_help_considered
        rows.append({"key": "Early help was considered", "value": said, "typed": True})
    if assessment.outcome == AssessmentOutcome.CIN_PLAN:
        reason = assessment.initiation_reason
        rows += [
            {"key": "Ground", "value": "\n".join(assessment.grounds), "typed": True},
            {"key": "Why the plan starts", "value": INITIATION_REASONS.get(reason, reason)},
            {
                "key": "Plan decided on",
                "value": plain_day(assessment.plan_decided_on) or "The day the manager approves",
            },
        ]
    return [*rows, {"key": "Reasons", "value": assessment.outcome_reason, "typed": True}]


def outcome_in_words(assessment: Assessment) -> str:
    """Say what is recommended, with the authority's own name for a plan without a social worker."""
    if assessment.outcome == AssessmentOutcome.INTERVENTION_PLAN:
        procedure = procedure_in_force(assessment.case.authority_id)
        return str(procedure.get("non_statutory_plan_label") or assessment.get_outcome_display())
    return str(assessment.get_outcome_display())


def factors_in_words(assessment: Assessment) -> str:
    """List the factors that were found, one to a line."""
    return "\n".join(ASSESSMENT_FACTORS.get(code, code) for code in assessment.factors)
