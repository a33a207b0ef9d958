"""Pages on which the record of a visit is read, and added to."""

from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.models import Case
from cases.views.pages import CaseStepView, buttons
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view, note_views
from cin.core.errors import NotFound
from visits.forms.deciding import AddToVisitForm
from visits.models import Visit
from visits.permissions import may_work
from visits.reading import COLOURS, addendum_card, beginning_of, ending_of, rows_of, time_taken
from visits.selectors import (
    addenda_of,
    case_shown_with,
    find_visit,
    obstacle_to_adding,
    parts_of,
)
from visits.services import add_to_visit

STEPS = [("finalise", "Change or finish the record", "visits:edit_visit")]


@require_safe
def visit(request: SignedInRequest, visit_id: int) -> TemplateResponse:
    """Show a visit, with the part of each child this person may know of."""
    found = find_visit(request.user, visit_id)
    case = case_shown_with(request.user, found)
    parts = parts_of(request.user, found)
    note_views(cases=[part.case for part in parts], viewer=request.user, page="visit")
    may_add = may_work(case, request.user) and not obstacle_to_adding(found, case)
    context = {
        "visit": found,
        "case": case,
        "colour": COLOURS[found.state],
        "taken": time_taken(found),
        "beginning": beginning_of(found),
        "parts": [{"case": part.case, "rows": rows_of(part)} for part in parts],
        "ending": ending_of(found),
        "addenda": [addendum_card(each) for each in addenda_of(request.user, found)],
        "buttons": buttons(found, request.user, STEPS),
        "may_add": may_add,
    }
    return TemplateResponse(request, "visits/visit.html", context)


@require_safe
def child_visit(request: SignedInRequest, visit_id: int, case_id: int) -> TemplateResponse:
    """Show a visit as the file of one child keeps it: what is said of all, and of this child."""
    found = find_visit(request.user, visit_id)
    parts = {part.case_id: part for part in parts_of(request.user, found)}
    if case_id not in parts:
        raise NotFound("There is no such visit to this child.")
    part = parts[case_id]
    note_view(case=part.case, viewer=request.user, page="child_visit")
    addenda = addenda_of(request.user, found)
    context = {
        "visit": found,
        "case": part.case,
        "beginning": beginning_of(found),
        "part": rows_of(part),
        "ending": ending_of(found),
        "addenda": [addendum_card(each) for each in addenda if each.case_id in {None, case_id}],
        "is_shared": len(parts) > 1,
    }
    return TemplateResponse(request, "visits/child_visit.html", context)


class AddToVisitView(CaseStepView):
    """Add to a finished record, which is never changed."""

    form_class = AddToVisitForm
    template_name = "visits/add_to_visit.html"
    success_message = "It is added to the record."

    def find_subject(self) -> Visit:
        """Find the visit among those this person may know of."""
        return find_visit(self.request.user, self.kwargs["visit_id"])

    def refusal(self) -> str:
        """Refuse whoever does no casework with any of the children."""
        case = case_shown_with(self.request.user, self.subject)
        return may_work.reason(case, self.request.user)

    def obstacle(self) -> str:
        """Say that the record can still be changed, or that the case is closed."""
        return obstacle_to_adding(self.subject, case_shown_with(self.request.user, self.subject))

    def cases_shown(self) -> list[Case]:
        """List the children whose names are on the page."""
        return [part.case for part in parts_of(self.request.user, self.subject)]

    def cancel_address(self) -> str:
        """Lead back to the visit."""
        return reverse("visits:visit", args=[self.subject.pk])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the children this person may know of."""
        children = [part.case for part in parts_of(self.request.user, self.subject)]
        return {**super().get_form_kwargs(), "children": children}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show it in the file of a child this person may know of."""
        context = super().get_context_data(**kwargs)
        return {**context, "case": case_shown_with(self.request.user, self.subject)}

    def perform(self, form: AddToVisitForm) -> str:
        """Add it, and lead back to the visit."""
        add_to_visit(
            visit_id=self.subject.pk,
            actor=self.request.user,
            why=form.cleaned_data["why"],
            text=form.cleaned_data["text"],
            about_case_id=form.about_case(),
        )
        return self.cancel_address()
