"""What people fill in about sharing: what was shared with whom, and advice that was asked."""

from collections.abc import Sequence
from typing import Any, cast

from cases.forms.telling import SendingForm
from cases.models import Adviser, OverrideBasis, TellingWay
from cases.selectors.sharings import MANAGER, PROTECTION, Allowance
from cin.core import fields
from cin.core.forms import Form


class RecordSharingForm(SendingForm):
    """Something that was shared, and what allowed it."""

    submit_label = "Save"
    conditional = {
        "allowed_by": {MANAGER: ["ground", "manager_grounds"], PROTECTION: ["protection_grounds"]}
    }

    what = fields.LongTextField(
        label="What was shared?",
        names="what was shared",
        help_text="Name each paper, and what was said",
        rows=4,
    )
    why = fields.LongTextField(
        label="Why did they need to know it?",
        names="why they needed to know it",
        help_text="Share what is needed and no more",
        rows=3,
    )
    way = fields.RadioField(label="How?", names="how it was shared", choices=TellingWay.choices)
    shared_by = fields.TextField(label="Who shared it?", names="who shared it", max_length=150)
    allowed_by = fields.RadioField(
        label="What allowed it?",
        names="what allowed it",
        help_text="An agreement, only where it covers what was shared and with whom",
        hints={
            PROTECTION: "Data protection does not stand in the way where not sharing, or asking "
            "first, would put somebody at risk of harm."
        },
    )
    ground = fields.RadioField(
        label="On what ground?", names="the ground", choices=OverrideBasis.choices
    )
    manager_grounds = fields.LongTextField(
        label="What led you to decide so?", names="what led you to decide so", rows=3
    )
    protection_grounds = fields.LongTextField(
        label="What harm would not sharing, or asking first, have risked?",
        names="the harm it protects from",
        rows=3,
    )
    field_order = [
        "people",
        "recipients",
        "despite",
        "what",
        "why",
        "sent_on",
        "way",
        "shared_by",
        "allowed_by",
        "ground",
        "manager_grounds",
        "protection_grounds",
    ]

    def __init__(self, *args: Any, allowed: Sequence[Allowance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: dict[str, Any] = self.fields
        own["sent_on"].label, own["sent_on"].names = "When?", "the day it was shared"
        for name in ("people", "recipients"):
            if name in own:
                own[name].names = "who it was shared with"
        if "people" in own:
            own["people"].label = "Who was it shared with?"
        choice = cast(fields.RadioField, self.fields["allowed_by"])
        choice.choices = [(each.key, each.label) for each in allowed]
        self.order_fields(self.field_order)

    def answers(self) -> dict[str, Any]:
        """Give the answers as the service takes them."""
        given = self.cleaned_data
        grounds = given["manager_grounds"] or given["protection_grounds"] or ""
        plain = {name: given[name] for name in ("what", "why", "way", "shared_by", "allowed_by")}
        return {
            **plain,
            "recipients": self.named(),
            "shared_on": given["sent_on"],
            "ground": given["ground"] or "",
            "grounds": grounds,
            "despite": self.despite,
        }

    def add_error(self, field: str | None, error: Any) -> None:
        """Show what is wrong beside the box that is shown."""
        if field == "grounds":
            is_manager = self.cleaned_data.get("allowed_by") == MANAGER
            field = "manager_grounds" if is_manager else "protection_grounds"
        super().add_error({"shared_on": "sent_on"}.get(field or "", field), error)


class AnswerAdviceForm(Form):
    """What the adviser answered, and when."""

    submit_label = "Save the answer"

    answer = fields.LongTextField(label="What was the answer?", names="the answer", rows=5)
    answered_on = fields.PastDateField(label="When did they answer?", names="the day of the answer")


class AskAdviceForm(Form):
    """Whom the worker asked about sharing, and the answer if there is one."""

    submit_label = "Save"
    conditional = {"is_answered": {"yes": ["answer", "answered_on"]}}

    adviser = fields.RadioField(
        label="Who was asked?", names="who was asked", choices=Adviser.choices
    )
    adviser_name = fields.TextField(label="Their name", names="their name", max_length=150)
    asked_on = fields.PastDateField(label="When?", names="the day they were asked")
    question = fields.LongTextField(
        label="What did you ask?",
        names="what you asked",
        help_text="What you want to share with whom, and what makes you doubt it",
        rows=4,
    )
    is_answered = fields.YesNoField(label="Have they answered?", names="they have answered")
    answer = fields.LongTextField(label="What was the answer?", names="the answer", rows=5)
    answered_on = fields.PastDateField(label="When did they answer?", names="the day of the answer")

    def answers(self) -> dict[str, Any]:
        """Give the answers as the service takes them."""
        given = dict(self.cleaned_data)
        given.pop("is_answered")
        return {**given, "answer": given["answer"] or ""}
