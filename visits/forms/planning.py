"""What people fill in about a visit that is to be made, or that was tried in vain."""

from collections.abc import Sequence
from typing import Any

from cases.models import Case
from cin.core import clock, fields
from cin.core.forms import Form
from visits.forms.places import PlaceForm
from visits.models import Preparation, VisitKind


def _again(label: str) -> fields.MomentField:
    return fields.MomentField(
        label=label,
        names="the next visit",
        required=False,
        not_before=clock.now,
        not_before_why="which is now",
    )


class PlanVisitForm(PlaceForm):
    """A visit to one child of the family, or to several."""

    submit_label = "Plan the visit"

    planned_at = fields.MomentField(
        label="When will you visit?",
        names="the date and time of the visit",
        not_before=clock.now,
        not_before_why="which is now",
    )
    children = fields.CheckboxesField(label="Who else will be seen?", required=False)
    kind = fields.SelectField(
        label="What kind of visit?", names="the kind of visit", choices=VisitKind.choices
    )
    purpose = fields.LongTextField(label="What is the visit for?", required=False, rows=2)
    prepares_for = fields.SelectField(
        label="Does it prepare for a meeting?",
        choices=Preparation.choices,
        blank="No meeting",
        required=False,
    )
    is_announced = fields.YesNoField(label="Will the family know you are coming?", required=False)
    joint_with = fields.TextField(
        label="Who will visit with you?", required=False, help_text="Name and agency"
    )
    sections = [
        ("", "", ["planned_at", "location", "children", "kind"]),
        ("More about the visit", "", ["purpose", "prepares_for", "is_announced", "joint_with"]),
    ]

    def __init__(self, *args: Any, siblings: Sequence[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if siblings:
            offered: Any = self.fields["children"]
            offered.choices = [(str(case.pk), str(case.child)) for case in siblings]
        else:
            del self.fields["children"]

    def children_chosen(self) -> list[int]:
        """Give the cases of the brothers and sisters who are to be seen too."""
        return [int(pk) for pk in self.cleaned_data.get("children", [])]


class MoveVisitForm(Form):
    """Another day or time for a planned visit."""

    submit_label = "Move the visit"

    planned_at = fields.MomentField(
        label="When will you visit instead?",
        names="the date and time of the visit",
        not_before=clock.now,
        not_before_why="which is now",
    )
    reason = fields.LongTextField(label="Why is it moved?", names="why it is moved", rows=2)


class CancelVisitForm(Form):
    """Why a planned visit will not be made."""

    submit_label = "Cancel the visit"

    reason = fields.LongTextField(
        label="Why is it cancelled?",
        names="why it is cancelled",
        rows=2,
        help_text="Cancelling changes nothing about when the next visit is due.",
    )


class RecordFailedVisitForm(PlaceForm):
    """An attempt at which nobody was seen."""

    submit_label = "Save"
    sections = [
        (
            "",
            "",
            ["visited_at", "location", "failed_reason", "kind", "was_announced", "next_visit_at"],
        )
    ]

    visited_at = fields.MomentField(
        label="When did you try?", names="the date and time of the attempt", past_only=True
    )
    kind = fields.SelectField(
        label="What kind of visit was it to be?",
        names="the kind of visit",
        choices=VisitKind.choices,
    )
    was_announced = fields.YesNoField(
        label="Did the family know you were coming?",
        names="the family knew you were coming",
        required=False,
    )
    failed_reason = fields.LongTextField(
        label="What happened, and what did you do next?",
        names="what happened and what you did next",
        help_text="For example, nobody answered; you rang the mother and will go again tomorrow",
    )
    next_visit_at = _again("When will you try again?")
