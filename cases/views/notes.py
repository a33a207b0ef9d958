"""Pages about case notes."""

from typing import Any

from django.urls import reverse

from cases.forms.notes import OF_NOTE, AddAddendumForm, RecordNoteForm
from cases.models import Case, CaseNote
from cases.permissions import may_contribute, may_finish_note, may_withdraw_note
from cases.selectors.notes import (
    case_read_in,
    files_with,
    find_note,
    headings_for,
    obstacle_to_adding,
    obstacle_to_editing_note,
    obstacle_to_noting,
    obstacle_to_withdrawing_note,
    siblings_for,
    title_of_consent,
)
from cases.selectors.people import sibling_cases
from cases.services.misfiled import withdraw_note
from cases.services.notes import (
    NoteDetails,
    add_addendum,
    edit_note,
    finish_note,
    record_note,
)
from cases.views.files import ChosenFileMixin, new_file
from cases.views.pages import CaseStepView, DraftStepView
from cases.views.withdrawing import WithdrawView


class RecordNoteView(ChosenFileMixin, DraftStepView):
    """Write a note about a child."""

    form_class = RecordNoteForm
    template_name = "cases/record_note.html"
    blocked_title = "Before you can finish the note"
    saved_message = "The note is saved. It is not finished yet."
    finished_message = "The note is finished."

    def refusal(self) -> str:
        """Refuse whoever writes nothing here."""
        return may_contribute.reason(self.subject, self.request.user)

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
        """Refuse whoever writes nothing here."""
        return may_contribute.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say that a note in hand is changed itself."""
        return obstacle_to_adding(self.subject)

    def perform(self, form: AddAddendumForm) -> str:
        """Add it."""
        add_addendum(note_id=self.subject.pk, actor=self.request.user, **form.cleaned_data)
        return self.cancel_address()


class WithdrawNoteView(NoteMixin, WithdrawView):
    """Take back a note that was entered in error, such as in the wrong child's file."""

    success_message = "The note is withdrawn. It stays in the record as entered in error."

    def find_subject(self) -> CaseNote:
        """Find the note, in the file in which this person reads it."""
        self.thing = super().find_subject()
        return self.thing

    def what(self) -> str:
        """Name the note."""
        return str(self.subject.title)

    def effects(self) -> list[str]:
        """Say what becomes of it."""
        return [
            "The whole note is struck out as entered in error, in the file of every child in which "
            "it stands. It leaves the chronology and whatever is printed. Nothing is deleted: its "
            "writer and managers can still read it.",
            "If it belongs in another child's file, write it there.",
        ]

    def refusal(self) -> str:
        """Refuse whoever neither wrote the note nor manages the case."""
        return may_withdraw_note.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say that it was withdrawn already, or that something rests on it."""
        return obstacle_to_withdrawing_note(self.subject)

    def strike_out(self, reason: str) -> None:
        """Withdraw it."""
        withdraw_note(note_id=self.subject.pk, actor=self.request.user, reason=reason)
