"""What people fill in about an assessment."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from assessments.forms.checkpoints import offer_routes
from assessments.models import (
    Assessment,
    AssessmentOutcome,
    AssessmentRoute,
    ConsentToAssessment,
    Heard,
    S17Ground,
)
from assessments.selectors.sections import Section
from cases.forms.drafts import DraftForm
from cases.models import Case
from cases.selectors.consents import who_can_agree
from cin.core import fields
from cin.core.forms import Form, VersionField
from cin.policy.selectors import procedure_in_force
from cin.procedures.book import Procedure
from cin.procedures.codes import ASSESSMENT_FACTORS, INITIATION_REASONS

APPROVE, RETURN = "approve", "return"
CONCLUSIONS = (
    "factors",
    "threshold_level",
    "outcome",
    "outcome_reason",
    "early_help_considered",
    "s17_ground",
    "initiation_reason",
    "plan_decided_on",
)


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
    starting a plan; `levels` its levels of need; `provenance` says by section code what was taken
    from earlier records.
    """

    finish_label = "Submit to the manager"
    conditional = {
        "outcome": {
            AssessmentOutcome.CIN_PLAN: ["s17_ground", "initiation_reason", "plan_decided_on"],
            AssessmentOutcome.NO_FURTHER_ACTION: ["early_help_considered"],
        }
    }

    factors = fields.CheckboxesField(
        label="Which factors did the assessment find?",
        names="the factors",
        help_text="All that apply. They go into the national census.",
        choices=list(ASSESSMENT_FACTORS.items()),
    )
    threshold_level = fields.SelectField(
        label="Which level of need does the child have?", names="the level of need"
    )
    outcome = fields.RadioField(
        label="What does the assessment recommend?",
        names="what it recommends",
        choices=AssessmentOutcome.choices,
    )
    s17_ground = fields.CheckboxesField(
        label="On which ground is the child in need?",
        names="on which ground the child is in need",
        help_text="Section 17(10) of the Children Act 1989. Tick all that apply",
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
    early_help_considered = fields.LongTextField(
        label="How was early help considered, and why is it not needed?",
        names="how early help was considered",
        rows=3,
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
        levels: Sequence[str],
        provenance: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        self._offer_outcomes(procedure_in_force(case.authority_id))
        for part in parts:
            self._ask_for(part, provenance.get(part.code, ""))
        self._offer_reasons(reasons)
        self._offer_levels(levels)
        decided = cast(fields.PastDateField, self.fields["plan_decided_on"])
        decided.not_before = case.referral.received_on
        asked = [name for part in parts for name in (part.field, part.heard_field)]
        found = [name for name in asked if name in self.fields]
        self.sections = [
            ("What was found", "", [*found, "factors"]),
            ("What follows", "", ["threshold_level", "outcome", "outcome_reason"]),
        ]

    def _ask_for(self, part: Section, provenance: str) -> None:
        self.fields[part.field] = fields.LongTextField(
            label=part.title,
            help_text=" ".join(text for text in (part.hint, provenance) if text),
            rows=8,
        )
        if part.whose:
            self.fields[part.heard_field] = fields.SelectField(
                label=f"How was this heard from {part.whose}?",
                names=f"how {part.whose} was heard",
                help_text="If not at all, write above why, and what you did to reach them",
                choices=Heard.choices,
            )

    def _offer_outcomes(self, procedure: Procedure) -> None:
        unlike = str(procedure.get("non_statutory_plan_label") or "")
        words = {**dict(AssessmentOutcome.choices), AssessmentOutcome.INTERVENTION_PLAN: unlike}
        offered = [(code, label) for code, label in words.items() if label]
        cast(fields.RadioField, self.fields["outcome"]).choices = offered
        self.fields["early_help_considered"].required = procedure.flag("early_help_considered")

    def _offer_reasons(self, reasons: Sequence[str]) -> None:
        known = self.initial.get("initiation_reason")
        codes = [*reasons, *([known] if known and known not in reasons else [])]
        cast(fields.SelectField, self.fields["initiation_reason"]).choices = [
            (code, INITIATION_REASONS.get(code, code)) for code in codes
        ]

    def _offer_levels(self, levels: Sequence[str]) -> None:
        known = self.initial.get("threshold_level")
        offered = [*levels, *([known] if known and known not in levels else [])]
        cast(fields.SelectField, self.fields["threshold_level"]).choices = [
            (level, level) for level in offered
        ]
        if not offered:
            del self.fields["threshold_level"]

    @property
    def may_wait(self) -> set[str]:
        """Name everything: an assessment can be saved with nothing in it."""
        return {*self.fields}

    def text_answers(self) -> dict[str, Any]:
        """Give the whole text: sections by code, how people were heard, and the conclusions."""
        answers = self.cleaned_data
        return {
            "sections": {part.code: answers[part.field] for part in self.parts},
            "heard": {
                part.code: answers[part.heard_field]
                for part in self.parts
                if answers.get(part.heard_field)
            },
            **{name: answers.get(name, "") for name in CONCLUSIONS if name != "s17_ground"},
            "s17_grounds": answers.get("s17_ground") or [],
        }

    def show_theirs(self, theirs: Mapping[str, Any]) -> None:
        """Show each section that somebody else changed beside its own box."""
        others = dict(theirs)
        sections = others.pop("sections", {})
        if "s17_grounds" in others:
            others["s17_ground"] = others.pop("s17_grounds")
        changed = {
            part.field: sections.get(part.code, "")
            for part in self.parts
            if sections and sections.get(part.code, "") != self.cleaned_data[part.field]
        }
        if "heard" in others:
            heard = others.pop("heard")
            changed |= {
                part.heard_field: heard.get(part.code, "")
                for part in self.parts
                if part.whose and heard.get(part.code, "") != self.cleaned_data[part.heard_field]
            }
        super().show_theirs({**others, **changed})


class TakeBackAssessmentForm(Form):
    """Nothing but the button."""

    submit_label = "Take it back"


class DecideAssessmentForm(Form):
    """A manager's decision on the version that was read."""

    submit_label = "Save the decision"
    reason_field = "comment"
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

    def __init__(
        self, *args: Any, assessment: Assessment, needs_rationale: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = assessment.version
        if needs_rationale:
            self.fields["comment"].required = True
            self.fields["comment"].label = "Why does the case stay open for the proceedings alone?"


class AgreeAssessmentDateForm(Form):
    """The manager's own date for an assessment, or the short way, with a note."""

    submit_label = "Set the date"
    conditional = {"route": {AssessmentRoute.FULL: ["due_on"]}}

    route = fields.RadioField(
        label="How does the assessment go on?", names="how the assessment goes on"
    )
    due_on = fields.FutureDateField(
        label="By when must the assessment be finished?",
        names="the date",
        help_text="It can bring the procedure's own limit forward, never put it off",
    )
    note = fields.LongTextField(
        label="Management oversight note",
        names="the management oversight note",
        help_text="Why this date, and what comes next",
        rows=4,
    )

    def __init__(self, *args: Any, short: str, latest: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_routes(self, short=short, latest=latest)
        if not short:
            del self.fields["route"]
            self.conditional = {}


class TakeEarlierForm(Form):
    """Nothing but the button."""

    submit_label = "Use it"
