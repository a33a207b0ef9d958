"""What pages read about attached files."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from cases.models import Case, CaseNote, CaseNoteChild
from cases.permissions import may_withdraw_note
from cases.selectors.access import find_case
from cin.accounts.models import User
from cin.core.errors import NotFound
from cin.documents.models import Attachment
from cin.documents.selectors import attached_to, attachments_of


def find_attachment(user: User, attachment_id: int) -> tuple[Attachment, Case]:
    """Give one attached file with the case in whose file it lies; refuses (NotFound) a case this
    person may not know of, a file of a note that no longer stands in this child's file, and one of
    a note entered in error that they may not read.
    """
    found = (
        Attachment.objects.select_related("attached_by", "withdrawn_by")
        .filter(pk=attachment_id)
        .first()
    )
    if found is None:
        raise NotFound("There is no such file, or it belongs to another team.")
    case = find_case(user, found.case_id)
    if found.kind == "note":
        _refuse_unread(found, case, user)
    return found, case


def _refuse_unread(found: Attachment, case: Case, user: User) -> None:
    if not CaseNoteChild.objects.filter(note_id=found.of_id, case=case).exists():
        raise NotFound("This file was attached to a note that was taken out of this child's file.")
    note = _in_error(case).filter(pk=found.of_id).first()
    if note is not None:
        note.case = case
        if may_withdraw_note.reason(note, user):
            raise NotFound("This file was attached to a note that was entered in error.")


def files_in(case: Case) -> QuerySet[Attachment]:
    """List every file in a child's file, newest first, but those of notes entered in error, and of
    notes taken out of this child's file.
    """
    here = CaseNoteChild.objects.filter(case=case).values("note_id")
    in_error = _in_error(case).values("pk")
    found = attachments_of(case.pk).exclude(kind="note", of_id__in=in_error)
    return found.filter(~Q(kind="note") | Q(of_id__in=here))


def _in_error(case: Case) -> QuerySet[CaseNote]:
    # Asked by the files, not by where the note stands now: it may have been taken out since.
    files = Attachment.objects.filter(case_id=case.pk, kind="note").values("of_id")
    return CaseNote.objects.filter(pk__in=files).exclude(withdrawn_at=None)


def files_of_note(case: Case, note_id: int) -> list[Attachment]:
    """List the files attached to a note in one child's file, in the order they were attached."""
    return list(attached_to(case.pk, "note", [note_id]))


def numbers_of_files(case: Case, note_ids: Iterable[int]) -> dict[int, int]:
    """Count the files attached to each of some notes in one child's file, with one query."""
    numbers: dict[int, int] = {}
    for row in attached_to(case.pk, "note", note_ids):
        numbers[row.of_id] = numbers.get(row.of_id, 0) + 1
    return numbers
