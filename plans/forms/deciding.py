"""Forms for starting a plan, deciding on it, changing it and sending it."""

from collections.abc import Sequence
from typing import Any

from cases.forms.telling import SendingForm
from cin.core import fields, forms
from plans.models import PlanKind


class DraftPlanForm(forms.Form):
    """Nothing to fill in: the plan is written on the next page."""

    submit_label = "Start the plan"


class TakeBackPlanForm(forms.Form):
    """Nothing to fill in: the page says what taking back does."""

    submit_label = "Take the plan back"


class DecidePlanForm(forms.Form):
    """A manager's decision about the plan that was read."""

    submit_label = "Save the decision"
    reason_field = "comment"

    decision = fields.RadioField(
        label="What is your decision?", names="your decision", choices=[("return", "Return it")]
    )
    confirmed = fields.CheckboxesField(label="What do you confirm?", required=False)
    comment = fields.LongTextField(
        label="Comment",
        help_text="If you return the plan, say what needs to change.",
        rows=4,
        required=False,
    )
    version = forms.VersionField()

    def __init__(
        self,
        *args: Any,
        agree: str,
        agree_hint: str,
        statements: Sequence[str],
        lacks_services: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        own: dict[str, Any] = self.fields
        if lacks_services:
            own["comment"].help_text = (
                "Say what follows for the child from the services that are not there. "
                f"{own['comment'].help_text}"
            )
        own["decision"].choices = [
            ("agree", agree),
            ("return", "Return it for changes"),
        ]
        own["decision"].hints = {"agree": agree_hint}
        own["confirmed"].choices = [(each, each) for each in statements]
        if statements:
            self.conditional = {"decision": {"agree": ["confirmed"]}}
        else:
            del self.fields["confirmed"]


class AmendPlanForm(forms.Form):
    """Why there will be a new version."""

    submit_label = "Start the new version"

    kind = fields.RadioField(
        label="Why is the plan changing?",
        names="why the plan is changing",
        choices=[
            (PlanKind.REVIEW.value, "A review or meeting changed it"),
            (PlanKind.MINOR.value, "A small change between reviews"),
        ],
    )

    def __init__(self, *args: Any, hints: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: dict[str, Any] = self.fields
        own["kind"].hints = hints


class CirculatePlanForm(SendingForm):
    """The sending of a plan."""

    submit_label = "Save"


class AgreeIntervalsForm(forms.Form):
    """A manager's agreement to how often there are visits and reviews."""

    submit_label = "Agree"
    reason_field = "note"

    note = fields.LongTextField(label="Comment", rows=3, required=False)


class TakeIntoPlanForm(forms.Form):
    """Nothing but the button."""

    submit_label = "Use it"
