"""What people fill in about a legal planning meeting."""

from typing import Any

from cases.forms.telling import LimitsKeptForm, limits_kept_field
from cin.core import fields
from safeguarding.models import LegalDecision


class LegalMeetingForm(LimitsKeptForm):
    """When a legal planning meeting was held, who was there, what it decided, and what is next."""

    submit_label = "Save the record"
    sections = [
        ("The meeting", "", ["held_at", "chair_name", "present", "limits_kept"]),
        ("What was decided", "", ["decision", "reasons"]),
        ("What happens next", "", ["next_step", "next_by", "next_on"]),
    ]

    held_at = fields.MomentField(
        label="When was it held?", names="the date and time", past_only=True
    )
    chair_name = fields.PersonNameField(
        label="Who chaired it?", names="who chaired it", max_length=150
    )
    present = fields.LongTextField(
        label="Who was there?",
        names="who was there",
        help_text="One person on each line, with their job",
        rows=4,
    )
    limits_kept = limits_kept_field("this record", came="was there")
    decision = fields.RadioField(
        label="What was decided?", names="what was decided", choices=LegalDecision.choices
    )
    reasons = fields.LongTextField(
        label="Why was it decided so?",
        names="why it was decided so",
        help_text="The facts and the plan for the child. Legal advice is confidential to the "
        "authority: it stays with Legal Services.",
        rows=5,
    )
    next_step = fields.LongTextField(
        label="What happens next?",
        names="what happens next",
        help_text="Such as a letter before proceedings, or work that is done first",
        rows=3,
    )
    next_by = fields.TextField(label="Who does it?", names="who does it", max_length=150)
    next_on = fields.DateField(label="By when, if a day was named?", required=False)

    def details(self) -> dict[str, Any]:
        """Give what is said of the meeting."""
        return {name: text for name, text in self.cleaned_data.items() if name != "limits_kept"}
