"""The form on which the progress of an action is recorded."""

from datetime import date
from typing import Any, cast

from cin.core import clock, fields, forms
from plans.models import ProgressState


class FollowActionForm(forms.Form):
    """How far an action has come."""

    submit_label = "Save"
    conditional = {
        "state": {
            ProgressState.STARTED: ["note"],
            ProgressState.REFERRED: ["agency", "asked_for"],
            ProgressState.DONE: ["difference"],
            ProgressState.NOT_DONE: ["why_not"],
        }
    }

    state = fields.RadioField(
        label="How far has it come?",
        names="how far it has come",
        choices=ProgressState.choices,
    )
    note = fields.LongTextField(label="What has been done so far?", required=False, rows=2)
    agency = fields.TextField(label="Which agency?", names="the agency", max_length=150)
    asked_for = fields.LongTextField(
        label="What was asked for, and by when will they answer?", required=False, rows=2
    )
    difference = fields.LongTextField(
        label="What difference has it made for the child?", required=False, rows=2
    )
    why_not = fields.LongTextField(
        label="Why is it not going to be done?", names="why it is not going to be done", rows=2
    )
    on = fields.PastDateField(
        label="On which day was that?",
        names="the day",
        not_before_why="when the plan began",
    )

    def __init__(self, *args: Any, began_on: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on = cast(fields.PastDateField, self.fields["on"])
        on.not_before, on.initial = began_on, clock.today()

    def answers(self) -> dict[str, Any]:
        """Give the answers as the service takes them: each state has a note of its own."""
        found = self.cleaned_data
        notes = ("note", "asked_for", "difference", "why_not")
        return {
            "state": found["state"],
            "on": found["on"],
            "agency": found["agency"],
            "note": "".join(found[name] for name in notes),
        }
