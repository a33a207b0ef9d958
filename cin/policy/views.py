"""The authority's procedure, to read."""

from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from cin.accounts.requests import SignedInRequest
from cin.policy.selectors import published
from cin.policy.words import facts_in_words, groups_in_words


@require_safe
def procedure(request: SignedInRequest) -> TemplateResponse:
    """Show the procedure in force: where it comes from, and every setting with its rules."""
    found = published(request.user)
    groups = groups_in_words(found.procedure, found.departures)
    context = {
        "published": found,
        "procedure": found.procedure,
        "facts": facts_in_words(found),
        "groups": groups,
    }
    return TemplateResponse(request, "policy/procedure.html", context)
