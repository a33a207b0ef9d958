"""Forms for the letters about an ending, and for noting what was sent."""

from typing import Any

from cases.forms.telling import SendingForm, TellingForm
from cin.core import fields, forms


class LetterForm(forms.Form):
    """A letter: its address and its text."""

    submit_label = "Save the letter"

    address = fields.LongTextField(label="Address", rows=3, required=False, max_length=1000)
    body = fields.LongTextField(
        label="The letter",
        names="the letter",
        help_text="It starts from the record. Change it until it says what you would say.",
        rows=22,
    )
    with_safety_plan = fields.CheckboxField(label="The safety plan goes with it", required=False)
    version = forms.VersionField()

    def __init__(self, *args: Any, has_safety_plan: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_safety_plan:
            del self.fields["with_safety_plan"]


class LetterSentForm(TellingForm):
    """When a letter was sent."""

    submit_label = "It was sent"

    sent_on = fields.PastDateField(label="When was it sent?", names="the date it was sent")


class PaperSentForm(SendingForm):
    """When a paper was sent, and to whom."""

    submit_label = "Save"


class DecideOnOrderForm(forms.Form):
    """Whether a plan goes on although its order has ended."""

    submit_label = "Save the decision"

    goes_on = fields.YesNoField(
        label="Does the plan go on?",
        names="the plan goes on",
        hints={
            "yes": "Needs remain: the child stays in need without the order.",
            "no": "The ending can be proposed.",
        },
    )
    reason = fields.LongTextField(label="Why?", names="why", rows=4)
