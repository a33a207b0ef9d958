"""What people fill in about a family network meeting."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from assessments.models import EffectOnPlan, NetworkMeetingKind
from assessments.selectors.checkpoints import Item
from assessments.selectors.network_meetings import (
    CAME,
    CAME_FROM_AFAR,
    EXCUSED,
    STAYED_AWAY,
)
from cases.forms.drafts import DraftForm
from cases.forms.telling import DESPITE, SendingForm, TellingForm
from cin.core import fields, forms
from cin.core.forms import VersionField

THOUGHT_OF_BY = [
    ("child", "The child"),
    ("parent", "A parent or carer"),
    ("network", "Somebody of the network"),
    ("worker", "The social worker"),
]
RESPONSES = [
    ("not_asked", "Not asked yet"),
    ("willing", "Wants to help"),
    ("unsure", "Not sure"),
    ("declined", "Declined"),
    ("not_reached", "Could not be reached"),
]
ATTENDED = [
    (CAME, "Came"),
    (CAME_FROM_AFAR, "Took part by telephone or video"),
    (EXCUSED, "Sent apologies"),
    (STAYED_AWAY, "Did not come"),
]


class PersonAskedForm(forms.RowForm):
    """Somebody who may come: wherever they live (HIL-17), and when they were asked (HIL-24)."""

    folds = {"Where they live, and when they were asked": ["lives_at", "reached_on", "invited_on"]}

    name = fields.PersonNameField(label="Name", names="the name", max_length=150)
    relationship = fields.TextField(
        label="Who they are",
        help_text="Such as grandmother, friend or teacher",
        max_length=150,
        required=False,
    )
    thought_of_by = fields.SelectField(
        label="Who thought of them?", choices=THOUGHT_OF_BY, required=False
    )
    response = fields.SelectField(label="What did they say?", choices=RESPONSES, required=False)
    lives_at = fields.TextField(
        label="Where do they live?",
        help_text="Far away or abroad as well: they can take part from there",
        max_length=150,
        required=False,
    )
    reached_on = fields.PastDateField(label="When were they found and spoken to?", required=False)
    invited_on = fields.PastDateField(label="When were they invited?", required=False)


class PersonAtMeetingForm(PersonAskedForm):
    """Somebody who was asked to come, and whether they did."""

    attended = fields.SelectField(label="Did they come?", choices=ATTENDED, required=False)


class FamilyActionForm(forms.RowForm):
    """One action of the family's own plan."""

    what = fields.TextField(label="What will be done", names="what will be done")
    who = fields.PersonNameField(label="Who will do it", max_length=150, required=False)
    due_on = fields.DateField(label="By when", required=False)


class _NetworkMeetingForm(DraftForm):
    """What both forms of a family network meeting share: items that the procedure asks for."""

    items: Sequence[Item] = ()

    def ask_for(self, items: Sequence[Item]) -> None:
        """Ask for each item in a box of its own."""
        self.items = items
        for item in items:
            self.fields[item.field] = fields.LongTextField(
                label=item.title, help_text=item.hint, rows=4
            )

    def items_written(self) -> dict[str, str]:
        """Give the items by their codes."""
        return {item.code: self.cleaned_data[item.field] for item in self.items}

    def show_theirs(self, theirs: Mapping[str, Any]) -> None:
        """Show each item and each list of rows that somebody else changed beside its own."""
        others = dict(theirs)
        texts = others.pop("preparation", None) or others.pop("discussion", None) or {}
        changed = {
            item.field: texts.get(item.code, "")
            for item in self.items
            if texts and texts.get(item.code, "") != self.cleaned_data[item.field]
        }
        rows: dict[str, Any] = {
            name: _in_lines(others.pop(name)) for name in ("people", "actions") if name in others
        }
        super().show_theirs({**others, **changed, **rows})


def _in_lines(rows: Sequence[Mapping[str, Any]]) -> str:
    return "\n".join(", ".join(str(each) for each in row.values() if each) for row in rows)


