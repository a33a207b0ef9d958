"""What somebody types into the page on which an assessment is written."""

from assessments.models import Assessment
from assessments.selectors import sections_of


def whole_text(assessment: Assessment, **changes: object) -> dict[str, object]:
    """Fill in every answer of an assessment that recommends nothing more."""
    sections = sections_of(assessment)
    return {
        **{section.field: f"About {section.base}" for section in sections},
        **{section.heard_field: "alone" for section in sections if section.whose},
        "factors": ["21"],
        "outcome": "no_further_action",
        "outcome_reason": "Enough help already",
        "version": assessment.version,
        **changes,
    }
