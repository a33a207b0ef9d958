"""Forms for what is done with a meeting's record: ratified, agreed to, answered, sent out."""

from typing import Any

from cases.forms.telling import SendingForm
from cin.core import fields, forms


class RatifyMeetingForm(forms.Form):
    """A manager's agreement with what a review decided."""

    submit_label = "Ratify"
    reason_field = "comment"

    comment = fields.LongTextField(label="Comment", rows=3, required=False)
    version = forms.VersionField()


class CirculateMinutesForm(SendingForm):
    """The sending of the minutes."""

    submit_label = "Save"


class AgreeWithoutMeetingForm(forms.Form):
    """A manager's word on a review that was done without a meeting."""

    submit_label = "Save the decision"

    is_agreed = fields.YesNoField(
        label="Do you agree that there was no meeting?",
        names="you agree that there was no meeting",
        hints={"yes": "It counts as a review.", "no": "A meeting is still due."},
    )
    reason = fields.LongTextField(label="Why?", names="why", rows=4)


class AnswerQuestionForm(forms.Form):
    """What a manager says to what a meeting put before them."""

    submit_label = "Save the answer"

    strategy_meeting = fields.YesNoField(
        label="Is a strategy meeting to be held?",
        names="a strategy meeting is to be held",
        hints={"yes": "You are led to raise the concern next."},
    )
    answer = fields.LongTextField(label="What do you decide, and why?", names="what you decide")

    def __init__(self, *args: Any, asks_for_strategy: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_for_strategy:
            del self.fields["strategy_meeting"]
