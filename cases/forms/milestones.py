"""Recording that something the procedure asks for was done."""

from cin.core import fields
from cin.core.forms import Form


class RecordMilestoneForm(Form):
    """When it was done, and a note of it."""

    submit_label = "Save"

    happened_on = fields.PastDateField(label="When was it done?", names="the date it was done")
    note = fields.LongTextField(
        label="Note",
        names="a note of what was done or decided",
        help_text="What was done or decided, by whom, and what comes next",
    )
