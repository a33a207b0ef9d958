"""A family network meeting as it is read: its preparation, what was said, and the family's plan."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from assessments.forms.network_meetings import ATTENDED, RESPONSES, THOUGHT_OF_BY
from assessments.models import FamilyNetworkMeeting, NetworkMeetingState
from assessments.selectors.checkpoints import Item
from assessments.selectors.dates import outside_window
from cin.core.templatetags.cin import moment, plain_day

NETWORK_COLOURS = {
    NetworkMeetingState.PREPARING: "yellow",
    NetworkMeetingState.HELD: "blue",
    NetworkMeetingState.RECORDED: "green",
    NetworkMeetingState.NOT_APPROPRIATE: "grey",
}
_OWNED = {True: "Yes", False: "No", None: ""}

Rows = list[dict[str, Any]]


def beginning_of_meeting(meeting: FamilyNetworkMeeting) -> Rows:
    """Say when and where it is or was, and what was arranged so that everybody could come."""
    if meeting.state == NetworkMeetingState.NOT_APPROPRIATE:
        decided = f"{plain_day(meeting.decided_on)}, by {meeting.written_by.name}"
        return [
            {"key": "Found not appropriate", "value": decided},
            {"key": "Why", "value": meeting.not_appropriate_reason, "typed": True},
        ]
    rows: Rows = [
        {"key": "Planned for", "value": moment(meeting.planned_at)},
        {"key": "Where", "value": meeting.venue},
    ]
    if meeting.held_on:
        rows.insert(0, {"key": "Held on", "value": plain_day(meeting.held_on)})
    optional = {
        "Interpreter": meeting.interpreter,
        "Access": meeting.access_needs,
        "Religious festivals and observance": meeting.religious_considerations,
        "Why somebody took part from afar": meeting.remote_reason,
    }
    rows += [{"key": key, "value": text, "typed": True} for key, text in optional.items() if text]
    if meeting.recorded_at and meeting.recorded_by:
        told = f"{moment(meeting.recorded_at)}, by {meeting.recorded_by.name}"
        rows.append({"key": "Record finished", "value": told})
    return rows


def item_rows(items: Iterable[Item]) -> Rows:
    """Give what was written, item by item."""
    return [{"key": item.title, "value": item.text, "typed": True} for item in items]


def ending_of_meeting(meeting: FamilyNetworkMeeting) -> Rows:
    """Say what follows from the meeting."""
    return [
        {"key": "The family owns the plan", "value": _OWNED[meeting.owned_by_family]},
        {"key": "For the Child in Need plan", "value": meeting.get_effect_on_plan_display()},
        {"key": "Follow-up meeting", "value": _follow_up(meeting)},
        {"key": "Next review by the family", "value": plain_day(meeting.next_review_on)},
    ]


def _follow_up(meeting: FamilyNetworkMeeting) -> str:
    """Say when it is planned, and that this is outside the days the procedure gives (ROC-105)."""
    planned = moment(meeting.follow_up_at)
    return f"{planned}. {outside_window(meeting.case, meeting.follow_up_at)}".strip(". ")


def people_in_words(meeting: FamilyNetworkMeeting) -> list[list[dict[str, str]]]:
    """Give the people as rows of a table: who, thought of by whom, their answer, whether they
    came.
    """
    tables = {
        "thought_of_by": dict(THOUGHT_OF_BY),
        "response": dict(RESPONSES),
        "attended": dict(ATTENDED),
    }
    return [
        [
            {"text": person.get("name", ""), "note": _place(person)},
            *(
                {"text": words.get(person.get(name) or "", ""), "note": _asked(person, name)}
                for name, words in tables.items()
            ),
        ]
        for person in meeting.people
    ]


def _place(person: Mapping[str, str]) -> str:
    return ", ".join(filter(None, [person.get("relationship"), person.get("lives_at")]))


def _asked(person: Mapping[str, str], column: str) -> str:
    """Say under the answer when somebody was found and invited."""
    if column != "response":
        return ""
    days = (("Spoken to on", "reached_on"), ("Invited on", "invited_on"))
    told = [
        f"{words} {plain_day(date.fromisoformat(person[name]))}"
        for words, name in days
        if person.get(name)
    ]
    return ". ".join(told)


def actions_in_words(meeting: FamilyNetworkMeeting) -> list[list[dict[str, str]]]:
    """Give the family's plan as rows of a table: what, who, by when."""
    return [
        [
            {"text": action["what"]},
            {"text": action["who"]},
            {"text": plain_day(date.fromisoformat(action["due_on"])) if action["due_on"] else ""},
        ]
        for action in meeting.actions
    ]
