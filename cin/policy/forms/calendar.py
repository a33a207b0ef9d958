"""The form in which a day off is added."""

from cin.core import fields, forms
from cin.policy.models import DayOffKind


class AddDayOffForm(forms.Form):
    """A proclaimed bank holiday or a local closure day."""

    submit_label = "Add this day"

    day = fields.FutureDateField(label="Which day?", names="the day")
    kind = fields.RadioField(label="What is it?", names="what it is", choices=DayOffKind.choices)
    reason = fields.TextField(
        label="Why, and where is it said?", names="why it is a day off", max_length=200
    )
