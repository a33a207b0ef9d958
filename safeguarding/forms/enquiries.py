"""What people fill in about a section 47 enquiry."""

from typing import Any

from cin.core import fields, forms
from plans.forms import LongRecordForm
from safeguarding.models import AgencyKind, EnquiryOutcome, PartnerView

WRITTEN = (
    "seen_alone",
    "seen_at",
    "seen_by",
    "not_alone_reason",
    "voice",
    "parents_views",
    "findings",
    "outcome",
    "outcome_reason",
    "consider_plan",
    "consider_plan_reason",
    "parents_told",
    "parents_told_note",
    "child_told",
    "child_told_note",
)
_NEXT = {
    EnquiryOutcome.NOT_SUBSTANTIATED: "You are asked whether a Child in Need plan is right.",
    EnquiryOutcome.CONTINUING_RISK: "The conference decides on a child protection plan.",
}


class PartnerViewForm(forms.RowForm):
    """What one partner agency thinks of the outcome that is proposed."""

    agency = fields.SelectField(label="Agency", names="the agency", choices=AgencyKind.choices)
    name = fields.TextField(label="Who", max_length=150, required=False)
    view = fields.SelectField(
        label="What do they think of the outcome?",
        names="what they think of the outcome",
        choices=PartnerView.choices,
    )
    said = fields.LongTextField(label="In their words", rows=2, required=False)


class WriteEnquiryForm(LongRecordForm):
    """A section 47 enquiry about one child, in the order in which it happens."""

    always: list[str] = []
    finish_label = "Give it to the manager"
    conditional = {
        "seen_alone": {"yes": ["seen_at", "seen_by"], "no": ["not_alone_reason"]},
        "outcome": {EnquiryOutcome.NOT_SUBSTANTIATED: ["consider_plan", "consider_plan_reason"]},
    }
    sections = [
        ("Seeing the child", "", ["seen_alone", "voice"]),
        ("The enquiry", "", ["parents_views", "findings"]),
        ("What it found", "", ["outcome", "outcome_reason"]),
        (
            "What the partner agencies think",
            "Ask each of them about the outcome you propose, before it goes to the manager.",
            ["partner_views"],
        ),
        (
            "Telling the family",
            "Nobody's consent is needed for an enquiry. The parents and the young person are told "
            "what was decided and why, unless that puts the child at risk.",
            ["parents_told", "parents_told_note", "child_told", "child_told_note"],
        ),
    ]

    seen_alone = fields.YesNoField(
        label="Was the child seen and spoken to alone?",
        names="the child was seen and spoken to alone",
    )
    seen_at = fields.MomentField(label="When?", names="when the child was seen", past_only=True)
    seen_by = fields.PersonNameField(
        label="Who saw the child?", names="who saw the child", max_length=150
    )
    not_alone_reason = fields.LongTextField(
        label="Why not?",
        names="why the child was not seen alone",
        help_text="And what you do so that the child is. It stays due until then, or until a "
        "manager agrees with the enquiry.",
        rows=3,
    )
    voice = fields.LongTextField(
        label="What did the child say or show?",
        help_text="In the child's own words. For a baby, what was seen.",
        rows=5,
        required=False,
    )
    parents_views = fields.LongTextField(
        label="What do the parents or carers say?", rows=4, required=False
    )
    findings = fields.LongTextField(
        label="What was done, and what was found?",
        names="what was done and found",
        help_text="Who was seen, examined or spoken to, and what the checks showed.",
        rows=8,
    )
    outcome = fields.RadioField(
        label="What does the enquiry find?",
        names="what the enquiry found",
        choices=EnquiryOutcome.choices,
        hints=_NEXT,
    )
    outcome_reason = fields.LongTextField(label="Why?", names="why", rows=5)
    consider_plan = fields.YesNoField(
        label="Is a Child in Need plan right for the child?",
        names="a Child in Need plan is right",
        help_text="One that is in force can go on.",
    )
    consider_plan_reason = fields.LongTextField(label="Why is it, or why not?", names="why", rows=3)
    partner_views = forms.RowsField(
        PartnerViewForm, label="Views of the partner agencies", noun="agency"
    )
    parents_told = fields.YesNoField(
        label="Were the parents told of the decision and the reasons?",
        names="the parents were told",
    )
    parents_told_note = fields.LongTextField(
        label="When and how, and what did they say?",
        names="how the parents were told, or why not",
        help_text="If they were not told, why.",
        rows=3,
    )
    child_told = fields.YesNoField(
        label="Was the child told, as fits the child's age?", names="the child was told"
    )
    child_told_note = fields.LongTextField(
        label="When and how, and what did the child say?",
        names="how the child was told, or why not",
        help_text="If the child was not told, why: such as too young.",
        rows=3,
    )
    version = forms.VersionField()

    def written(self) -> dict[str, Any]:
        """Give what is written, by name."""
        return {name: self.cleaned_data[name] for name in WRITTEN}


class DecideEnquiryForm(forms.Form):
    """A manager's decision about the enquiry that was read."""

    submit_label = "Save the decision"
    reason_field = "comment"

    decision = fields.RadioField(
        label="What is your decision?",
        names="your decision",
        choices=[
            ("complete", "I agree with the outcome"),
            ("return", "Return it to the worker"),
        ],
        hints={"complete": "The enquiry is completed now."},
    )
    comment = fields.LongTextField(
        label="Comment",
        help_text="If you return it, say what is missing.",
        rows=4,
        required=False,
    )
    version = forms.VersionField()
