"""The page on which a manager sets by when an assessment must be finished."""

from typing import Any

from django.urls import reverse

from assessments.forms.assessment import AgreeAssessmentDateForm
from assessments.models import Assessment, AssessmentRoute
from assessments.permissions import may_manage
from assessments.selectors.assessments import obstacle_to_agreeing_date
from assessments.selectors.dates import dates_of, latest_day_for
from assessments.services.deciding import agree_assessment_date
from assessments.views.assessment import AssessmentStepView
from cin.policy.selectors import procedure_in_force


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

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the ways that the procedure has, and the dates it allows."""
        return {**super().get_form_kwargs(), **routes_for(self.subject)}

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is set."""
        route = AssessmentRoute.SHORT if self.subject.is_short else AssessmentRoute.FULL
        return {"due_on": self.subject.agreed_due_on, "route": route}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the dates that hold now."""
        return super().get_context_data(dates=dates_of(self.subject), **kwargs)

    def perform(self, form: AgreeAssessmentDateForm) -> str:
        """Set the date."""
        agree_assessment_date(
            assessment_id=self.subject.pk,
            actor=self.request.user,
            due_on=form.cleaned_data["due_on"],
            is_short=form.cleaned_data.get("route") == AssessmentRoute.SHORT,
            note=form.cleaned_data["note"],
        )
        return reverse("assessments:assessment", args=[self.subject.pk])


def routes_for(assessment: Assessment) -> dict[str, Any]:
    """Give what a form about the date of an assessment offers: how long a short one lasts (empty:
    none), and the latest day of a full one.
    """
    procedure = procedure_in_force(assessment.case.authority_id)
    length = procedure.get("short_assessment_max")
    offered = procedure.flag("short_assessment_enabled") and length is not None
    return {
        "short": str(length) if offered else "",
        "latest": latest_day_for(assessment, is_short=False),
    }
