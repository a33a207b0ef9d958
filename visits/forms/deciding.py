"""What is asked about seeing a child alone, and what is added to a finished record."""

from collections.abc import Sequence
from typing import Any

from cases.models import Case
from cin.core import fields
from cin.core.forms import Form

AGREE, REFUSE = "agree", "refuse"
CONTINUES, ENDS = "continues", "ends"
WHOLE = "whole"


class AskNotAloneForm(Form):
    """Why a manager should decide that a child is not seen alone."""

    submit_label = "Ask the manager"

    reason = fields.LongTextField(
        label="Why should the child not be seen alone?",
        names="why the child should not be seen alone",
        help_text="What you tried, what the child wants, and how the child's views are heard",
    )


class DecideNotAloneForm(Form):
    """A manager's decision about seeing a child alone."""

    submit_label = "Save the decision"
    conditional = {"decision": {AGREE: ["valid_until"]}}

    decision = fields.RadioField(
        label="What do you decide?",
        names="what you decide",
        choices=[
            (AGREE, "The child need not be seen alone for now"),
            (REFUSE, "The child is to be seen alone"),
        ],
    )
    valid_until = fields.FutureDateField(label="Until when?", names="the last day of the decision")
    rationale = fields.LongTextField(
        label="Reasons for the decision", names="the reasons for the decision"
    )


class ReviewNotAloneForm(Form):
    """What a manager found when the decision was reviewed in supervision."""

    submit_label = "Save the review"
    conditional = {"outcome": {CONTINUES: ["valid_until"]}}

    outcome = fields.RadioField(
        label="Does the decision still hold?",
        names="whether the decision still holds",
        choices=[
            (CONTINUES, "Yes, it goes on"),
            (ENDS, "No, the child is to be seen alone from now on"),
        ],
    )
    valid_until = fields.FutureDateField(label="Until when?", names="the last day of the decision")
    note = fields.LongTextField(
        label="What was found in supervision?", names="what was found in supervision", rows=3
    )


class AddToVisitForm(Form):
    """Something to add to a finished record."""

    submit_label = "Add to the record"

    about = fields.RadioField(label="What is it about?", names="what it is about")
    why = fields.TextField(
        label="Why is it added?",
        names="why it is added",
        help_text="For example, something was left out, or was wrong",
    )
    text = fields.LongTextField(label="What is added?", names="what is added")

    def __init__(self, *args: Any, children: Sequence[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["about"]
        offered.choices = [
            (WHOLE, "The visit as a whole"),
            *((str(case.pk), f"{case.child} alone") for case in children),
        ]

    def about_case(self) -> int | None:
        """Give the case of the child it is about, or nothing when about the whole."""
        about = self.cleaned_data["about"]
        return None if about == WHOLE else int(about)
