"""The page on which the progress of an action is recorded, and the plan as a PDF."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view
from cin.core import clock
from cin.core.downloads import pdf_download
from cin.core.errors import NotFound
from cin.documents.printing import pdf_of
from cin.policy.selectors import procedure_in_force
from plans.following import ActionLine, lines_of, obstacle_to_following
from plans.forms import FollowActionForm
from plans.models import PlanVersion
from plans.selectors import find_version
from plans.services import ProgressDetails, record_progress
from plans.views.case_steps import WorkStepView
from plans.views.words import rows_of, whole_of


class FollowActionView(WorkStepView):
    """Record how far one action of the plan in force has come."""

    form_class = FollowActionForm
    template_name = "plans/follow_action.html"
    success_message = "Progress recorded"

    def find_subject(self) -> PlanVersion:
        """Give the version, when this person may know of it."""
        return find_version(self.request.user, self.kwargs["version_id"])

    def obstacle(self) -> str:
        """Say why nothing can be recorded now."""
        return obstacle_to_following(self.subject)

    def cancel_address(self) -> str:
        """Go back to the plan."""
        return reverse("plans:plan", args=[self.subject.pk])

    @cached_property
    def line(self) -> ActionLine:
        """Give the action with what was recorded of it; refuses (NotFound) any other number."""
        for line in lines_of(self.subject):
            if line.action.number == self.kwargs["number"]:
                return line
        raise NotFound("The plan has no such action.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form refuse a day before the plan began."""
        return {**super().get_form_kwargs(), "began_on": self.subject.plan.started_on}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the action, and what was recorded before."""
        return super().get_context_data(line=self.line, **kwargs)

    def perform(self, form: FollowActionForm) -> str:
        """Save it."""
        record_progress(
            version_id=self.subject.pk,
            number=self.kwargs["number"],
            actor=self.request.user,
            details=ProgressDetails(**form.answers()),
        )
        return self.cancel_address()


@require_safe
def print_plan(request: SignedInRequest, version_id: int) -> HttpResponse:
    """Give one version of a plan to print; who took it is written down."""
    version = find_version(request.user, version_id)
    contents = pdf_of(
        "plans/print/plan.html",
        {
            "title": procedure_in_force(version.case.authority_id).get("plan_label"),
            "case": version.case,
            "version": version,
            "rows": rows_of(version),
            "whole": whole_of(version),
            "printed_by": request.user.name,
            "printed_at": clock.now(),
        },
    )
    note_view(case=version.case, viewer=request.user, page="plan, printed")
    return pdf_download(contents, name="plan.pdf")
