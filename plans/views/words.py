"""A plan in the words of its page."""

from typing import Any

from cin.core.templatetags.cin import moment, plain_day
from plans.forms import WritePlanForm
from plans.models import PlanState, PlanVersion

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
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def _done(person: Any, at: Any) -> str:
    return f"By {person} on {moment(at)}" if person and at else ""
