"""What a panel decided."""

from cin.core import fields
from cin.core.forms import Form
from cin.documents.fields import AttachmentField


class PanelDecisionsForm(Form):
    """The decisions, and the panel's paper."""

    submit_label = "Save the decisions"

    decisions = fields.LongTextField(
        label="What did the panel decide?",
        names="what the panel decided",
        help_text="Each decision, who carries it out, and by when",
        rows=8,
    )
    file = AttachmentField(label="The panel's paper, if you have it", required=False)
    file_title = fields.TextField(label="What does the file show?", required=False, max_length=200)
