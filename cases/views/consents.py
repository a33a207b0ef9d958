"""Pages about consent: what stands, recording an answer, and a refusal that a manager decides."""

from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.forms.consents import BringRefusalForm, DecideRefusalForm, RecordConsentForm
from cases.models import RefusalState
from cases.selectors.access import find_case
from cases.selectors.consents import (
    consents_of,
    find_consent,
    find_review,
    needs_discussion,
    obstacle_to_review,
    who_can_agree,
)
from cases.selectors.files import numbers_of_files
from cases.services.consents import ConsentDetails, record_consent
from cases.services.refusals import RefusalDetails, bring_refusal, decide_on_refusal
from cases.views.consent_cards import (
    Reading,
    answer_rows,
    consent_cards,
    consents_page,
    review_rows,
    still_to_ask,
)
from cases.views.fact_steps import FactStepView
from cases.views.files import ChosenFileMixin, new_file
from cin.accounts.permissions import case_of, may_work
from cin.accounts.requests import SignedInRequest
from cin.audit.services import is_possible, note_view, refusal_of
from cin.core import clock
from cin.policy.selectors import procedure_in_force


@require_safe
def consents(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """Show what stands now for each purpose and person, and what was answered before."""
    case = find_case(request.user, case_id)
    note_view(case=case, viewer=request.user, page="consents")
    rows = consents_of(case)
    for row in rows:
        row.case = case
        for review in row.reviews.all():
            review.case = case
    reading = Reading(
        user=request.user,
        today=clock.today(),
        procedure=procedure_in_force(case.authority_id),
        files=numbers_of_files(case, {row.note_id for row in rows if row.note_id}),
    )
    now, before = consent_cards(rows, reading)
    context = {
        "case": case,
        "now": now,
        "before": before,
        "to_ask": still_to_ask(case, who_can_agree(case), rows),
        "is_required": reading.procedure.get("assessment_consent") == "required",
        "may_record": case.is_open and not may_work.reason(case, request.user),
    }
    return TemplateResponse(request, "cases/consents.html", context)


class ConsentStepView(FactStepView):
    """A step about consent, which leads back to the page about it."""

    def cancel_address(self) -> str:
        """Lead back to the page about consent."""
        return consents_page(case_of(self.subject))


class RecordConsentView(ChosenFileMixin, ConsentStepView):
    """Record an answer, for one or several purposes."""

    form_class = RecordConsentForm
    template_name = "cases/record_consent.html"
    success_message = "Saved, with a case note."

    def refusal(self) -> str:
        """Refuse whoever does no casework here."""
        return str(may_work.reason(self.subject, self.request.user))

    def obstacle(self) -> str:
        """Say that a closed case takes nothing more."""
        return "" if self.subject.is_open else "This case is closed."

    def heading(self) -> str:
        """Give the heading of the page."""
        return "Record consent"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the people of the case, and the authority's papers."""
        procedure = procedure_in_force(self.subject.authority_id)
        return {
            **super().get_form_kwargs(),
            "people": who_can_agree(self.subject),
            "papers": procedure.get("consent_information"),
        }

    def perform(self, form: RecordConsentForm) -> str:
        """Record it."""
        record_consent(
            case_id=self.subject.pk,
            actor=self.request.user,
            details=ConsentDetails(**form.answers()),
            file=new_file(form),
        )
        return consents_page(self.subject)


class BringRefusalView(ConsentStepView):
    """Bring a refusal to a manager."""

    form_class = BringRefusalForm
    template_name = "cases/bring_refusal.html"
    success_message = "It waits for a manager's decision."

    def find_subject(self) -> Any:
        """Find the answer, when this person may know of it."""
        return find_consent(self.request.user, self.kwargs["consent_id"])

    def refusal(self) -> str:
        """Refuse whoever does no casework here."""
        return str(may_work.reason(self.subject, self.request.user))

    def obstacle(self) -> str:
        """Say that there is nothing to bring."""
        return obstacle_to_review(self.subject)

    def heading(self) -> str:
        """Give the heading of the page."""
        return "Bring a refusal to the manager"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask for the discussion where the procedure wants one."""
        return {**super().get_form_kwargs(), "must_discuss": needs_discussion(self.subject)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the answer that it is about."""
        return super().get_context_data(
            about=self.subject,
            rows=answer_rows(self.subject),
            must_discuss=needs_discussion(self.subject),
            **kwargs,
        )

    def perform(self, form: BringRefusalForm) -> str:
        """Bring it."""
        bring_refusal(
            consent_id=self.subject.pk,
            actor=self.request.user,
            details=RefusalDetails(**form.answers()),
        )
        return consents_page(self.subject.case)


class DecideRefusalView(ConsentStepView):
    """Decide on a refusal as a manager."""

    form_class = DecideRefusalForm
    template_name = "cases/decide_refusal.html"
    success_message = "Decision saved, with a management oversight note."

    def find_subject(self) -> Any:
        """Find the refusal, when this person may know of it."""
        return find_review(self.request.user, self.kwargs["review_id"])

    def refusal(self) -> str:
        """Leave this to managers, and never to who brought it."""
        return refusal_of(self.subject, "accept_refusal", self.request.user)

    def obstacle(self) -> str:
        """Say that it was answered already."""
        if is_possible(self.subject, "accept_refusal"):
            return ""
        return f"This was answered already: {self.subject.get_state_display().lower()}."

    def heading(self) -> str:
        """Give the heading of the page."""
        return "Decide on a refusal"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with the ground that was proposed."""
        return {**super().get_form_kwargs(), "review": self.subject}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the answer, and what was proposed."""
        consent = self.subject.consent
        rows = [*answer_rows(consent), *review_rows(self.subject)]
        return super().get_context_data(about=consent, rows=rows, **kwargs)

    def perform(self, form: DecideRefusalForm) -> str:
        """Carry the decision out; a possible harm to the child leads on to raising the concern."""
        answers = {**form.cleaned_data, "basis": form.cleaned_data["basis"] or ""}
        review = decide_on_refusal(review_id=self.subject.pk, actor=self.request.user, **answers)
        if review.state == RefusalState.ESCALATED:
            return reverse("safeguarding:raise_concern", args=[review.case_id])
        return consents_page(review.case)