class PrepareNetworkMeetingForm(TellingForm, _NetworkMeetingForm):
    """What is thought of and arranged before a family network meeting."""

    finish_label = "Save, and record the meeting"
    later_label = "Save the preparation"

    kind = fields.RadioField(
        label="Which meeting?", names="which meeting it is", choices=NetworkMeetingKind.choices
    )
    planned_at = fields.MomentField(
        label="When is it planned?", names="the day and time", required=False
    )
    venue = fields.TextField(
        label="Where?", help_text="A place agreed with the family", required=False
    )
    people = forms.RowsField(PersonAskedForm, label="Who could come", noun="person")
    interpreter = fields.TextField(
        label="Interpreter",
        help_text="For whom, and in which language; or “none needed”",
        required=False,
    )
    access_needs = fields.LongTextField(
        label="Access",
        help_text="Disability, transport, childcare: what is needed so that everybody can come",
        rows=2,
        required=False,
    )
    religious_considerations = fields.LongTextField(
        label="Religious festivals and observance",
        help_text="Whether the day, the time and the place are right for the family",
        rows=2,
        required=False,
    )
    version = VersionField()

    def __init__(
        self, *args: Any, items: Sequence[Item], mind: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ask_for(items)
        for name, known in mind.items():
            self.fields[name].help_text = f"{known} {self.fields[name].help_text}".strip()
        self.sections = [
            ("The meeting", "", ["kind", "planned_at", "venue"]),
            ("", "", ["people", *([DESPITE] if DESPITE in self.fields else [])]),
            ("Preparation", "", [item.field for item in items]),
            (
                "So that everybody can take part",
                "",
                ["interpreter", "access_needs", "religious_considerations"],
            ),
        ]

    @property
    def may_wait(self) -> set[str]:
        """Name everything but which meeting it is."""
        return {*self.fields} - {"kind"}


class RecordNetworkMeetingForm(_NetworkMeetingForm):
    """What happened at a family network meeting, and the family's own plan."""

    finish_label = "Finish the record"

    held_on = fields.PastDateField(label="When was it held?", names="the date of the meeting")
    people = forms.RowsField(PersonAtMeetingForm, label="Who was asked to come", noun="person")
    remote_reason = fields.LongTextField(
        label="If somebody took part from afar, why?", rows=2, required=False
    )
    actions = forms.RowsField(
        FamilyActionForm,
        label="The family's plan: who does what by when",
        noun="action",
    )
    owned_by_family = fields.YesNoField(
        label="Did the family come up with this plan, or fully own it?",
        names="the family owns the plan",
        required=False,
    )
    effect_on_plan = fields.RadioField(
        label="What does it mean for a Child in Need plan?",
        names="what it means for the plan",
        choices=EffectOnPlan.choices,
    )
    follow_up_at = fields.MomentField(
        label="When is the follow-up meeting with the agencies?",
        names="the day and time of the follow-up meeting",
        help_text="The first Child in Need meeting, or the closing meeting",
        required=False,
    )
    next_review_on = fields.DateField(
        label="When does the family look at its plan again?",
        names="the date of the next review",
        required=False,
    )
    version = VersionField()

    def __init__(
        self, *args: Any, items: Sequence[Item], follow_up: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ask_for(items)
        if follow_up:
            usual = self.fields["follow_up_at"].help_text
            self.fields["follow_up_at"].help_text = f"{usual}: {follow_up}"
        self.sections = [
            ("The meeting", "", ["held_on"]),
            ("", "", ["people", "remote_reason"]),
            ("What was said", "", [item.field for item in items]),
            ("", "", ["actions"]),
            (
                "What follows",
                "",
                ["owned_by_family", "effect_on_plan", "follow_up_at", "next_review_on"],
            ),
        ]

    @property
    def may_wait(self) -> set[str]:
        """Name everything but the day of the meeting."""
        return {*self.fields} - {"held_on"}


_DAYS = ("due_on", "reached_on", "invited_on")


def rows_written(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Give the rows of people or actions with their dates written as they are kept."""
    return [
        {name: value.isoformat() if isinstance(value, date) else value or "" for name, value in row}
        for row in (row.items() for row in rows)
    ]


def rows_shown(kept: Sequence[Mapping[str, str]]) -> list[dict[str, Any]]:
    """Give kept rows as a form shows them."""
    return [
        {
            name: date.fromisoformat(value) if name in _DAYS and value else value
            for name, value in row.items()
        }
        for row in kept
    ]


class NotAppropriateForm(forms.Form):
    """Why a family network meeting is not right for this family."""

    submit_label = "Save"

    reason = fields.LongTextField(
        label="Why is a family network meeting not right for this family?",
        names="why it is not right",
        help_text="Your manager sees this with the assessment",
        rows=5,
    )


class SendNetworkMinutesForm(SendingForm):
    """When the minutes were sent, and to whom."""

    submit_label = "Save"

    sent_on = fields.PastDateField(
        label="When were they sent?",
        names="the date they were sent",
        not_before_why="when the meeting was held",
    )
