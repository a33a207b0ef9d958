"""The page on which a plan takes over what the assessment and the family network meeting say."""

from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from cin.accounts.permissions import may_work
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view
from cin.core.errors import NotFound
from plans.forms import TakeIntoPlanForm
from plans.models import PlanVersion
from plans.offers import Offered, offers_to
from plans.selectors import find_version
from plans.services import take_into_plan
from plans.views.case_steps import WorkStepView


@require_safe
def earlier(request: SignedInRequest, version_id: int) -> TemplateResponse:
    """Show what earlier records say for a plan, each with the button that takes it."""
    version = find_version(request.user, version_id)
    note_view(case=version.case, viewer=request.user, page="earlier")
    context = {
        "version": version,
        "case": version.case,
        "offers": offers_to(version),
        "may_take": version.is_editable and not may_work.reason(version.case, request.user),
    }
    return TemplateResponse(request, "plans/earlier.html", context)


class TakeIntoPlanView(WorkStepView):
    """Take one text or action into the plan."""

    form_class = TakeIntoPlanForm
    template_name = "plans/take_into_plan.html"
    success_message = "It is in the plan now. Check that it is still true, and change it."

    def find_subject(self) -> PlanVersion:
        """Give the version, when this person may know of it."""
        return find_version(self.request.user, self.kwargs["version_id"])

    def obstacle(self) -> str:
        """Say that a plan that is submitted or in force takes nothing more."""
        if self.subject.is_editable:
            return ""
        return "This plan is not being written, so nothing can be taken over."

    def cancel_address(self) -> str:
        """Lead back to what is offered."""
        return reverse("plans:earlier", args=[self.subject.pk])

    @cached_property
    def offer(self) -> Offered:
        """Give what was chosen; refuses (NotFound) anything else."""
        for offer in offers_to(self.subject):
            if offer.key == self.kwargs["key"]:
                return offer
        raise NotFound("There is no such earlier text.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what would be taken."""
        return super().get_context_data(offer=self.offer, **kwargs)

    def perform(self, form: TakeIntoPlanForm) -> str:
        """Take it, and lead back to the others."""
        take_into_plan(version_id=self.subject.pk, actor=self.request.user, key=self.kwargs["key"])
        return self.cancel_address()
