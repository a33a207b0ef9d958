"""The page on which a decision made elsewhere begins a plan."""

from typing import Any

from django.urls import reverse

from cases.views.pages import CaseStepView
from cin.accounts.permissions import may_manage
from cin.policy.selectors import procedure_in_force
from cin.procedures.settings import SETTINGS
from plans.forms import BeginPlanForm
from plans.selectors import obstacle_to_beginning
from plans.services import OriginDetails, begin_plan


class BeginPlanView(CaseStepView):
    """Begin support with a decision of a conference, a final review or an agreement."""

    form_class = BeginPlanForm
    template_name = "plans/begin_plan.html"
    success_message = "Support has begun. The plan is written next."

    def refusal(self) -> str:
        """Say that only a manager begins support."""
        return may_manage.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say why no plan can begin so now."""
        return obstacle_to_beginning(self.subject)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer where plans of this authority may begin."""
        labels = SETTINGS["plan_origins"].choices
        origins = procedure_in_force(self.subject.authority_id).get("plan_origins")
        offered = [(code, labels[code]) for code in origins]
        return {**super().get_form_kwargs(), "origins": offered}

    def perform(self, form: BeginPlanForm) -> str:
        """Begin it, and show the case."""
        details = OriginDetails(**form.cleaned_data)
        begin_plan(case_id=self.subject.pk, actor=self.request.user, details=details)
        return reverse("desk:case", args=[self.subject.pk])
