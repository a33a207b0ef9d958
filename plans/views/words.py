"""A plan in the words of its page."""

from typing import Any

from cin.core import clock
from cin.core.templatetags.cin import moment, plain_day
from plans.forms import WritePlanForm
from plans.models import PlanState, PlanVersion
from plans.selectors import obstacle_to_agreeing_intervals

TEXTS = [
    "strengths",
    "worries",
    "child_views",
    "family_views",
    "outcomes",
    "visit_place",
    "contacts",
    "contingency",
    "exit_plan",
    "longer_reason",
]
COLOURS = {
    PlanState.SUBMITTED: "blue",
    PlanState.APPROVED: "blue",
    PlanState.CONFIRMED: "yellow",
    PlanState.ACTIVE: "green",
}


def texts_of(version: PlanVersion) -> list[tuple[str, str, str]]:
    """List the sections of a plan: name, title (as on the form) and text."""
    labels = WritePlanForm.base_fields
    return [(name, str(labels[name].label), getattr(version, name)) for name in TEXTS]


def rows_of(version: PlanVersion) -> list[dict[str, Any]]:
    """List what is known about a version beside its text, leaving out what has not happened."""
    follows = "As the procedure says"
    rows = [
        ("Why there is this version", version.get_kind_display()),
        ("Written by", str(version.written_by)),
        ("Submitted", _done(version.submitted_by, version.submitted_at)),
        ("Agreed at the meeting on", plain_day(version.agreed_at_meeting_on)),
        ("Approved", _done(version.approved_by, version.approved_at)),
        ("In force from", plain_day(version.in_force_on)),
        ("Visits at least every", str(version.visit_interval or follows)),
        ("Reviews at least every", str(version.review_interval or follows)),
        ("How often was agreed", _how_often(version)),
        ("Expected to end by", _expected_end(version)),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def _how_often(version: PlanVersion) -> str:
    """Say which manager agreed to the intervals, or that one has still to."""
    if hasattr(version, "intervals_agreed"):
        agreed = version.intervals_agreed
        said = f": {agreed.note}" if agreed.note else ""
        return f"{_done(agreed.agreed_by, agreed.agreed_at)}{said}"
    if version.approved_by:
        return _done(version.approved_by, version.approved_at)
    return "" if obstacle_to_agreeing_intervals(version) else "Not agreed by a manager yet"


def _expected_end(version: PlanVersion) -> str:
    if version.expected_end_on is None:
        return ""
    passed = version.state == PlanState.ACTIVE and version.expected_end_on < clock.today()
    return f"{plain_day(version.expected_end_on)}{' (passed)' if passed else ''}"


def _done(person: Any, at: Any) -> str:
    return f"By {person} on {moment(at)}" if person and at else ""
