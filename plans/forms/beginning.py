"""The form on which a decision made elsewhere begins a plan."""

from collections.abc import Sequence
from typing import Any, cast

from cin.core import fields, forms


class BeginPlanForm(forms.Form):
    """Where the plan was decided on, when, who drafted it, and what was decided."""

    submit_label = "Begin support"

    origin = fields.RadioField(
        label="Where was the plan decided on?", names="where the plan was decided on"
    )
    on = fields.PastDateField(label="On which day?", names="the day of the decision")
    drafted_with = fields.TextField(
        label="Who drafted the plan with the family there?",
        names="who drafted the plan",
        help_text="The chair of the conference, or the reviewing officer: name and job",
        max_length=150,
    )
    decided = fields.LongTextField(
        label="What was decided?",
        names="what was decided",
        help_text="Why a Child in Need plan, and what the first meeting is to agree",
        rows=4,
    )

    def __init__(self, *args: Any, origins: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(fields.RadioField, self.fields["origin"]).choices = origins
