"""Forms for a concern about a child, and the decision on it."""

from typing import Any, cast

from cin.core import fields, forms


class RaiseConcernForm(forms.Form):
    """What somebody is worried about."""

    submit_label = "Raise the concern"

    what = fields.LongTextField(
        label="What are you worried about?",
        names="what you are worried about",
        help_text="What you saw or heard, when, who told you, and where the child is now.",
        rows=8,
    )


class DecideConcernForm(forms.Form):
    """A manager's decision on a concern; a legal planning meeting where the procedure knows it."""

    submit_label = "Save the decision"

    calls_strategy = fields.YesNoField(
        label="Is a strategy discussion needed?",
        names="a strategy discussion is needed",
        hints={
            True: "There is reasonable cause to suspect significant harm.",
            False: "There is none, or the harm is answered in another way.",
        },
    )
    calls_legal_planning = fields.YesNoField(
        label="Does it go to a legal planning meeting instead?",
        names="it goes to a legal planning meeting",
        hints={False: "The threshold is not met."},
    )
    reason = fields.LongTextField(label="Reason", names="the reason for the decision", rows=5)

    def __init__(self, *args: Any, asks_legal_planning: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks_legal_planning:
            self.conditional = {"calls_strategy": {"no": ["calls_legal_planning"]}}
        else:
            del self.fields["calls_legal_planning"]
            asked = cast(fields.YesNoField, self.fields["calls_strategy"])
            asked.hints = {**asked.hints, "no": "The threshold is not met."}

    def decision(self) -> dict[str, Any]:
        """Give the decision as the service wants it."""
        answers = self.cleaned_data
        return {
            "calls_strategy": answers["calls_strategy"],
            "calls_legal_planning": bool(answers.get("calls_legal_planning")),
            "reason": answers["reason"],
        }
