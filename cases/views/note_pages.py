"""Reading case notes."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cases.forms.notes import FilterNotesForm
from cases.models import Case, CaseNote
from cases.permissions import may_contribute, may_finish_note, may_withdraw_note
from cases.selectors.access import find_case
from cases.selectors.files import files_of_note, numbers_of_files
from cases.selectors.notes import (
    addenda_of,
    authors_about,
    case_read_in,
    files_with,
    find_note,
    headings_for,
    may_read_whole,
    notes_about,
    obstacle_to_editing_note,
    obstacle_to_withdrawing_note,
)
from cases.selectors.oversight import types_offered
from cin.accounts.permissions import may_manage
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view, note_views

PAGE = 25
WORDS = "note_words"


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: SignedInRequest, case_id: int) -> HttpResponse:
    """List the notes in a child's file, as they are asked for.

    The words looked for may name somebody: they are sent and kept, and never part of an address.
    """
    case = find_case(request.user, case_id)
    choices: dict[str, Any] = {"headings": headings_for(case), "authors": authors_about(case)}
    if request.method == "POST":
        return _search(request, case, FilterNotesForm(request.POST, **choices))
    note_view(case=case, viewer=request.user, page="notes")
    asked = request.GET.copy()
    asked["words"] = _words(request, case)
    form = FilterNotesForm(asked, **choices)
    found = notes_about(case, form.wanted())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    numbers = numbers_of_files(case, [note.pk for note in rows])
    context = {
        "case": case,
        "form": form,
        "page": page,
        "rows": [
            {
                "note": note,
                "files": numbers.get(note.pk, 0),
                "may_read": _may_read(case, note, request.user),
            }
            for note in rows
        ],
        "query": urlencode(form.query()),
        "is_filtered": bool(form.query() or asked["words"]),
        "may_write": case.is_open and not may_contribute.reason(case, request.user),
        "may_oversee": case.is_open and bool(types_offered(case, request.user)),
    }
    return TemplateResponse(request, "cases/notes.html", context)


@require_safe
def note(request: SignedInRequest, note_id: int) -> TemplateResponse:
    """Show one note with what was added to it and attached to it."""
    found = find_note(request.user, note_id)
    files = files_with(request.user, found)
    case = found.case = case_read_in(request.user, found)
    note_views(cases=files, viewer=request.user, page="note")
    oversight = found.oversight if found.is_oversight else None
    steps = oversight.next_steps.select_related("done_by") if oversight else []
    may_add = not found.is_withdrawn and not may_contribute.reason(found, request.user)
    may_read = may_read_whole(found, request.user)
    context = {
        "note": found,
        "case": case,
        "others": [each for each in files if each.pk != case.pk],
        "oversight": oversight,
        "next_steps": steps,
        "may_read": may_read,
        "addenda": addenda_of(found),
        "attachments": files_of_note(case, found.pk) if may_read else [],
        "may_withdraw_note": _may_withdraw(found, request.user),
        "may_edit": _may_edit(found, request.user),
        "may_add": may_add and found.is_final,
        "may_attach": may_add and case.is_open,
        "may_withdraw": not may_manage.reason(case, request.user),
    }
    return TemplateResponse(request, "cases/note.html", context)


def _may_edit(found: CaseNote, user: Any) -> bool:
    return not obstacle_to_editing_note(found) and not may_finish_note.reason(found, user)


def _may_read(case: Case, note: CaseNote, user: Any) -> bool:
    note.case = case
    return may_read_whole(note, user)


def _may_withdraw(found: CaseNote, user: Any) -> bool:
    return not obstacle_to_withdrawing_note(found) and not may_withdraw_note.reason(found, user)


def _words(request: SignedInRequest, case: Case) -> str:
    kept = request.session.get(WORDS) or {}
    return str(kept.get("words", "")) if kept.get("case") == case.pk else ""


def _search(request: SignedInRequest, case: Case, form: FilterNotesForm) -> HttpResponse:
    """Keep the words for this case alone, and lead to the list."""
    request.session[WORDS] = {"case": case.pk, "words": form.wanted().words}
    address = reverse("cases:notes", args=[case.pk])
    return redirect(f"{address}?{urlencode(form.query())}".rstrip("?"))
