"""What a plan rests on: the assessment and how old it is, and an agreed need for longer support."""

from datetime import date
from typing import Any

from assessments.models import Assessment, AssessmentState
from cases.models import Case, CircumstanceKind
from cases.selectors.circumstances import holding_now
from cin.core import clock
from cin.core.templatetags.cin import plain_day
from cin.policy.selectors import working_calendar
from cin.procedures.book import Procedure
from cin.procedures.calendar import add_months, in_london
from cin.procedures.durations import Unit


def ground_of(case: Case, procedure: Procedure) -> list[tuple[str, str]]:
    """Say what the plan rests on: the assessment, how old it is and whether to look at it anew
    (HIL-76), its level of need (BIR-35), and a manager's agreement to longer support (HIL-102).
    """
    latest = _latest_assessment(case)
    rows = []
    if latest is not None and latest.decided_at is not None:
        rows.append(("Assessment", _age_of(in_london(latest.decided_at).date(), case, procedure)))
        rows.append(("Level of need", latest.threshold_level))
    longer = [row for row in holding_now(case) if row.kind == CircumstanceKind.LONG_TERM_SUPPORT]
    rows += [
        ("Longer-term support", f"Agreed from {plain_day(row.starts_on)}. {row.note}".strip())
        for row in longer
    ]
    return rows


def _latest_assessment(case: Case) -> Assessment | None:
    approved = case.assessments.filter(state=AssessmentState.APPROVED)
    found: Assessment | None = approved.order_by("-decided_at", "-pk").first()
    return found


def _age_of(approved_on: date, case: Case, procedure: Procedure) -> str:
    today = clock.today()
    days = (today - approved_on).days
    months = (today.year - approved_on.year) * 12 + today.month - approved_on.month
    months -= add_months(approved_on, months) > today
    age = f"{months} month{'s' * (months != 1)} old" if months else _in_days(days)
    said = f"Approved on {plain_day(approved_on)}, {age}"
    limit: Any = procedure.duration("plan_assessment_ages_after")
    if limit is None:
        return said
    if limit.unit == Unit.MONTHS:
        fresh_until = add_months(approved_on, limit.amount)
    else:
        fresh_until = working_calendar(case.authority_id).add(approved_on, limit)
    stale = today > fresh_until
    return f"{said}. Is it still true? Think about an updated assessment." if stale else said


def _in_days(days: int) -> str:
    return "today" if not days else f"{days} day{'s' * (days != 1)} old"
