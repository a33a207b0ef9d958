"""Codes of the records in words, and answers that may not have been given."""

from datetime import date, datetime
from typing import Any

from django import template

from assessments.models import AssessmentOutcome
from cases.models import ScreeningDecision
from cin.core import clock
from cin.procedures.book import Procedure
from cin.procedures.codes import (
    CEASE_REASONS,
    CLOSURE_DESTINATIONS,
    INITIATION_REASONS,
    REVIEW_OUTCOMES,
)
from meetings.models import Meeting, MeetingKind
from visits.models import NotAloneDecision
from visits.reading import decision_rows as rows_of_decision

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


@register.filter
def is_past(moment: datetime) -> bool:
    """Whether a moment has come, by the clock."""
    return moment <= clock.now()


@register.filter
def is_over(day: date | None) -> bool:
    """Whether a day, if there is one, is over by the clock's today."""
    return day is not None and day < clock.today()


@register.filter
def hours(number: float | None) -> str:
    """Write a number of hours: in minutes below one hour, and in days from three days on."""
    if number is None:
        return "–"
    if number < 1:
        return _counted(round(number * 60), "minute")
    return _counted(round(number), "hour") if number < 72 else _counted(round(number / 24), "day")


def _counted(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"


@register.filter
def decision_rows(decision: NotAloneDecision) -> list[dict[str, Any]]:
    """Write a decision about seeing a child alone as rows of a summary list."""
    return rows_of_decision(decision)


@register.filter
def sent_on(documents: dict[int, date] | None, of_id: int) -> date | None:
    """Find when one document was last sent out, among those of its kind; nothing if never."""
    return (documents or {}).get(of_id)
