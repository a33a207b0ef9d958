"""Pages about assessments."""

from typing import Any

from django.contrib import messages
from django.template.response import TemplateResponse
from django.urls import reverse

from assessments.forms import (
    APPROVE,
    CONCLUSIONS,
    AgreeAssessmentDateForm,
    BeginAssessmentForm,
    DecideAssessmentForm,
    TakeBackAssessmentForm,
    WriteAssessmentForm,
)
from assessments.models import Assessment
from assessments.permissions import may_manage, may_work
from assessments.reading import COLOURS, conclusion_of, decision_on, standing_of
from assessments.selectors import (
    find_assessment,
    has_written,
    obstacle_to_agreeing_date,
    obstacle_to_beginning,
    plan_still_missing,
    sections_of,
)
from assessments.services import (
    WROTE_IT,
    AssessmentText,
    agree_assessment_date,
    approve_assessment,
    begin_assessment,
    return_assessment,
    submit_assessment,
    take_back_assessment,
    write_assessment,
)
from cases.selectors.consents import agreement_in_words, must_name_who_agreed
from cases.views.pages import Button, CaseStageView, CaseStepView, DraftStepView, buttons
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view
from cin.core import clock
from cin.core.errors import ChangedMeanwhile, DomainError
from cin.core.forms import Form
from cin.policy.selectors import procedure_in_force


class BeginAssessmentView(CaseStepView):
    """Start the assessment of an allocated case, or an updated one beside the plan."""

    form_class = BeginAssessmentForm
    template_name = "assessments/begin_assessment.html"
    success_message = "The assessment has begun."

    def refusal(self) -> str:
        """Say whose part this is, when it is not this person's."""
        return may_work.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say why no assessment can be started now."""
        return obstacle_to_beginning(self.subject)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form refuse a start before the allocation, and ask who agreed."""
        must_name = must_name_who_agreed(self.subject, clock.today())
        return {**super().get_form_kwargs(), "case": self.subject, "must_name": must_name}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the authority's name for an assessment, and what is recorded about consent."""
        return super().get_context_data(
            label=label_for(self.subject),
            agreement=agreement_in_words(self.subject, clock.today()),
            **kwargs,
        )

    def perform(self, form: BeginAssessmentForm) -> str:
        """Start the assessment, and go on to write it."""
        assessment = begin_assessment(
            case_id=self.subject.pk,
            actor=self.request.user,
            **{**form.cleaned_data, "agreed_by": form.cleaned_data["agreed_by"] or ()},
        )
        return reverse("assessments:write_assessment", args=[assessment.pk])


