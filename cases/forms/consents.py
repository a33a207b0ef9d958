"""What people fill in about consent: an answer, a refusal brought to a manager, the decision."""

from collections.abc import Sequence
from typing import Any, cast

from cases.models import (
    ConsentPurpose,
    ConsentResponse,
    Explained,
    OverrideBasis,
    RefusalReview,
    RefusalState,
)
from cases.models.consents import DISCUSSION
from cases.selectors.consents import Asked
from cin.core import fields
from cin.core.forms import Form
from cin.documents.fields import AttachmentField

ACCEPT, OVERRIDE = "accept", "override"
_REASON_OF = {
    ConsentResponse.REFUSED: "refused_reasons",
    ConsentResponse.WITHDRAWN: "withdrawn_reasons",
    ConsentResponse.NOT_SOUGHT: "not_sought_reasons",
}


class RecordConsentForm(Form):
    """Who was asked, for what, what was explained, and the answer.

    `people` are those who can be asked, and `papers` what the authority gives to families.
    """

    submit_label = "Save"
    sections = [
        ("Who and what", "", ["person_id", "understanding", "purposes"]),
        ("What was explained", "", ["explained", "explanation", "information_given"]),
        ("The answer", "", ["response", "alternative", "answered_on", "valid_until"]),
        ("The signed form", "", ["file"]),
    ]
    conditional = {
        "purposes": {ConsentPurpose.OTHER: ["other_purpose"]},
        "response": {response: [field] for response, field in _REASON_OF.items()},
    }

    person_id = fields.RadioField(label="Who was asked?", names="who was asked", coerce=int)
    understanding = fields.LongTextField(
        label="If it was the child: how do they understand it?",
        names="how the child understands it",
        help_text="Their age and understanding, and how you know",
        required=False,
        rows=2,
    )
    purposes = fields.CheckboxesField(
        label="What were they asked to agree to?",
        names="what they were asked to agree to",
        choices=ConsentPurpose.choices,
    )
    other_purpose = fields.TextField(label="To what else?", names="what else")
    explained = fields.CheckboxesField(
        label="What was explained?",
        names="what was explained",
        choices=Explained.choices,
        required=False,
    )
    explanation = fields.LongTextField(
        label="How was it explained, and what did they ask?",
        names="how it was explained",
        required=False,
        rows=3,
    )
    information_given = fields.CheckboxesField(
        label="What was given to them?", names="what was given to them", required=False
    )
    response = fields.RadioField(
        label="What was the answer?",
        names="the answer",
        choices=[(each.value, each.label) for each in ConsentResponse if each != "without"],
    )
    refused_reasons = fields.LongTextField(
        label="Why did they refuse?",
        names="why they refused",
        help_text="What they said, and what you said to reassure them or make it clear",
        rows=4,
    )
    withdrawn_reasons = fields.LongTextField(
        label="Why did they withdraw it?", names="why they withdrew it", rows=4
    )
    not_sought_reasons = fields.LongTextField(
        label="Why were they not asked?", names="why they were not asked", rows=4
    )
    alternative = fields.LongTextField(
        label="What other support did they propose, and what do you think of it?",
        names="what other support they proposed",
        help_text="Leave empty if they proposed none",
        required=False,
        rows=3,
    )
    answered_on = fields.PastDateField(label="When was that?", names="the date of the answer")
    valid_until = fields.DateField(
        label="Last day on which it holds, if it was given for a time",
        names="the last day",
        required=False,
    )
    file = AttachmentField(label="Signed consent form", required=False)

    def __init__(
        self, *args: Any, people: Sequence[Asked], papers: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        self._offer("person_id", [(str(each.person.pk), each.in_words) for each in people])
        self._offer("information_given", [(paper, paper) for paper in papers])
        if not papers:
            del self.fields["information_given"]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast(Any, self.fields[name]).choices = choices

    def answers(self) -> dict[str, Any]:
        """Give the answers as the service takes them."""
        given = dict(self.cleaned_data)
        given.pop("file", None)
        reasons = [given.pop(field) for field in _REASON_OF.values()]
        return {**given, "reasons": "".join(filter(None, reasons))}

    def add_error(self, field: str | None, error: Any) -> None:
        """Show what is wrong with the reasons beside the box that is shown."""
        if field == "reasons":
            field = _REASON_OF.get(ConsentResponse(self.cleaned_data["response"]), "response")
        super().add_error(field, error)


class BringRefusalForm(Form):
    """What the worker proposes; and what worker and manager thought through, where they must."""

    submit_label = "Bring it to the manager"
    conditional = {"proposal": {OVERRIDE: ["basis"]}}

    proposal = fields.RadioField(
        label="What do you propose?",
        names="what you propose",
        choices=[
            (ACCEPT, "That the refusal is accepted"),
            (OVERRIDE, "That the work goes on without agreement"),
        ],
    )
    basis = fields.RadioField(
        label="On what ground?", names="the ground", choices=OverrideBasis.choices
    )
    reason = fields.LongTextField(label="Why?", names="why", rows=4)

    def __init__(self, *args: Any, must_discuss: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = "" if must_discuss else "Leave these empty if there was none"
        self.sections = [
            ("Reflective discussion with your manager", hint, ["discussed_on", *DISCUSSION]),
            ("What you propose", "", ["proposal", "reason"]),
        ]
        self.fields["discussed_on"] = fields.PastDateField(
            label="When did you talk it through?",
            names="when you talked it through",
            required=must_discuss,
        )
        for name, question in DISCUSSION.items():
            self.fields[name] = fields.LongTextField(
                label=question, names=_NAMES[name], required=must_discuss, rows=3
            )

    def answers(self) -> dict[str, Any]:
        """Give the answers as the service takes them."""
        given = dict(self.cleaned_data)
        given.pop("proposal")
        return {**given, "basis": given["basis"] or ""}


_NAMES = {
    "short_term": "what it means in the short term",
    "long_term": "what it means in the long term",
    "implications": "what assessing, or not assessing, would bring",
}


class DecideRefusalForm(Form):
    """A manager's decision on a refusal, with its reasons."""

    submit_label = "Save the decision"
    conditional = {"decision": {RefusalState.AUTHORISED: ["basis"]}}

    decision = fields.RadioField(
        label="What is your decision?",
        names="your decision",
        choices=[
            (RefusalState.ACCEPTED, "Accept the refusal"),
            (RefusalState.AUTHORISED, "Authorise going on without agreement"),
            (RefusalState.RETURNED, "Neither: the family is to be spoken with again"),
            (RefusalState.ESCALATED, "Consider whether the child is suffering significant harm"),
        ],
        hints={
            RefusalState.ACCEPTED: "The impact on the child is not significant.",
            RefusalState.ESCALATED: "You are asked next to raise the concern.",
        },
    )
    basis = fields.RadioField(
        label="On what ground?", names="the ground", choices=OverrideBasis.choices
    )
    reason = fields.LongTextField(
        label="Analysis and reasons for your decision",
        names="the reasons for your decision",
        rows=5,
    )

    def __init__(self, *args: Any, review: RefusalReview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].initial = review.basis or None
