"""Pages about attached files: attaching one, reading one, and withdrawing one."""

from typing import Any

from django.http import FileResponse, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.forms.files import AttachFileForm, WithdrawFileForm
from cases.models import Case
from cases.permissions import may_work
from cases.selectors.access import find_case
from cases.selectors.files import files_in, find_attachment
from cases.selectors.notes import (
    ENTERED_IN_ERROR,
    case_read_in,
    files_with,
    find_note,
    obstacle_to_noting,
)
from cases.services.files import attach_to_case, withdraw_attachment
from cases.services.notes import NewFile, attach_to_note
from cases.views.pages import CaseStepView
from cin.accounts.permissions import case_of, may_manage
from cin.accounts.requests import SignedInRequest
from cin.audit.services import note_view
from cin.core.errors import StepNotAllowed
from cin.core.templatetags.cin import plain_day
from cin.documents.checking import plain_name
from cin.documents.storage import path_of


def new_file(form: Any) -> NewFile | None:
    """Give the file that was chosen in a form, if any."""
    file = form.cleaned_data.get("file")
    return NewFile(file=file, title=form.cleaned_data.get("file_title", "")) if file else None


class ChosenFileMixin:
    """A form with a file, which no browser keeps when the form comes back."""

    request: Any

    def form_invalid(self, form: Any) -> HttpResponse:
        """Ask for the file again beside its box, so that nobody believes it is saved."""
        chosen = self.request.FILES.get("file")
        is_asked = "file" in form.fields and "file" not in form.errors
        if chosen is not None and is_asked and not form.asks_for_rows:
            told = f"Choose “{plain_name(chosen.name)}” again: it is not saved yet"
            form.add_error("file", told)
        return super().form_invalid(form)  # type: ignore[misc]


class AttachFileView(ChosenFileMixin, CaseStepView):
    """Attach a file to a case."""

    form_class = AttachFileForm
    template_name = "cases/attach_file.html"
    success_message = "The file is attached."

    def refusal(self) -> str:
        """Refuse whoever does no casework here."""
        return may_work.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say that a closed case takes nothing more."""
        return obstacle_to_noting(case_of(self.subject))

    def cancel_address(self) -> str:
        """Lead back to the files."""
        return reverse("cases:files", args=[self.subject.pk])

    def perform(self, form: AttachFileForm) -> str:
        """Attach it."""
        file = NewFile(file=form.cleaned_data["file"], title=form.cleaned_data["file_title"])
        self._attach(file)
        return self.cancel_address()

    def _attach(self, file: NewFile) -> None:
        attach_to_case(case_id=self.subject.pk, actor=self.request.user, file=file)


class AttachToNoteView(AttachFileView):
    """Attach a file to a note."""

    def find_subject(self) -> Any:
        """Find the note, in the file in which this person reads it."""
        note = find_note(self.request.user, self.kwargs["note_id"])
        note.case = case_read_in(self.request.user, note)
        return note

    def cases_shown(self) -> list[Case]:
        """List every file in which the note stands and which this person may open."""
        return files_with(self.request.user, self.subject)

    def obstacle(self) -> str:
        """Say also that a note entered in error stays as it is."""
        return ENTERED_IN_ERROR if self.subject.is_withdrawn else super().obstacle()

    def cancel_address(self) -> str:
        """Lead back to the note."""
        return reverse("cases:note", args=[self.subject.pk])

    def _attach(self, file: NewFile) -> None:
        attach_to_note(note_id=self.subject.pk, actor=self.request.user, file=file)


class WithdrawFileView(CaseStepView):
    """Take away the contents of a file that should not be there."""

    form_class = WithdrawFileForm
    template_name = "cases/withdraw_file.html"
    success_message = "The file is withdrawn. Its contents are gone; the reason is kept."

    def find_subject(self) -> Case:
        """Find the file, and the case in whose file it lies."""
        self.attachment, case = find_attachment(self.request.user, self.kwargs["attachment_id"])
        return case

    def refusal(self) -> str:
        """Refuse anybody but a manager."""
        return may_manage.reason(self.subject, self.request.user)

    def obstacle(self) -> str:
        """Say that it is withdrawn already."""
        return "This file is withdrawn already." if self.attachment.is_withdrawn else ""

    def cancel_address(self) -> str:
        """Lead back to the files."""
        return reverse("cases:files", args=[self.subject.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the file."""
        return super().get_context_data(attachment=self.attachment, **kwargs)

    def perform(self, form: WithdrawFileForm) -> str:
        """Withdraw it."""
        withdraw_attachment(
            attachment_id=self.attachment.pk,
            actor=self.request.user,
            reason=form.cleaned_data["reason"],
        )
        return self.cancel_address()


@require_safe
def files(request: SignedInRequest, case_id: int) -> TemplateResponse:
    """List every file in a child's file, wherever it was attached."""
    case = find_case(request.user, case_id)
    note_view(case=case, viewer=request.user, page="files")
    context = {
        "case": case,
        "attachments": files_in(case),
        "may_attach": case.is_open and not may_work.reason(case, request.user),
        "may_withdraw": not may_manage.reason(case, request.user),
    }
    return TemplateResponse(request, "cases/files.html", context)


@require_safe
def attachment(request: SignedInRequest, attachment_id: int) -> FileResponse:
    """Give the contents of a file, to be saved and never to be shown in the page.

    Who took it is written down; a withdrawn file says why it is gone.
    """
    found, case = find_attachment(request.user, attachment_id)
    if found.is_withdrawn:
        day = plain_day(found.withdrawn_at)
        raise StepNotAllowed(
            f"This file was withdrawn on {day} by {found.withdrawn_by}: {found.withdrawn_reason}"
        )
    try:
        contents = path_of(found.stored_as).open("rb")
    except FileNotFoundError as gone:
        raise StepNotAllowed(
            "This file is not where it should be. Tell your IT service that it must be restored."
        ) from gone
    note_view(case=case, viewer=request.user, page=f"file {found.pk}")
    return FileResponse(
        contents,
        as_attachment=True,
        filename=found.name,
        content_type=found.media_type,
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store, private"},
    )
