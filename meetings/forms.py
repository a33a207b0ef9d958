"""Forms for recording a meeting, ratifying what it decided, and sending its minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cases.forms.telling import SendingForm
from cin.core import fields, forms
from cin.core.templatetags.cin import day
from cin.procedures.readiness import Blocker
from meetings.models import AttendanceStatus
from plans.forms import LongRecordForm

IS_ABOUT = "about"
ANSWERS = [
    "attended",
    "absence_reason",
    "views",
    "plan_agreed",
    "outcome",
    "outcome_reason",
    "plan_changes",
    "next_meeting_on",
]


@dataclass(frozen=True, kw_only=True)
class ChildAsked:
    """A child of the family about whom the form may ask; `hint` says when to meet again.

    `called` is the name in a question; a child who is not `is_certain` was perhaps not part of it.
    """

    case_id: int
    name: str
    called: str
    hint: str
    is_certain: bool


class AttendanceForm(forms.RowForm):
    """Somebody who was invited."""

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


class HoldMeetingForm(LongRecordForm):
    """The record of a meeting: what was common to all, then each child's own part."""

    always = ["held_on", "chair_name", "chair_role"]
    finish_label = "Finish the record"

    held_on = fields.PastDateField(label="When was it?", names="the date of the meeting")
    place = fields.TextField(label="Where was it?", required=False)
    chair_name = fields.PersonNameField(
        label="Who chaired it?", names="the name of the chair", max_length=150
    )
    chair_role = fields.SelectField(label="What is the chair's role?", names="the chair's role")
    chair_reason = fields.LongTextField(
        label="Why did this person chair it?",
        help_text="Needed only if the procedure expects somebody else.",
        rows=3,
        required=False,
    )
    attendance = forms.RowsField(
        AttendanceForm,
        label="Who was invited",
        noun="person",
        help_text="Everybody who was invited, whether they came or not.",
    )
    discussion = fields.LongTextField(
        label="What was discussed",
        help_text="What is going well, what is not, and what each person said.",
    )
    progress = fields.LongTextField(
        label="What has changed since the last meeting",
        help_text="Go through the plan: what was done, what was not, and what it means.",
    )
    decisions = fields.LongTextField(label="What was decided", required=False)
    disagreements = fields.LongTextField(
        label="Disagreements",
        help_text="Who disagreed with what. If nobody did, write “none”.",
        rows=3,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        kind: str,
        chairs: Sequence[tuple[str, str]],
        chair_hint: str,
        outcomes: Sequence[tuple[str, str]],
        children: Sequence[ChildAsked],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.children = kind, list(children)
        own: dict[str, Any] = self.fields
        own["chair_role"].choices = chairs
        own["chair_role"].help_text = chair_hint
        self.sections = [
            ("The meeting", "", ["held_on", "place", "chair_name", "chair_role", "chair_reason"]),
            ("", "", ["attendance"]),
            ("What was said", "", ["discussion", "progress", "decisions", "disagreements"]),
        ]
        self.conditional = {}
        if kind != "review":
            del self.fields["progress"]
        for child in self.children:
            self._ask_about(child, outcomes)

    def _ask_about(self, child: ChildAsked, outcomes: Sequence[tuple[str, str]]) -> None:
        start = prefix_of(child.case_id)
        asked = fields_about(child, self.kind, outcomes)
        own = {f"{start}{name}": field for name, field in asked.items()}
        absence = f"{start}absence_reason"
        shown = [name for name in own if name != absence]
        if not child.is_certain:
            about = f"{start}{IS_ABOUT}"
            self.fields[about] = fields.CheckboxesField(
                label=f"Was the meeting about {child.called} too?",
                choices=[("yes", f"{child.called} was part of this meeting too")],
                required=False,
            )
            self.conditional[about] = {"yes": shown}
            shown = [about]
        self.fields.update(own)
        self.conditional[f"{start}attended"] = {"no": [absence]}
        self.sections.append((child.name, "", shown))

    def clean(self) -> dict[str, Any]:
        """Refuse a next meeting that is not after this one."""
        held_on = self.cleaned_data.get("held_on")
        for child in self.children:
            name = f"{prefix_of(child.case_id)}next_meeting_on"
            next_on = self.cleaned_data.get(name)
            if held_on and next_on and next_on <= held_on:
                self.add_error(name, f"The next meeting must be after {day(held_on)}")
        return self.cleaned_data

    def place_of(self, blocker: Blocker) -> str:
        """Name the field that a missing answer belongs to: the child is named in the message."""
        for child in sorted(self.children, key=lambda child: -len(child.name)):
            name = f"{prefix_of(child.case_id)}{blocker.code}"
            if name in self.fields and child.name in blocker.message:
                return name
        return super().place_of(blocker)

    @property
    def parts(self) -> list[dict[str, Any]]:
        """Give the answers about each child whom the meeting was about."""
        return [
            {"case_id": child.case_id, **self._answers_about(child)}
            for child in self.children
            if child.is_certain or self.cleaned_data[f"{prefix_of(child.case_id)}{IS_ABOUT}"]
        ]

    def _answers_about(self, child: ChildAsked) -> dict[str, Any]:
        start = prefix_of(child.case_id)
        return {
            name: self.cleaned_data[f"{start}{name}"]
            for name in ANSWERS
            if f"{start}{name}" in self.fields
        }

    @property
    def details(self) -> dict[str, Any]:
        """Give the answers about the meeting as a whole."""
        names = ["held_on", "place", "chair_name", "chair_role", "chair_reason", "discussion"]
        names += ["progress", "decisions", "disagreements"]
        answers = {name: self.cleaned_data[name] for name in names if name in self.fields}
        return {"kind": self.kind, **answers}


class EditMeetingForm(HoldMeetingForm):
    """The record of a meeting that is not finished yet."""

    version = forms.VersionField()


def prefix_of(case_id: int) -> str:
    """Begin the names of the fields about one child."""
    return f"child-{case_id}-"


def fields_about(
    child: ChildAsked, kind: str, outcomes: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    """Give the questions about one child at a meeting of this kind, in the order they are asked."""
    name = child.called
    asked: dict[str, Any] = {
        "attended": fields.YesNoField(
            label=f"Did {name} come to the meeting?", names=f"{name} came to the meeting"
        ),
        "absence_reason": fields.LongTextField(
            label=f"Why did {name} not come?",
            rows=3,
            help_text="And how the child's views were brought to the meeting.",
        ),
        "views": fields.LongTextField(
            label=f"{name}'s views",
            help_text="What the child said or showed, and what the meeting made of it.",
        ),
    }
    asked.update({"initial": _at_first, "review": _at_review}.get(kind, _at_other)(child, outcomes))
    return asked


def _at_first(child: ChildAsked, _outcomes: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {
        "plan_agreed": fields.YesNoField(
            label=f"Did the meeting agree {child.called}'s plan?",
            help_text="If it did not, change the plan and hold this meeting again.",
        ),
        "next_meeting_on": _next_meeting(child),
    }


def _at_review(child: ChildAsked, outcomes: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {
        "outcome": fields.RadioField(
            label=f"What is the outcome for {child.called}?",
            choices=outcomes,
            hints={"significant_harm": "Raise a concern as well, so that a manager decides today."},
        ),
        "outcome_reason": fields.LongTextField(label="Why?", rows=3),
        "plan_changes": fields.YesNoField(
            label=f"Does {child.called}'s plan change?",
            help_text="Until you say no, an updated plan is expected.",
            required=False,
        ),
        "next_meeting_on": _next_meeting(child),
    }


def _at_other(child: ChildAsked, _outcomes: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {
        "next_meeting_on": fields.DateField(
            label=f"When is the next meeting about {child.called}?", required=False
        )
    }


def _next_meeting(child: ChildAsked) -> Any:
    return fields.DateField(
        label=f"When is the next meeting about {child.called}?", help_text=child.hint
    )


class RatifyMeetingForm(forms.Form):
    """A manager's agreement with what a review decided."""

    submit_label = "Ratify"

    comment = fields.LongTextField(label="Comment", rows=3, required=False)
    version = forms.VersionField()


class CirculateMinutesForm(SendingForm):
    """The sending of the minutes."""

    submit_label = "Save"
