"""Pages on which earlier records are read beside the assessment they could be taken into."""

from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property

from assessments.forms.assessment import TakeEarlierForm
from assessments.permissions import may_work
from assessments.selectors.assessments import find_assessment
from assessments.selectors.earlier import Earlier, Offer, offers_for
from assessments.services.earlier import take_earlier
from assessments.views.assessment import AssessmentStepView
from assessments.views.whole import label_for
from cases.models import Case
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_views
from cin.core.errors import NotFound


def earlier(request: SignedInRequest, assessment_id: int) -> TemplateResponse:
    """Show what earlier records say, section by section, each with the button that takes it."""
    found = find_assessment(request.user, assessment_id)
    offers = offers_for(request.user, found)
    texts = [text for offer in offers for text in offer.texts]
    note_views(cases=_cases_of(found.case, texts), viewer=request.user, page="earlier")
    may_take = found.is_editable and not may_work.reason(found, request.user)
    context = {
        "assessment": found,
        "case": found.case,
        "label": label_for(found.case),
        "offers": offers,
        "may_take": may_take,
    }
    return TemplateResponse(request, "assessments/earlier.html", context)


def _cases_of(case: Case, texts: list[Earlier]) -> list[Case]:
    return [case, *(text.case for text in texts if text.case is not None)]


class TakeEarlierView(AssessmentStepView):
    """Take one earlier text into one section."""

    form_class = TakeEarlierForm
    template_name = "assessments/take_earlier.html"
    success_message = "It is in the assessment now. Check that it is still true, and change it."

    def refusal(self) -> str:
        """Refuse whoever does no casework here."""
        return may_work.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say that an assessment that is with the manager, or approved, takes nothing more."""
        if self.subject.is_editable:
            return ""
        return "This assessment is not being written, so nothing can be taken over."

    def cancel_address(self) -> str:
        """Lead back to the earlier texts."""
        return reverse("assessments:earlier", args=[self.subject.pk])

    def cases_shown(self) -> list[Case]:
        """Count the earlier case that the text is of among those opened."""
        _, text = self._chosen
        return _cases_of(self.subject.case, [text])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the text, and the section it would go into."""
        offer, text = self._chosen
        return super().get_context_data(offer=offer, text=text, **kwargs)

    @cached_property
    def _chosen(self) -> tuple[Offer, Earlier]:
        for offer in offers_for(self.request.user, self.subject):
            for text in offer.texts:
                wanted = (self.kwargs["section"], self.kwargs["key"])
                if (offer.section.code, text.key) == wanted:
                    return offer, text
        raise NotFound("There is no such earlier text.")

    def perform(self, form: TakeEarlierForm) -> str:
        """Take it, and lead back to the others."""
        take_earlier(
            assessment_id=self.subject.pk,
            actor=self.request.user,
            section=self.kwargs["section"],
            key=self.kwargs["key"],
        )
        return self.cancel_address()
