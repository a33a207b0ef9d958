"""What a court has asked for, and no assessment has taken up since."""

from collections.abc import Iterator
from datetime import date

from assessments.models import AssessmentState
from cases.models import CaseState, CircumstanceKind, CourtReport
from cin.core.templatetags.cin import plain_day
from desk.selectors.overview import Overview
from desk.selectors.step import Step, step_at

_ASKED_FOR = frozenset({CourtReport.SECTION_7, CourtReport.SECTION_37})
# Before that the assessment is what comes next on every case.
_AFTER_ALLOCATING = frozenset({CaseState.ASSESSMENT, CaseState.CIN_ACTIVE})


def court_steps(overview: Overview) -> Iterator[Step]:
    """Call for an assessment where a court asked for a report in private law proceedings, until one
    was begun on that day or later (ROC-158).
    """
    since = _asked_since(overview)
    if since is None or overview.case.state not in _AFTER_ALLOCATING:
        return
    if any(
        row.state != AssessmentState.APPROVED or row.started_on >= since
        for row in overview.assessments
    ):
        return
    label = f"Start an assessment: a court asked for a report, recorded from {plain_day(since)}"
    yield step_at(label, "assessments:begin_assessment", overview.case.pk)


def _asked_since(overview: Overview) -> date | None:
    days = [
        row.starts_on
        for row in overview.circumstances
        if row.kind == CircumstanceKind.PRIVATE_LAW and row.court_report in _ASKED_FOR
    ]
    return max(days, default=None)
