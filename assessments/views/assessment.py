"""Beginning an assessment, writing it and deciding on it."""

from typing import Any

from django.contrib import messages
from django.urls import reverse

from assessments.forms.assessment import (
    APPROVE,
    CONCLUSIONS,
    BeginAssessmentForm,
    DecideAssessmentForm,
    TakeBackAssessmentForm,
    WriteAssessmentForm,
)
from assessments.models import Assessment, S17Ground
from assessments.permissions import may_work
from assessments.reading.assessment import decision_on
from assessments.selectors.assessments import (
    TAKING,
    WRITING,
    find_assessment,
    is_given_a_plan,
    levels_for,
    needs_rationale,
    obstacle_to_beginning,
    plan_still_missing,
    summary_not_updated,
    usual_reason,
)
from assessments.selectors.earlier import offers_for, provenance_of
from assessments.selectors.sections import sections_of
from assessments.services import (
    WROTE_IT,
    AssessmentText,
    approve_assessment,
    begin_assessment,
    return_assessment,
    submit_assessment,
    take_back_assessment,
    write_assessment,
)
from assessments.views.reading import belongings_of
from assessments.views.whole import label_for, whole_of
from cases.selectors.agreements import agreement_in_words, must_name_who_agreed
from cases.selectors.consents import AGREEING
from cases.views.pages import CaseStageView, CaseStepView, DraftStepView
from cin.audit.selectors import has_done
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
            agreement=agreement_in_words(self.subject, AGREEING, clock.today()),
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
            "levels": levels_for(self.subject.case),
            "provenance": {
                code: " ".join(each.sentence for each in found)
                for code, found in provenance_of(self.subject).items()
            },
        }

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is saved."""
        shown = {name: getattr(self.subject, name) for name in CONCLUSIONS}
        shown["initiation_reason"] = shown["initiation_reason"] or usual_reason(self.subject)
        parts = sections_of(self.subject)
        texts = {part.field: part.text for part in parts}
        texts |= {part.heard_field: part.heard for part in parts}
        shown["s17_ground"] = self._grounds()
        if not shown["initiation_reason"] and is_given_a_plan(self.subject.case):
            shown["initiation_reason"] = "nrpf_plus_concern"
        return {**shown, **texts, "version": self.subject.version}

    def _grounds(self) -> list[str]:
        """Tick what is saved; a disabled child is in need by that alone (ROC-04)."""
        saved = self.subject.s17_grounds or [self.subject.s17_ground]
        found = [code for code in saved if code]
        is_ground = not found and self.subject.case.child.is_disabled
        return [S17Ground.DISABLED.value] if is_ground else found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the manager said on returning it, what earlier records offer, and whether the
        plan is still missing.
        """
        return super().get_context_data(
            decision=decision_on(self.subject),
            offers=[
                offer
                for offer in offers_for(self.request.user, self.subject)
                if len(offer.taken) < len(offer.texts)
            ],
            lacks_plan=plan_still_missing(self.subject),
            summary_is_old=summary_not_updated(self.subject),
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
        wrote_it = WROTE_IT if has_done(self.request.user, self.subject, WRITING, TAKING) else ""
        return super().refusal() or wrote_it

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form carry the version that is read, and ask for the reasons that are wanted."""
        wanted = needs_rationale(self.subject)
        kwargs = super().get_form_kwargs()
        return {**kwargs, "assessment": self.subject, "needs_rationale": wanted}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add everything that is decided on, and what belongs to it."""
        belongings = belongings_of(self.subject)
        return super().get_context_data(belongings=belongings, **whole_of(self.subject), **kwargs)

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
