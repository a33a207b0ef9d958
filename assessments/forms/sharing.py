"""What people fill in when an assessment is given to the family."""

from collections.abc import Sequence
from typing import Any, cast

from assessments.models import SharedBy, ShareResult
from cases.forms.telling import TellingForm
from cin.core import fields
from cin.core.forms import Form

SOMEBODY_ELSE = "somebody else"


class ShareAssessmentForm(TellingForm):
    """To whom an assessment was given, when and how, and what went with it."""

    submit_label = "Save"
    conditional = {
        "recipient": {SOMEBODY_ELSE: ["other_recipient"]},
        "result": {
            ShareResult.GIVEN: ["enclosures", "left_out_reason"],
            ShareResult.REFUSED: ["note"],
            ShareResult.UNDELIVERABLE: ["note"],
        },
    }

    recipient = fields.RadioField(label="Who was it for?", names="who it was for")
    other_recipient = fields.TextField(label="Who?", names="who it was for", max_length=150)
    shared_on = fields.PastDateField(
        label="When?", names="the date", not_before_why="when the assessment was approved"
    )
    method = fields.RadioField(label="How?", names="how it was given", choices=SharedBy.choices)
    result = fields.RadioField(
        label="What came of it?", names="what came of it", choices=ShareResult.choices
    )
    enclosures = fields.CheckboxesField(
        label="What went with it?", help_text="Tick what you gave", required=False
    )
    left_out_reason = fields.LongTextField(
        label="If you left something out, why?", rows=2, required=False
    )
    note = fields.LongTextField(
        label="What happened, and what did you do next?", names="what happened", rows=4
    )

    def __init__(
        self, *args: Any, people: Sequence[str], enclosures: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        limited = {each.name for each in self.limited}
        cast(fields.RadioField, self.fields["recipient"]).choices = [
            *((name, name) for name in dict.fromkeys(people) if name not in limited),
            (SOMEBODY_ELSE, "Somebody else"),
        ]
        if enclosures:
            cast(fields.CheckboxesField, self.fields["enclosures"]).choices = [
                (name, name) for name in enclosures
            ]
            return
        del self.fields["enclosures"], self.fields["left_out_reason"]
        self.conditional = {
            "recipient": {SOMEBODY_ELSE: ["other_recipient"]},
            "result": {ShareResult.REFUSED: ["note"], ShareResult.UNDELIVERABLE: ["note"]},
        }

    def answers(self) -> dict[str, Any]:
        """Give the answers, with the name that was typed in its place."""
        answers = dict(self.cleaned_data)
        typed = answers.pop("other_recipient")
        answers["despite"] = self.despite
        if answers["recipient"] == SOMEBODY_ELSE:
            answers["recipient"] = typed
        return answers


class RecordCommentsForm(Form):
    """What somebody of the family said of the assessment."""

    submit_label = "Save"

    comments_on = fields.PastDateField(
        label="When did they say it?", names="the date", not_before_why="when it was given"
    )
    comments = fields.LongTextField(
        label="What did they say?", names="what they said", help_text="In their own words", rows=6
    )