class AssessmentStepView(CaseStepView):
    """A step on an assessment."""

    def find_subject(self) -> Assessment:
        """Find the assessment among those this person may know of."""
        return find_assessment(self.request.user, self.kwargs["assessment_id"])

    def cancel_address(self) -> str:
        """Lead back to the assessment."""
        return reverse("assessments:assessment", args=[self.subject.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the assessment, and the authority's name for it."""
        label = label_for(self.subject.case)
        return super().get_context_data(assessment=self.subject, label=label, **kwargs)


class WriteAssessmentView(AssessmentStepView, DraftStepView):
    """Write an assessment, and submit it to the manager."""

    form_class = WriteAssessmentForm
    template_name = "assessments/write_assessment.html"
    blocked_title = "Before you can submit the assessment"
    saved_message = "The assessment is saved. It is not submitted yet."
    finished_message = "The assessment is with the manager."

    def refusal(self) -> str:
        """Refuse whoever does no casework here."""
        return may_work.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say that an assessment that is with the manager, or approved, cannot be changed."""
        if self.subject.is_editable:
            return ""
        return (
            f"This assessment is “{self.subject.get_state_display()}”, so it cannot be changed now."
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask for the sections of this authority's procedure."""
        procedure = procedure_in_force(self.subject.case.authority_id)
        return {
            **super().get_form_kwargs(),
            "case": self.subject.case,
            "parts": sections_of(self.subject),
            "reasons": procedure.get("initiation_reasons"),
        }

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is saved."""
        shown = {name: getattr(self.subject, name) for name in CONCLUSIONS}
        texts = {part.field: part.text for part in sections_of(self.subject)}
        return {**shown, **texts, "version": self.subject.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the manager said on returning it, and whether the plan is still missing."""
        return super().get_context_data(
            decision=decision_on(self.subject),
            lacks_plan=plan_still_missing(self.subject),
            **kwargs,
        )

    def save(self, form: WriteAssessmentForm) -> Assessment:
        """Save the text."""
        return write_assessment(
            assessment_id=self.subject.pk,
            actor=self.request.user,
            seen_version=form.cleaned_data["version"],
            text=AssessmentText(**form.text_answers()),
        )

    def finish(self, record: Assessment) -> None:
        """Submit it."""
        submit_assessment(assessment_id=record.pk, actor=self.request.user)

    def after(self, record: Assessment) -> str:
        """Lead to the assessment."""
        return reverse("assessments:assessment", args=[record.pk])


class TakeBackAssessmentView(AssessmentStepView, CaseStageView):
    """Take a submitted assessment back to change it."""

    form_class = TakeBackAssessmentForm
    template_name = "assessments/take_back_assessment.html"
    step = "take_back"
    success_message = "You have the assessment back."

    def perform(self, form: TakeBackAssessmentForm) -> str:
        """Take it back, and go on to write it."""
        take_back_assessment(assessment_id=self.subject.pk, actor=self.request.user)
        return reverse("assessments:write_assessment", args=[self.subject.pk])


class DecideAssessmentView(AssessmentStepView, CaseStageView):
    """Approve an assessment or return it, with the whole of it above the decision."""

    form_class = DecideAssessmentForm
    template_name = "assessments/decide_assessment.html"
    step = "approve"

    def refusal(self) -> str:
        """Refuse whoever is no manager here, and whoever wrote in it."""
        wrote_it = WROTE_IT if has_written(self.request.user, self.subject) else ""
        return super().refusal() or wrote_it

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form carry the version that is read."""
        return {**super().get_form_kwargs(), "assessment": self.subject}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add everything that is decided on."""
        return super().get_context_data(**whole_of(self.subject), **kwargs)

    def perform(self, form: DecideAssessmentForm) -> str:
        """Carry out the decision."""
        answers = form.cleaned_data
        common = {
            "assessment_id": self.subject.pk,
            "actor": self.request.user,
            "read_version": answers["version"],
        }
        if answers["decision"] == APPROVE:
            approve_assessment(comment=answers["comment"], **common)
            messages.success(self.request, "The assessment is approved.")
        else:
            return_assessment(comment=answers["changes"], **common)
            messages.success(self.request, "The assessment is returned for changes.")
        return reverse("desk:case", args=[self.subject.case_id])

    def _explain(self, form: Form, refused: DomainError) -> None:
        super()._explain(form, refused)
        if isinstance(refused, ChangedMeanwhile):
            # What is shown and what would be approved next must be one version.
            self.subject = self.find_subject()
            data = self.request.POST.copy()
            data["version"] = str(self.subject.version)
            form.data = data


class AgreeAssessmentDateView(AssessmentStepView):
    """Set the manager's own date for an assessment."""

    form_class = AgreeAssessmentDateForm
    template_name = "assessments/agree_assessment_date.html"
    success_message = "The date is set."

    def refusal(self) -> str:
        """Refuse whoever is no manager here."""
        return may_manage.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say why no date can be set."""
        return obstacle_to_agreeing_date(self.subject)

    def get_initial(self) -> dict[str, Any]:
        """Begin with the date that is set."""
        return {"due_on": self.subject.agreed_due_on}

    def perform(self, form: AgreeAssessmentDateForm) -> str:
        """Set the date."""
        agree_assessment_date(
            assessment_id=self.subject.pk,
            actor=self.request.user,
            due_on=form.cleaned_data["due_on"],
        )
        return reverse("assessments:assessment", args=[self.subject.pk])


STEPS = [
    ("submit", "Write or submit it", "assessments:write_assessment"),
    ("approve", "Approve or return it", "assessments:decide_assessment"),
    ("take_back", "Take it back to change it", "assessments:take_back_assessment"),
]


def assessment(request: SignedInRequest, assessment_id: int) -> TemplateResponse:
    """Show an assessment whole."""
    found = find_assessment(request.user, assessment_id)
    note_view(case=found.case, viewer=request.user, page="assessment")
    steps = buttons(found, request.user, STEPS)
    if not (may_manage.reason(found, request.user) or obstacle_to_agreeing_date(found)):
        href = reverse("assessments:agree_assessment_date", args=[found.pk])
        steps.append(Button(text="Set the date", href=href))
    context = {
        "assessment": found,
        "case": found.case,
        "label": label_for(found.case),
        "buttons": steps,
        **whole_of(found),
    }
    return TemplateResponse(request, "assessments/assessment.html", context)


def whole_of(assessment: Assessment) -> dict[str, Any]:
    """Give everything a reader of an assessment sees."""
    return {
        "colour": COLOURS[assessment.state],
        "standing": standing_of(assessment),
        "decision": decision_on(assessment),
        "parts": sections_of(assessment),
        "conclusion": conclusion_of(assessment),
    }


def label_for(case: Any) -> str:
    """Give the authority's own name for an assessment."""
    return str(procedure_in_force(case.authority_id).get("assessment_label"))
