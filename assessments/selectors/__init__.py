"""What pages and the procedure engine read about assessments."""

from assessments.selectors.assessments import (
    assessments_of,
    awaiting_decision,
    find_assessment,
    obstacle_to_agreeing_date,
    obstacle_to_beginning,
    plan_still_missing,
)
from assessments.selectors.checkpoints import checkpoints_awaiting
from assessments.selectors.facts import agreements_about, facts_about
from assessments.selectors.sections import Section, sections_for, sections_of

__all__ = [
    "Section",
    "agreements_about",
    "assessments_of",
    "awaiting_decision",
    "checkpoints_awaiting",
    "facts_about",
    "find_assessment",
    "obstacle_to_agreeing_date",
    "obstacle_to_beginning",
    "plan_still_missing",
    "sections_for",
    "sections_of",
]
