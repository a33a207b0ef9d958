"""Agencies and professionals: found, read, added and changed."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.forms.agencies import AddAgencyForm, ChangeAgencyForm, FindAgencyForm
from cases.models import Agency
from cases.selectors.agencies import (
    agencies_with,
    children_with,
    find_agency,
    find_professional,
    professionals_at,
    version_of,
)
from cases.services.agencies import AgencyDetails, add_agency, change_agency
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_views
from cin.core.errors import NotPermitted
from cin.core.forms import Form
from cin.core.views import StepView

PAGE = 25
NOT_YOURS = "Only practitioners and their managers can look up agencies."


@require_safe
def agencies(request: SignedInRequest) -> TemplateResponse:
    """List the authority's agencies, as they are asked for."""
    if not request.user.may_find_people:
        raise NotPermitted(NOT_YOURS)
    form = FindAgencyForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    wanted = {"words": asked.get("words") or "", "kind": asked.get("kind") or ""}
    page = Paginator(agencies_with(request.user, **wanted), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "query": urlencode({name: value for name, value in wanted.items() if value}),
        "is_filtered": any(wanted.values()),
    }
    return TemplateResponse(request, "cases/agencies.html", context)


@require_safe
def agency(request: SignedInRequest, agency_id: int) -> TemplateResponse:
    """Show one agency, with who works there."""
    found = find_agency(request.user, agency_id)
    rows = [
        {"key": "Kind", "value": found.get_kind_display()},
        {"key": "Telephone", "value": found.phone},
        {"key": "Email", "value": found.email},
        {"key": "Address", "value": found.address, "typed": True},
    ]
    context = {"agency": found, "rows": rows, "professionals": professionals_at(found)}
    return TemplateResponse(request, "cases/agency.html", context)


@require_safe
def professional(request: SignedInRequest, person_id: int) -> TemplateResponse:
    """Show one professional: where they work, how to reach them, and with which children of cases
    that this person may open.
    """
    found = find_professional(request.user, person_id)
    children = children_with(request.user, found)
    note_views(cases=[each.case for each in children], viewer=request.user, page="professional")
    context = {"person": found, "children": children}
    return TemplateResponse(request, "cases/professional.html", context)


class AddAgencyView(StepView):
    """Add an agency, unless it is one that is known."""

    form_class: type[Form] = AddAgencyForm
    template_name = "cases/agency_step.html"
    success_message = "Saved."
    title = "Add an agency"

    def find_subject(self) -> Any:
        """Give whoever adds it: there is no record yet."""
        return self.request.user

    def refusal(self) -> str:
        """Refuse whoever does no casework."""
        return "" if self.request.user.may_find_people else NOT_YOURS

    def cancel_address(self) -> str:
        """Lead back to the agencies."""
        return reverse("cases:agencies")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the form know who is looking."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the heading."""
        return super().get_context_data(heading=self.title, **kwargs)

    def perform(self, form: Any) -> str:
        """Add it, or lead to the one that was known."""
        if form.agency_id is not None:
            return reverse("cases:agency", args=[find_agency(self.request.user, form.agency_id).pk])
        made = add_agency(actor=self.request.user, details=AgencyDetails(**form.details()))
        return reverse("cases:agency", args=[made.pk])


class ChangeAgencyView(AddAgencyView):
    """Change what is known of an agency."""

    form_class = ChangeAgencyForm
    title = "Change the agency"

    def find_subject(self) -> Agency:
        """Find the agency among those of this person's authority."""
        return find_agency(self.request.user, self.kwargs["agency_id"])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Nobody is looked up here."""
        return StepView.get_form_kwargs(self)

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is known."""
        known = {name: getattr(self.subject, name) for name in ChangeAgencyForm.DETAILS}
        return {**known, "version": version_of(self.subject)}

    def cancel_address(self) -> str:
        """Lead back to the agency."""
        return reverse("cases:agency", args=[self.subject.pk])

    def perform(self, form: Any) -> str:
        """Save it."""
        change_agency(
            agency_id=self.subject.pk,
            actor=self.request.user,
            seen_version=form.cleaned_data["version"],
            details=AgencyDetails(**form.details()),
        )
        return self.cancel_address()
