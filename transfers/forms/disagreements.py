"""Forms about what is disagreed about, what was tried, and how it ended."""

from typing import Any

from cin.core import clock, fields, forms
from transfers.models import DisagreementAbout, Level


class RaiseDisagreementForm(forms.Form):
    """What is disagreed about with whom, and how each side sees it."""

    submit_label = "Save"

    with_whom = fields.TextField(
        label="With whom?",
        names="with whom you disagree",
        help_text="Name, role and agency",
        max_length=200,
    )
    about = fields.RadioField(
        label="What about?", names="what it is about", choices=DisagreementAbout.choices
    )
    our_view = fields.LongTextField(
        label="How do you see it?",
        names="how you see it",
        help_text="What it means for the child, and what you ask for",
        rows=4,
    )
    their_view = fields.LongTextField(
        label="How do they see it?",
        names="how they see it",
        help_text="In their words, as fairly as your own",
        rows=4,
    )
    raised_on = fields.PastDateField(
        label="When did you raise it with them?", names="the day", initial=clock.today
    )


class DisagreementStepForm(forms.Form):
    """One time that it was talked about."""

    submit_label = "Save"

    level = fields.RadioField(
        label="Between whom?", names="between whom it was talked about", choices=Level.choices
    )
    happened_on = fields.PastDateField(label="When?", names="the day")
    who = fields.LongTextField(
        label="Who talked?",
        names="who talked",
        help_text="Names and roles",
        rows=2,
        max_length=2000,
    )
    what_came_of_it = fields.LongTextField(
        label="What came of it?", names="what came of it", rows=4
    )


class NotifyDisputeForm(forms.Form):
    """Nothing more is asked: what is disputed is on the page."""

    submit_label = "Put it before them"


class SettleDisagreementForm(forms.Form):
    """How a disagreement between agencies ended."""

    submit_label = "Save"

    outcome = fields.LongTextField(
        label="How did it end, and what happens now for the child?", names="how it ended", rows=4
    )
    settled_on = fields.PastDateField(label="When?", names="the day")


class DecideDisputeForm(forms.Form):
    """A senior manager's decision on a dispute between authorities."""

    submit_label = "Save the decision"
    conditional = {"took_legal_advice": {"yes": ["legal_advice"]}}

    outcome = fields.LongTextField(
        label="What do you decide, and what happens next?", names="what you decide", rows=4
    )
    outcome_reason = fields.LongTextField(
        label="What are your reasons?", names="your reasons", rows=4
    )
    took_legal_advice = fields.YesNoField(
        label="Did you take legal advice?", names="you took legal advice"
    )
    legal_advice = fields.LongTextField(
        label="What did Legal Services advise?", names="what Legal Services advised", rows=3
    )
    settled_on = fields.PastDateField(label="When?", names="the day", initial=clock.today)

    def answers(self) -> dict[str, Any]:
        """Give the answers as the service takes them."""
        return {**self.cleaned_data, "legal_advice": self.cleaned_data["legal_advice"] or ""}
