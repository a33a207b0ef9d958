"""The authority's procedure, to read: the one in force, every version, and two side by side."""

from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from cin.accounts.requests import SignedInRequest
from cin.policy.duty_words import duties_in_words
from cin.policy.files import as_toml
from cin.policy.forms.steps import CompareForm
from cin.policy.permissions import may_draft
from cin.policy.selectors import (
    calendar_warning,
    find_version,
    has_draft,
    may_read_drafts,
    panel_review_in_words,
    procedure_of,
    published,
    recomputation_of,
    versions_of,
)
from cin.policy.words import changes_in_words, facts_in_words, groups_in_words


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
        "linked": found.procedure.get("linked_procedures"),
        "recomputation": recomputation_of(request.user),
        "may_draft": not may_draft.reason(request.user.authority, request.user),
        "may_read_draft": may_read_drafts(request.user),
        "ends_on": calendar_warning(request.user),
        "panel_review": panel_review_in_words(request.user.authority_id or 0, found.procedure),
        "has_draft": has_draft(request.user),
    }
    return TemplateResponse(request, "policy/procedure.html", context)


@require_safe
def obligations(request: SignedInRequest) -> TemplateResponse:
    """Show everything that can be due here: what it counts from, what meets it, and the
    settings.
    """
    found = published(request.user).procedure
    duties = duties_in_words(found)
    context = {
        "procedure": found,
        "limited": [duty for duty in duties if duty.is_limited],
        "silent": [duty for duty in duties if not duty.is_limited],
    }
    return TemplateResponse(request, "policy/obligations.html", context)


@require_safe
def versions(request: SignedInRequest) -> TemplateResponse:
    """List every published version, and set any two side by side."""
    rows = versions_of(request.user)
    form = CompareForm(request.GET if "first" in request.GET else None, versions=rows)
    context: dict[str, Any] = {"versions": rows, "form": form}
    if form.is_bound and form.is_valid():
        numbers = form.cleaned_data["first"], form.cleaned_data["second"]
        first, second = (find_version(request.user, number) for number in numbers)
        context |= {
            "first": first,
            "second": second,
            "before": f"Version {first.number}",
            "after": f"Version {second.number}",
            "changes": changes_in_words(procedure_of(first), procedure_of(second)),
        }
    return TemplateResponse(request, "policy/versions.html", context)


@require_safe
def export_version(request: SignedInRequest, number: int) -> HttpResponse:
    """Give a version as a TOML file."""
    version = find_version(request.user, number)
    name = f"{version.authority.slug}-version-{number}.toml"
    return HttpResponse(
        as_toml(version, procedure_of(version)),
        content_type="application/toml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
