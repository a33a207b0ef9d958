"""What the record of a meeting asks besides, where the authority's procedure wants it."""

from collections.abc import Mapping, Sequence
from typing import Any

from cin.core import fields, forms
from cin.procedures.codes import ROLES
from cin.procedures.durations import Duration
from meetings.asking import VIEWS, Asked
from meetings.models import AttendanceStatus, InvitationSide
from plans.models import IntervalUnit

HEADING = "heading-"
OTHER = "other"
# Names of the answers about the meeting as a whole, as its record keeps them.
BESIDES = [
    "services_agreed",
    "expectations",
    "significant_events",
    "decisions_made",
    "next_invitees",
    "note_taker_role",
    "note_taker",
    "later_interval",
    "later_chair",
]


class AttendanceForm(forms.RowForm):
    """Somebody who was invited."""

    folds = {"Written update": ["written_update", "update_shared"]}

    name = fields.PersonNameField(label="Name", names="the name", max_length=150)
    role = fields.TextField(
        label="Who they are",
        help_text="Such as mother, head teacher or health visitor",
        max_length=150,
        required=False,
    )
    status = fields.RadioField(
        label="Did they come?", names="whether they came", choices=AttendanceStatus.choices
    )
    written_update = fields.LongTextField(
        label="What they wrote instead of coming", rows=3, required=False
    )
    update_shared = fields.YesNoField(label="Was it shared at the meeting?", required=False)


class AttendanceWithViewsForm(AttendanceForm):
    """Somebody who was invited, and what they think."""

    views = fields.LongTextField(
        label="Their views",
        help_text="Or how they were asked for. Not needed of the chair and the social worker.",
        rows=2,
        required=False,
    )
    field_order = ["name", "role", "status", "views"]


class DecisionForm(forms.RowForm):
    """One decision and its reason."""

    decision = fields.LongTextField(
        label="What was decided", names="what was decided", rows=2, max_length=5000
    )
    reason = fields.LongTextField(label="Why", rows=2, max_length=5000, required=False)


class NextInviteeForm(forms.RowForm):
    """Somebody to be asked to the next meeting."""

    name = fields.PersonNameField(label="Name", names="the name", max_length=150)
    role = fields.TextField(label="Who they are", max_length=150, required=False)
    side = fields.RadioField(
        label="Of the family, or a professional?",
        names="whether they are of the family",
        choices=InvitationSide.choices,
        inline=True,
    )


def attendance_field(asked: Asked) -> Any:
    """Give the rows of those who were invited, with their views where a review asks for them."""
    return forms.RowsField(
        AttendanceWithViewsForm if VIEWS in asked.asks else AttendanceForm,
        label="Who was invited",
        noun="person",
        help_text="Everybody who was invited, whether they came or not.",
    )


def fields_besides(asked: Asked, chairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Give the questions that this procedure wants, by name."""
    found: dict[str, Any] = {
        f"{HEADING}{number}": fields.LongTextField(label=heading, rows=4)
        for number, heading in enumerate(asked.headings, 1)
    }
    known = _known(asked, chairs)
    found.update({name: field for name, field in known.items() if field is not None})
    return found


def _known(asked: Asked, chairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    wanted: dict[str, Any] = {
        "services": ("services_agreed", _services()),
        "expectations": ("expectations", _expectations()),
        "significant_events": ("significant_events", _events()),
        "decision_reasons": ("decisions_made", _decisions()),
        "next_invitees": ("next_invitees", _next_invitees()),
    }
    found = {name: field for ask, (name, field) in wanted.items() if ask in asked.asks}
    if asked.note_takers:
        found.update(_note_taker(asked.note_takers))
    if asked.agrees_later:
        found.update(_later(chairs))
    return found


def _services() -> Any:
    return fields.LongTextField(
        label="Which services were agreed?",
        help_text="What each agency gives, from when, and for whom. Put it into the plan as well.",
        rows=4,
    )


def _expectations() -> Any:
    return fields.LongTextField(
        label="What can parents expect, and what is expected of them?", rows=4
    )


def _events() -> Any:
    return fields.LongTextField(
        label="Significant events since the last meeting",
        help_text="In enough detail to be understood later. If there were none, write “none”.",
        rows=3,
    )


def _decisions() -> Any:
    return forms.RowsField(
        DecisionForm,
        label="What was decided",
        noun="decision",
        help_text="In words that the family understands, each with its reason.",
    )


def _next_invitees() -> Any:
    return forms.RowsField(
        NextInviteeForm,
        label="Who else is to be invited next time?",
        noun="person",
        help_text="They are offered when the next meeting is booked.",
    )


def _note_taker(roles: Sequence[str]) -> dict[str, Any]:
    choices = [*((role, ROLES[role]) for role in roles), (OTHER, "Somebody else")]
    return {
        "note_taker_role": fields.RadioField(label="Who took the note?", choices=choices),
        "note_taker": fields.TextField(
            label="Their name, and who they are", max_length=150, required=False
        ),
    }


def _later(chairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {
        "later_interval": fields.DurationField(
            label="How often are the later meetings held?",
            units=[unit.value for unit in IntervalUnit],
        ),
        "later_chair": fields.SelectField(label="Who chairs the later meetings?", choices=chairs),
    }


def besides_answered(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Give the answers as the record keeps them."""
    found = {name: answers[name] for name in BESIDES if name in answers}
    if isinstance(found.get("later_interval"), Duration):
        found["later_interval"] = str(found["later_interval"])
    return {
        name: list(value or []) if name in _ROWS else value or "" for name, value in found.items()
    }


_ROWS = ("decisions_made", "next_invitees")


def headings_answered(asked: Asked, answers: Mapping[str, Any]) -> dict[str, str]:
    """Give what was said under each heading, by the heading itself."""
    return {
        heading: str(answers.get(f"{HEADING}{number}") or "")
        for number, heading in enumerate(asked.headings, 1)
    }


def headings_shown(asked: Asked, saved: Mapping[str, str]) -> dict[str, str]:
    """Give what was said under each heading, by the name of its field."""
    return {
        f"{HEADING}{number}": saved.get(heading, "")
        for number, heading in enumerate(asked.headings, 1)
    }


def rows_in_lines(form: forms.Form, theirs: dict[str, Any]) -> list[tuple[str, str]]:
    """Take the rows that somebody else saved out of their answers, and give each list in lines with
    its title.
    """
    found = []
    for name in ("attendance", *_ROWS):
        if name in theirs and name in form.fields:
            rows = theirs.pop(name)
            text = rows if isinstance(rows, str) else "\n".join(map(_line, rows))
            found.append((str(form.fields[name].label), text))
    return found


def _line(row: Mapping[str, str]) -> str:
    return ", ".join(filter(None, row.values()))
