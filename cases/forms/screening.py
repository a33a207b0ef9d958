"""Deciding what follows from a referral."""

from collections.abc import Sequence
from typing import Any

from cases.models import ScreeningDecision
from cin.core import fields
from cin.core.forms import Form


class ScreenReferralForm(Form):
    """What follows from a referral; `services` are those of early help that the procedure names."""

    submit_label = "Save the decision"
    conditional = {
        "decision": {ScreeningDecision.EARLY_HELP: ["service", "contact", "help_wanted"]}
    }

    decision = fields.RadioField(
        label="What should happen?",
        names="what should happen",
        choices=ScreeningDecision.choices,
        hints={
            ScreeningDecision.ASSESSMENT: "The case can then be allocated to a social worker.",
            ScreeningDecision.EARLY_HELP: "The case closes today.",
            ScreeningDecision.NO_FURTHER_ACTION: "The case closes today.",
        },
    )
    reason = fields.LongTextField(
        label="Reasons for the decision", names="the reasons for the decision"
    )
    service = fields.TextField(
        label="Which early help service?", names="which early help service", max_length=200
    )
    contact = fields.TextField(
        label="Whom there?",
        required=False,
        max_length=200,
        help_text="Name and telephone number, if you know them",
    )
    help_wanted = fields.LongTextField(
        label="What is the help for?", names="what the help is for", rows=3
    )

    def __init__(self, *args: Any, services: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if services:
            self.fields["service"].help_text = f"For example: {', '.join(services)}"

    def early_help_answers(self) -> dict[str, str] | None:
        """Give what is said of the early help, or None for another decision."""
        told = self.cleaned_data
        if told["decision"] != ScreeningDecision.EARLY_HELP:
            return None
        return {name: told[name] for name in ("service", "contact", "help_wanted")}
