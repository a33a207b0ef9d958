"""Forms for a concern about a child, and the decision on it."""

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
    """A manager's decision on a concern."""

    submit_label = "Save the decision"

    calls_strategy = fields.YesNoField(
        label="Is a strategy discussion needed?",
        names="a strategy discussion is needed",
        hints={
            True: "There is reasonable cause to suspect significant harm.",
            False: "The threshold is not met.",
        },
    )
    reason = fields.LongTextField(label="Reason", names="the reason for the decision", rows=5)
