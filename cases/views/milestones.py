"""Recording that something the procedure asks for was done."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from cases.forms.milestones import RecordMilestoneForm
from cases.models import MilestoneKind
from cases.models.milestone import OVERSIGHT_TYPES, OWN_PAGES
from cases.selectors.milestones import milestone_refusal
from cases.services.milestones import record_milestone
from cases.views.pages import CaseStepView, way_back
from cin.core.errors import NotFound


class RecordMilestoneView(CaseStepView):
    """Say when something was done, with a note; its due date is then met."""

    form_class = RecordMilestoneForm
    template_name = "cases/record_milestone.html"
    success_message = "Saved."

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead to the manager's note, or to the form of its own, of what is recorded there."""
        if note := OVERSIGHT_TYPES.get(kwargs["kind"]):
            return redirect("cases:record_oversight", kwargs["case_id"], note)
        page, extra = OWN_PAGES.get(kwargs["kind"], ("", ()))
        if page and request.method != "POST":
            return redirect(page, self.find_subject().pk, *extra)
        return super().dispatch(request, *args, **kwargs)

    def find_subject(self) -> Any:
        """Find the case, and refuse a kind of milestone that does not exist."""
        if self.kwargs["kind"] not in MilestoneKind.values:
            raise NotFound("There is no such page.")
        return super().find_subject()

    def refusal(self) -> str:
        """Say whose part this is, when it is not this person's."""
        return milestone_refusal(self.subject, self.request.user, self.kwargs["kind"])

    def obstacle(self) -> str:
        """Say that a closed case takes nothing more."""
        return "" if self.subject.is_open else "This case is closed."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is being recorded."""
        return super().get_context_data(kind=MilestoneKind(self.kwargs["kind"]), **kwargs)

    def perform(self, form: RecordMilestoneForm) -> str:
        """Record it."""
        record_milestone(
            case_id=self.subject.pk,
            actor=self.request.user,
            kind=self.kwargs["kind"],
            **form.cleaned_data,
        )
        return way_back(self.request.user, self.subject)
