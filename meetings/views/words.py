"""The record of a meeting in the words of its page."""

from typing import Any

from cin.core.templatetags.cin import day, moment
from cin.procedures.codes import REVIEW_OUTCOMES, ROLES
from meetings.models import Meeting, MeetingChild

YES_OR_NO = {True: "Yes", False: "No", None: ""}


def meeting_in_words(found: Meeting) -> list[dict[str, Any]]:
    """List what is said of the meeting as a whole."""
    chair = f"{found.chair_name}, {ROLES.get(found.chair_role, found.chair_role).lower()}"
    rows = [
        ("Held on", day(found.held_on)),
        ("Place", found.place or "Not recorded"),
        ("Chaired by", chair),
        ("Recorded by", str(found.written_by)),
        ("Record finished", moment(found.recorded_at)),
        ("Ratified", _ratified(found)),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def child_in_words(part: MeetingChild, kind: str) -> dict[str, Any]:
    """List what is said of one child, as the kind of meeting asks."""
    asked = {"initial": _at_first, "review": _at_review}.get(kind, _at_other)(part)
    rows = [
        ("Came to the meeting", YES_OR_NO[part.attended], False),
        *([("Why not", part.absence_reason, True)] if part.attended is False else []),
        ("Views", part.views, True),
        *asked,
        ("Next meeting", day(part.next_meeting_on), False),
    ]
    return {
        "name": str(part.case.child),
        "rows": [{"key": key, "value": value, "typed": typed} for key, value, typed in rows],
    }


def _at_first(part: MeetingChild) -> list[tuple[str, str, bool]]:
    return [("Plan agreed", YES_OR_NO[part.plan_agreed], False)]


def _at_review(part: MeetingChild) -> list[tuple[str, str, bool]]:
    return [
        ("Outcome", REVIEW_OUTCOMES.get(part.outcome, part.outcome), False),
        ("Why", part.outcome_reason, True),
        ("The plan changes", YES_OR_NO[part.plan_changes], False),
    ]


def _at_other(_part: MeetingChild) -> list[tuple[str, str, bool]]:
    return []


def _ratified(found: Meeting) -> str:
    return f"By {found.ratified_by} on {moment(found.ratified_at)}" if found.ratified_by else ""
