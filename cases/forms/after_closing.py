"""A contact after the case was closed."""

from cases.models import NoteKind
from cin.core import fields
from cin.core.forms import Form


class RecordContactForm(Form):
    """Who asked, when, and what was said."""

    submit_label = "Save the contact"

    kind = fields.RadioField(
        label="Who asked?",
        names="who asked",
        choices=[
            (NoteKind.FAMILY.value, "The family"),
            (NoteKind.CHILD.value, "The child"),
            (NoteKind.PROFESSIONAL.value, "A professional"),
            (NoteKind.MEETING.value, "Nobody: we went to a Team Around the Family meeting"),
        ],
    )
    happened_at = fields.MomentField(
        label="When?", names="the date and time of the contact", past_only=True
    )
    who = fields.TextField(label="Who exactly?", required=False, max_length=1000)
    text = fields.LongTextField(
        label="What was asked, and what did you say?", names="what was asked and said", rows=6
    )
