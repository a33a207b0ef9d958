"""What people fill in when they ask other agencies and specialists."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from assessments.models import AskedBy, ReplyKind, SharingBasis
from cin.core import fields
from cin.core.forms import Form

OTHER = "other"


class AskAgenciesForm(Form):
    """Whom somebody asked about a child, when, how and on what basis."""

    submit_label = "Save"
    conditional = {
        "agencies": {OTHER: ["other_agency"]},
        "basis": {SharingBasis.OVERRIDE: ["basis_reason"]},
    }

    agencies = fields.CheckboxesField(label="Who was asked?", names="who was asked")
    other_agency = fields.TextField(label="Which agency?", names="the agency", max_length=100)
    contact = fields.TextField(
        label="Whom did you speak or write to?", required=False, max_length=200
    )
    asked_on = fields.PastDateField(
        label="When?", names="the date", not_before_why="when the referral was received"
    )
    method = fields.RadioField(label="How?", names="how they were asked", choices=AskedBy.choices)
    basis = fields.RadioField(
        label="On what basis?", names="on what basis they were asked", choices=SharingBasis.choices
    )
    basis_reason = fields.LongTextField(
        label="Why without the family's agreement?",
        names="why you asked without the family's agreement",
        rows=3,
    )
    question = fields.LongTextField(label="What did you ask?", names="what you asked", rows=4)

    def __init__(
        self, *args: Any, offered: Sequence[str], received_on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        cast(fields.CheckboxesField, self.fields["agencies"]).choices = [
            *((name, name) for name in offered),
            (OTHER, "Another agency"),
        ]
        cast(fields.PastDateField, self.fields["asked_on"]).not_before = received_on

    def agencies_asked(self) -> list[str]:
        """List the agencies by name, with the one that was typed."""
        chosen = [name for name in self.cleaned_data["agencies"] if name != OTHER]
        typed = self.cleaned_data["other_agency"]
        return [*chosen, typed] if typed else chosen


class RecordReplyForm(Form):
    """What an agency answered."""

    submit_label = "Save the answer"
    conditional = {
        "kind": {ReplyKind.TOLD: ["reply"], ReplyKind.DECLINED: ["reply"]},
    }

    replied_on = fields.PastDateField(
        label="When did they answer?",
        names="the date of the answer",
        not_before_why="when they were asked",
    )
    kind = fields.RadioField(
        label="What came of it?", names="what came of it", choices=ReplyKind.choices
    )
    reply = fields.LongTextField(
        label="What did they say?",
        names="what they said",
        help_text="If they declined, their reason",
        rows=6,
    )
    reply_from = fields.TextField(label="Who answered?", required=False)


class ChaseReplyForm(Form):
    """Asking an agency again."""

    submit_label = "Save"

    chased_on = fields.PastDateField(
        label="When did you ask again?", names="the date", not_before_why="when they were asked"
    )
    note = fields.LongTextField(label="Note", required=False, rows=3)


class RequestSpecialistForm(Form):
    """What a specialist is asked to assess, and by when."""

    submit_label = "Save the request"

    kind = fields.TextField(
        label="Which assessment?",
        names="which assessment",
        help_text="Such as a speech and language assessment or a parenting assessment",
        max_length=150,
    )
    provider = fields.TextField(label="Who does it?", names="who does it", max_length=150)
    why = fields.LongTextField(
        label="Why is it needed?",
        names="why it is needed",
        help_text="The complex or additional needs, and what you must know",
        rows=4,
    )
    requested_on = fields.PastDateField(
        label="When was it asked for?",
        names="the date it was asked for",
        not_before_why="when the referral was received",
    )
    due_on = fields.DateField(label="When is it due?", names="the date it is due")


class ReceiveSpecialistForm(Form):
    """What a specialist found."""

    submit_label = "Save"

    received_on = fields.PastDateField(
        label="When did it come?",
        names="the date it came",
        not_before_why="when it was asked for",
    )
    summary = fields.LongTextField(
        label="What did it find?",
        names="what it found",
        help_text="In a few sentences, with what it means for the child",
        rows=8,
    )
