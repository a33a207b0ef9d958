"""What every page about an assessment shows: the assessment whole, and how it is called."""

from typing import Any

from assessments.models import Assessment
from assessments.reading.assessment import COLOURS, conclusion_of, decision_on, standing_of
from assessments.selectors.dates import dates_of
from assessments.selectors.earlier import provenance_of
from assessments.selectors.sections import sections_of
from cin.policy.selectors import procedure_in_force


def whole_of(assessment: Assessment) -> dict[str, Any]:
    """Give everything a reader of an assessment sees."""
    provenance = provenance_of(assessment)
    return {
        "colour": COLOURS[assessment.state],
        "standing": standing_of(assessment),
        "decision": decision_on(assessment),
        "dates": dates_of(assessment),
        "parts": [
            {"section": section, "provenance": provenance.get(section.code, [])}
            for section in sections_of(assessment)
        ],
        "copied": [
            each.section for found in provenance.values() for each in found if each.is_unchanged
        ],
        "conclusion": conclusion_of(assessment),
    }


def label_for(case: Any) -> str:
    """Give the authority's own name for an assessment."""
    return str(procedure_in_force(case.authority_id).get("assessment_label"))
