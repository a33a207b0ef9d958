"""Pages on which a visit is planned, moved and called off."""

from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.models import Case
from cases.selectors.people import sibling_cases
from cases.views.pages import CaseStepView
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_views
from visits.forms.planning import CancelVisitForm, MoveVisitForm, PlanVisitForm
from visits.models import PlannedState, PlannedVisit
from visits.permissions import may_work
from visits.reading import planned_rows
from visits.selectors import (
    cases_of,
    find_planned,
    obstacle_to_plan,
    obstacle_to_visiting,
    usual_kind,
)
from visits.services import PlanDetails, cancel_visit, move_visit, plan_visit


class PlanVisitView(CaseStepView):
    """Plan a visit to a child, and to brothers and sisters."""

    form_class = PlanVisitForm
    template_name = "visits/plan_visit.html"
    success_message = "The visit is planned. It is on your first page until it is recorded."

    def refusal(self) -> str:
        """Refuse whoever does no casework here."""
        return may_work.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say why no visit can be planned on this case."""
        return obstacle_to_visiting(self.subject)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the brothers and sisters whose cases this person may open."""
        siblings = sibling_cases(self.request.user, self.subject)
        return {**super().get_form_kwargs(), "siblings": siblings}

    def get_initial(self) -> dict[str, Any]:
        """Begin with the kind of visit this most likely is."""
        return {"kind": usual_kind(self.subject)}

    def perform(self, form: PlanVisitForm) -> str:
        """Plan the visit, and lead back to the case."""
        answers = {name: each for name, each in form.cleaned_data.items() if name != "children"}
        plan_visit(
            case_id=self.subject.pk,
            actor=self.request.user,
            details=PlanDetails(**answers),
            children=form.children_chosen(),
        )
        return reverse("desk:case", args=[self.subject.pk])


class PlannedStepView(CaseStepView):
    """A step on a planned visit."""

    def find_subject(self) -> PlannedVisit:
        """Find the planned visit among those this person may know of."""
        return find_planned(self.request.user, self.kwargs["planned_id"])

    def refusal(self) -> str:
        """Refuse whoever does no casework here."""
        return may_work.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say that a plan was carried out or cancelled."""
        return obstacle_to_plan(self.subject)

    def cases_shown(self) -> list[Case]:
        """Add the children who are to be seen."""
        return [*super().cases_shown(), *cases_of([self.subject])]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is planned."""
        return super().get_context_data(rows=planned_rows(self.subject), **kwargs)

    def cancel_address(self) -> str:
        """Lead back to the planned visit."""
        return reverse("visits:planned_visit", args=[self.subject.pk])


class MoveVisitView(PlannedStepView):
    """Move a planned visit to another day or time."""

    form_class = MoveVisitForm
    template_name = "visits/move_visit.html"
    success_message = "The visit is moved."

    def perform(self, form: MoveVisitForm) -> str:
        """Move the visit, and lead back to it."""
        move_visit(planned_id=self.subject.pk, actor=self.request.user, **form.cleaned_data)
        return self.cancel_address()


class CancelVisitView(PlannedStepView):
    """Call a planned visit off."""

    form_class = CancelVisitForm
    template_name = "visits/cancel_visit.html"
    success_message = "The visit is cancelled. The next visit stays due when it was."

    def perform(self, form: CancelVisitForm) -> str:
        """Cancel the visit, and lead back to the case."""
        cancel_visit(planned_id=self.subject.pk, actor=self.request.user, **form.cleaned_data)
        return reverse("desk:case", args=[self.subject.case_id])


@require_safe
def planned_visit(request: SignedInRequest, planned_id: int) -> TemplateResponse:
    """Show a planned visit, and what can be done with it."""
    found = find_planned(request.user, planned_id)
    note_views(cases=[found.case, *cases_of([found])], viewer=request.user, page="planned_visit")
    can_change = found.state == PlannedState.PLANNED and may_work(found, request.user)
    context = {
        "planned": found,
        "case": found.case,
        "rows": planned_rows(found),
        "can_change": can_change,
    }
    return TemplateResponse(request, "visits/planned_visit.html", context)
