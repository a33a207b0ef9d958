"""What a worker writes on the case summary."""

from typing import Any

from cin.core import fields
from cin.core.forms import Form, VersionField


class CaseSummaryForm(Form):
    """For somebody who is called in the night and does not know the family."""

    submit_label = "Save the summary"

    version = VersionField()
    reason_for_involvement = fields.LongTextField(
        label="Why are we involved?", names="why we are involved", rows=4, max_length=5000
    )
    current_risks = fields.LongTextField(
        label="What are the risks now?",
        names="the risks now",
        rows=4,
        max_length=5000,
        help_text="To whom, from whom, and how likely",
    )
    out_of_hours = fields.LongTextField(
        label="What should a worker at night know and do?",
        names="what a worker at night should know and do",
        rows=4,
        max_length=5000,
        help_text="Whom to ring first, where the child can go, what not to do",
    )
    visiting_schedule = fields.LongTextField(
        label="How is the child visited? The manager’s schedule",
        names="the schedule of visits",
        rows=2,
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, is_manager: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_manager:
            del self.fields["visiting_schedule"]
