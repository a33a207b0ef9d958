"""Finding a person among all that the authority knows."""

from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from cases.forms.searching import FindPersonForm
from cases.selectors.matching import people_like
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_views
from cin.core.errors import NotPermitted


@require_http_methods(["GET", "HEAD", "POST"])
def find_people(request: SignedInRequest) -> TemplateResponse:
    """Ask whom to look for, and show who is like that.

    What is typed is sent, never part of an address. A record of another team tells only that it
    exists, and whom to ask.
    """
    if not (request.user.is_practitioner or request.user.is_manager):
        raise NotPermitted("Only practitioners and their managers can look for people.")
    form = FindPersonForm(request.POST or None)
    found = None
    if form.is_valid():
        found = people_like(request.user, form.description())
        shown = [each.latest for each in found if each.latest is not None]
        note_views(cases=shown, viewer=request.user, page="find a person")
    context = {"form": form, "found": found}
    return TemplateResponse(request, "cases/find_people.html", context)
