"""What a drafted procedure would do to the dates of the open cases, and the step that publishes
it.
"""

from datetime import date
from typing import Any

from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from alerts.services.whatif import Move, WhatIf, what_if
from cin.accounts.models import User
from cin.accounts.requests import SignedInRequest
from cin.core.templatetags.cin import short_day
from cin.policy.forms.steps import PublishDraftForm
from cin.policy.models import ProcedureDraft
from cin.policy.permissions import may_publish
from cin.policy.selectors import find_draft, latest_version, procedure_of
from cin.policy.services import publish_draft
from cin.policy.values import contradiction_in
from cin.policy.views.drafting import EndingView
from cin.policy.words import changes_in_words

# As a database counts its rows.
LONGEST_NUMBER = 18


@require_safe
def preview(request: SignedInRequest) -> TemplateResponse:
    """Show what the draft would do, to whoever writes or publishes it."""
    draft = find_draft(request.user)
    context = {
        **what_it_does(draft, request.user, after=_number(request.GET.get("after", ""))),
        "may_publish": not may_publish.reason(draft, request.user),
    }
    return TemplateResponse(request, "desk/preview.html", context)


class PublishDraftView(EndingView):
    """Publish the draft as it was read, with what it does in view."""

    form_class = PublishDraftForm
    template_name = "desk/publish_draft.html"
    success_message = "Published. The dates of the open cases are being worked out again."
    subject: ProcedureDraft

    def find_subject(self) -> ProcedureDraft:
        """Give the authority's draft, or refuse with NotFound."""
        return find_draft(self.request.user)

    def refusal(self) -> str:
        """Say why this person may not publish it."""
        return may_publish.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say what the draft lacks."""
        if self.subject.effective_from is None or not self.subject.reason:
            return "The draft has no first day and no reason yet: an administrator must give both."
        return contradiction_in(procedure_of(self.subject))

    def get_initial(self) -> dict[str, Any]:
        """Carry the version that is read here."""
        return {"version": self.subject.version}

    def cancel_address(self) -> str:
        """Go back to the draft."""
        return reverse("policy:draft")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show all that is decided on."""
        found = what_it_does(self.subject, self.request.user)
        return super().get_context_data(**found, **kwargs)

    def perform(self, form: Any) -> str:
        """Publish it and show the procedure."""
        publish_draft(actor=self.request.user, read_version=form.cleaned_data["version"])
        return reverse("policy:procedure")


def what_it_does(draft: ProcedureDraft, user: User, *, after: int = 0) -> dict[str, Any]:
    """Give what a draft changes, and what that would do to the dates of the cases that come after
    one, as this person may see it.
    """
    found = what_if(draft, after=after)
    latest = latest_version(draft.authority_id)
    return {
        "draft": draft,
        "found": found,
        "more": found.moved - len(found.moves),
        "more_unclear": found.unclear_in_all - len(found.unclear),
        "last": found.before + found.cases,
        "changes": changes_in_words(procedure_of(latest), procedure_of(draft)),
        "figures": _figures(found),
        "head": [{"text": text} for text in ("Case", "What", "Now due", "Would be due")],
        "rows": [_row(move, user) for move in found.moves],
    }


def _figures(found: WhatIf) -> list[dict[str, Any]]:
    return [
        {
            "number": found.changed,
            "label": f"of {found.cases} open case{'' if found.cases == 1 else 's'} change",
        },
        {"number": found.moved, "label": "dates change"},
        {"number": found.overdue, "label": "become overdue", "tone": "overdue"},
        {"number": found.no_longer_overdue, "label": "are no longer overdue", "tone": "good"},
    ]


def _row(move: Move, user: User) -> list[dict[str, Any]]:
    # Whoever may open no record sees which case it is, and not which child.
    case: dict[str, Any] = {"text": move.reference}
    if user.sees_whole_authority:
        case = {
            "text": move.child,
            "href": reverse("desk:case", args=[move.case_id]),
            "note": move.reference,
        }
    tag = {}
    if move.becomes_overdue:
        tag = {"tag": "Becomes overdue", "colour": "red"}
    elif move.stops_being_overdue:
        tag = {"tag": "No longer overdue", "colour": "green"}
    return [
        case,
        {"text": move.what},
        {"text": _day(move.before)},
        {"text": _day(move.after), **tag},
    ]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else 0


def _day(day: date | None) -> str:
    return short_day(day) or "No date"
