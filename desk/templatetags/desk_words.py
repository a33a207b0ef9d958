"""Codes of the records in words, and answers that may not have been given."""

from typing import Any

from django import template

from assessments.models import AssessmentOutcome
from cases.models import ScreeningDecision
from cin.procedures.book import Procedure
from cin.procedures.codes import (
    CEASE_REASONS,
    CLOSURE_DESTINATIONS,
    INITIATION_REASONS,
    REVIEW_OUTCOMES,
)
from meetings.models import Meeting, MeetingKind

register = template.Library()

_LABELS: dict[str, str] = {
    **CLOSURE_DESTINATIONS,
    **INITIATION_REASONS,
    **CEASE_REASONS,
    **REVIEW_OUTCOMES,
    **dict(AssessmentOutcome.choices),
    **dict(ScreeningDecision.choices),
}


@register.filter
def code_in_words(code: str) -> str:
    """Give the label of a code of any of the records; nothing for nothing."""
    return _LABELS.get(code, code)


@register.filter
def answer(value: Any) -> str:
    """Write an answer that may not have been given: yes, no, or not recorded."""
    return {True: "Yes", False: "No"}.get(value, "Not recorded")


@register.simple_tag
def meeting_name(meeting: Meeting, procedure: Procedure) -> str:
    """Name a meeting as the authority does."""
    if meeting.kind == MeetingKind.REVIEW:
        return str(procedure.get("review_label"))
    return str(meeting.get_kind_display())
