"""The family network meeting that is the closing meeting as well: after a short assessment."""

from django.db.models import QuerySet

from assessments.models import (
    Assessment,
    AssessmentOutcome,
    AssessmentState,
    FamilyNetworkMeeting,
    NetworkMeetingState,
)
from cases.models import Case
from cin.core.templatetags.cin import plain_day
from cin.policy.selectors import procedure_in_force
from cin.procedures.readiness import Blocker

# A meeting that is not right for this family is none that the ending could wait for.
ANSWERED = [NetworkMeetingState.RECORDED, NetworkMeetingState.NOT_APPROPRIATE]


def closing_meeting_blockers(case: Case) -> list[Blocker]:
    """List what is missing of the closing meeting of a case whose short assessment recommends early
    help: a finished family network meeting, where an ending is decided in a meeting (ROC-56,
    ROC-97). Of any other case it asks nothing.
    """
    assessment = _short_assessment(case)
    if assessment is None or not procedure_in_force(case.authority_id).flag(
        "closure_requires_meeting"
    ):
        return []
    if _meetings_since(assessment).filter(state__in=ANSWERED).exists():
        return []
    message = (
        "Hold the family network meeting and finish its record: after a short assessment it is "
        "the closing meeting"
    )
    return [Blocker(code="closing-meeting", message=message, cites=("ROC-56", "ROC-97"))]


def closing_meeting_in_words(case: Case) -> str:
    """Say which family network meeting was the closing meeting of a case; nothing where none
    was.
    """
    assessment = _short_assessment(case)
    if assessment is None:
        return ""
    held = _meetings_since(assessment).filter(state=NetworkMeetingState.RECORDED)
    latest = held.order_by("-held_on", "-pk").first()
    return f"The family network meeting on {plain_day(latest.held_on)}" if latest else ""


def _short_assessment(case: Case) -> Assessment | None:
    """Give the case's last approved assessment if it was short and recommends early help."""
    last = case.assessments.filter(state=AssessmentState.APPROVED).order_by("-decided_at").first()
    is_ending = last is not None and last.outcome == AssessmentOutcome.EARLY_HELP
    return last if last is not None and last.is_short and is_ending else None


def _meetings_since(assessment: Assessment) -> QuerySet[FamilyNetworkMeeting]:
    found = FamilyNetworkMeeting.objects.filter(case_id=assessment.case_id)
    return found.filter(created_at__gte=assessment.created_at) | found.filter(
        held_on__gte=assessment.started_on
    )
