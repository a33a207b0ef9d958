"""The form for telling another team in advance."""

from collections.abc import Sequence
from typing import Any

from cin.core import clock, fields, forms


class TellInAdvanceForm(forms.Form):
    """What the receiving manager is told before a case is offered."""

    submit_label = "Tell them"

    to_team = fields.RadioField(label="Which team?", names="the team to tell", coerce=int)
    about = fields.LongTextField(
        label="What should they know already?",
        names="what they should know already",
        help_text=(
            "Why the case is coming, how old the children are, when you expect to offer it. They "
            "cannot open the record yet, so leave out the name."
        ),
        rows=5,
    )
    meeting_at = fields.MomentField(
        label="When is the meeting they are asked to come to, if it is arranged?",
        names="the date and time of the meeting",
        required=False,
        not_before=clock.now,
    )
    venue = fields.TextField(
        label="Where is the meeting?", names="where the meeting is", required=False, max_length=200
    )
    rung_on = fields.PastDateField(
        label="If you rang them too, when?", names="the date you rang them", required=False
    )

    def __init__(self, *args: Any, teams: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: dict[str, Any] = self.fields
        own["to_team"].choices = teams
