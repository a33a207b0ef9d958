"""What people fill in about an assessment."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from assessments.models import Assessment, AssessmentOutcome, ConsentToAssessment, S17Ground
from assessments.selectors import Section
from cases.forms.drafts import DraftForm
from cases.models import Case
from cases.selectors.consents import who_can_agree
from cin.core import fields
from cin.core.forms import Form, VersionField
from cin.procedures.codes import INITIATION_REASONS

APPROVE, RETURN = "approve", "return"
CONCLUSIONS = ("outcome", "outcome_reason", "s17_ground", "initiation_reason", "plan_decided_on")


class BeginAssessmentForm(Form):
    """When an assessment starts, and whether the family agreed to it."""

    submit_label = "Begin the assessment"
    conditional = {
        "consent": {
            ConsentToAssessment.GIVEN: ["agreed_by"],
            ConsentToAssessment.OVERRIDDEN: ["consent_reason"],
        }
    }

    started_on = fields.PastDateField(
        label="When does the assessment start?",
        names="the start of the assessment",
        not_before_why="when the case was allocated",
    )
    consent = fields.RadioField(
        label="Did the family agree to be assessed?",
        names="whether the family agreed",
        choices=ConsentToAssessment.choices,
    )
    agreed_by = fields.CheckboxesField(
        label="Who agreed?",
        names="who agreed",
        help_text="Tick those whose agreement is not recorded yet",
        required=False,
        coerce=int,
    )
    consent_reason = fields.LongTextField(
        label="Why does the assessment go on without the family's agreement?",
        names="why the assessment goes on without the family's agreement",
        rows=4,
    )

    def __init__(self, *args: Any, case: Case, must_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(fields.PastDateField, self.fields["started_on"]).not_before = case.allocated_on
        self.fields["agreed_by"].required = must_name
        asked = [(str(each.person.pk), each.in_words) for each in who_can_agree(case)]
        cast(fields.CheckboxesField, self.fields["agreed_by"]).choices = asked


class WriteAssessmentForm(DraftForm):
    """An assessment, section by section, and what it recommends.

    `parts` are the sections with their hints; `reasons` the codes of the authority's reasons for
    starting a plan.
    """

    finish_label = "Submit to the manager"
    conditional = {
        "outcome": {
            AssessmentOutcome.CIN_PLAN: ["s17_ground", "initiation_reason", "plan_decided_on"]
        }
    }

    outcome = fields.RadioField(
        label="What does the assessment recommend?",
        names="what it recommends",
        choices=AssessmentOutcome.choices,
    )
    s17_ground = fields.RadioField(
        label="On which ground is the child in need?",
        names="on which ground the child is in need",
        help_text="Section 17(10) of the Children Act 1989",
        choices=S17Ground.choices,
    )
    initiation_reason = fields.SelectField(
        label="Why does the plan start?", names="why the plan starts"
    )
    plan_decided_on = fields.PastDateField(
        label="When was it decided that a plan is needed?",
        names="the date of the decision",
        help_text="Leave empty if the manager's approval decides it",
        required=False,
        not_before_why="when the referral was received",
    )
    outcome_reason = fields.LongTextField(
        label="Why?", names="the reason for the recommendation", rows=4
    )
    version = VersionField()

    def __init__(
        self,
        *args: Any,
        case: Case,
        parts: Sequence[Section],
        reasons: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        for part in parts:
            self.fields[part.field] = fields.LongTextField(
                label=part.title, help_text=part.hint, rows=8
            )
        known = self.initial.get("initiation_reason")
        codes = [*reasons, *([known] if known and known not in reasons else [])]
        self.fields["initiation_reason"] = fields.SelectField(
            label="Why does the plan start?",
            names="why the plan starts",
            choices=[(code, INITIATION_REASONS.get(code, code)) for code in codes],
        )
        decided = cast(fields.PastDateField, self.fields["plan_decided_on"])
        decided.not_before = case.referral.received_on
        self.sections = [
            ("What was found", "", [part.field for part in parts]),
            ("What follows", "", ["outcome", "outcome_reason"]),
        ]

    @property
    def may_wait(self) -> set[str]:
        """Name everything: an assessment can be saved with nothing in it."""
        return {*self.fields}

    def text_answers(self) -> dict[str, Any]:
        """Give the whole text: sections by code, and the conclusions."""
        answers = self.cleaned_data
        sections = {part.code: answers[part.field] for part in self.parts}
        return {"sections": sections, **{name: answers[name] for name in CONCLUSIONS}}

    def show_theirs(self, theirs: Mapping[str, Any]) -> None:
        """Show each section that somebody else changed beside its own box."""
        others = dict(theirs)
        sections = others.pop("sections", {})
        changed = {
            part.field: sections.get(part.code, "")
            for part in self.parts
            if sections and sections.get(part.code, "") != self.cleaned_data[part.field]
        }
        super().show_theirs({**others, **changed})


class TakeBackAssessmentForm(Form):
    """Nothing but the button."""

    submit_label = "Take it back"


class DecideAssessmentForm(Form):
    """A manager's decision on the version that was read."""

    submit_label = "Save the decision"
    conditional = {"decision": {APPROVE: ["comment"], RETURN: ["changes"]}}

    decision = fields.RadioField(
        label="What is your decision?",
        names="your decision",
        choices=[(APPROVE, "Approve the assessment"), (RETURN, "Return it for changes")],
    )
    comment = fields.LongTextField(label="Comment", required=False, rows=4)
    changes = fields.LongTextField(
        label="What needs to change?", names="what needs to change", rows=4
    )
    version = VersionField()

    def __init__(self, *args: Any, assessment: Assessment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = assessment.version


class AgreeAssessmentDateForm(Form):
    """The manager's own date for an assessment."""

    submit_label = "Set the date"

    due_on = fields.FutureDateField(
        label="By when must the assessment be finished?",
        names="the date",
        help_text="It can bring the procedure's own limit forward, never put it off",
    )
