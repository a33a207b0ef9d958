"""Pages about case notes."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cases.forms.notes import OF_NOTE, AddAddendumForm, FilterNotesForm, RecordNoteForm
from cases.models import Case, CaseNote
from cases.permissions import may_finish_note, may_work
from cases.selectors.access import find_case
from cases.selectors.files import files_of_note, numbers_of_files
from cases.selectors.notes import (
    addenda_of,
    authors_about,
    case_read_in,
    files_with,
    find_note,
    headings_for,
    notes_about,
    obstacle_to_editing_note,
    obstacle_to_noting,
    siblings_for,
    title_of_consent,
)
from cases.selectors.oversight import types_offered
from cases.selectors.people import sibling_cases
from cases.services.notes import (
    NoteDetails,
    add_addendum,
    edit_note,
    finish_note,
    record_note,
)
from cases.views.files import ChosenFileMixin, new_file
from cases.views.pages import CaseStepView, DraftStepView
from cin.accounts.permissions import may_manage
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view, note_views

PAGE = 25
WORDS = "note_words"


class RecordNoteView(ChosenFileMixin, DraftStepView):
    """Write a note about a child."""

    form_class = RecordNoteForm
    template_name = "cases/record_note.html"
    blocked_title = "Before you can finish the note"
    saved_message = "The note is saved. It is not finished yet."
    finished_message = "The note is finished."

    def refusal(self) -> str:
        """Refuse whoever does no casework here."""
        return may_work.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say that a closed case takes nothing more."""
        return obstacle_to_noting(self.subject)

    def cancel_address(self) -> str:
        """Lead back to the notes."""
        return reverse("cases:notes", args=[self.subject.pk])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the files of brothers and sisters, and the authority's headings."""
        return {**super().get_form_kwargs(), **self._offered(self.subject)}

    def _offered(self, case: Case) -> dict[str, Any]:
        return {
            "siblings": sibling_cases(self.request.user, case),
            "headings": headings_for(case),
            "consent_title": title_of_consent(case),
        }

    def save(self, form: RecordNoteForm) -> CaseNote:
        """Save the note, with the file."""
        return record_note(
            case_id=self.subject.pk,
            actor=self.request.user,
            details=NoteDetails(**form.note_answers()),
            siblings=form.sibling_ids(),
            file=new_file(form),
        )

    def finish(self, record: CaseNote) -> None:
        """Finish the note."""
        finish_note(note_id=record.pk, actor=self.request.user)

    def after(self, record: CaseNote) -> str:
        """Lead to the note."""
        return reverse("cases:note", args=[record.pk])


class NoteMixin:
    """A page about one note, read in a file that this person may open."""

    request: Any
    kwargs: Any
    subject: Any

    def find_subject(self) -> CaseNote:
        """Find the note, in the file in which this person reads it."""
        note = find_note(self.request.user, self.kwargs["note_id"])
        note.case = case_read_in(self.request.user, note)
        return note

    def cases_shown(self) -> list[Case]:
        """List every file in which the note stands and which this person may open."""
        return files_with(self.request.user, self.subject)

    def cancel_address(self) -> str:
        """Lead back to the note."""
        return reverse("cases:note", args=[self.subject.pk])


class EditNoteView(NoteMixin, RecordNoteView):
    """Change a note that is not finished, and finish it."""

    template_name = "cases/edit_note.html"

    def refusal(self) -> str:
        """Refuse whoever did not begin the note."""
        return may_finish_note.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say that a finished note cannot be changed."""
        return obstacle_to_editing_note(self.subject)

    def _offered(self, case: Any) -> dict[str, Any]:
        note: CaseNote = self.subject
        offered = super()._offered(note.case)
        return {**offered, "siblings": siblings_for(self.request.user, note)}

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is saved."""
        note = self.subject
        shown = {name: getattr(note, name) for name in OF_NOTE}
        others = [str(case.pk) for case in self.cases_shown() if case.pk != note.case_id]
        return {**shown, "siblings": others, "version": note.version}

    def save(self, form: RecordNoteForm) -> CaseNote:
        """Save the changes, with a further file."""
        return edit_note(
            note_id=self.subject.pk,
            actor=self.request.user,
            seen_version=form.cleaned_data["version"],
            details=NoteDetails(**form.note_answers()),
            siblings=form.sibling_ids(),
            file=new_file(form),
        )


class AddAddendumView(NoteMixin, CaseStepView):
    """Add to a finished note."""

    form_class = AddAddendumForm
    template_name = "cases/add_addendum.html"
    success_message = "Added to the note."

    def refusal(self) -> str:
        """Refuse whoever does no casework here."""
        return may_work.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say that a note in hand is changed itself."""
        if self.subject.is_final:
            return ""
        return "This note is not finished yet: change the note itself."

    def perform(self, form: AddAddendumForm) -> str:
        """Add it."""
        add_addendum(note_id=self.subject.pk, actor=self.request.user, **form.cleaned_data)
        return self.cancel_address()


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
        "rows": [{"note": note, "files": numbers.get(note.pk, 0)} for note in rows],
        "query": urlencode(form.query()),
        "is_filtered": bool(form.query() or asked["words"]),
        "may_write": case.is_open and not may_work.reason(case, request.user),
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
    may_add = not may_work.reason(found, request.user)
    context = {
        "note": found,
        "case": case,
        "others": [each for each in files if each.pk != case.pk],
        "oversight": oversight,
        "next_steps": steps,
        "addenda": addenda_of(found),
        "attachments": files_of_note(case, found.pk),
        "may_edit": _may_edit(found, request.user),
        "may_add": may_add and found.is_final,
        "may_attach": may_add and case.is_open,
        "may_withdraw": not may_manage.reason(case, request.user),
    }
    return TemplateResponse(request, "cases/note.html", context)


def _may_edit(found: CaseNote, user: Any) -> bool:
    return not obstacle_to_editing_note(found) and not may_finish_note.reason(found, user)


def _words(request: SignedInRequest, case: Case) -> str:
    kept = request.session.get(WORDS) or {}
    return str(kept.get("words", "")) if kept.get("case") == case.pk else ""


def _search(request: SignedInRequest, case: Case, form: FilterNotesForm) -> HttpResponse:
    """Keep the words for this case alone, and lead to the list."""
    request.session[WORDS] = {"case": case.pk, "words": form.wanted().words}
    address = reverse("cases:notes", args=[case.pk])
    return redirect(f"{address}?{urlencode(form.query())}".rstrip("?"))
