"""What pages read about attached files."""

from collections.abc import Iterable

from django.db.models import QuerySet

from cases.models import Case, CaseNote
from cases.permissions import may_withdraw_note
from cases.selectors.access import find_case
from cin.accounts.models import User
from cin.core.errors import NotFound
from cin.documents.models import Attachment
from cin.documents.selectors import attached_to, attachments_of


def find_attachment(user: User, attachment_id: int) -> tuple[Attachment, Case]:
    """Give one attached file with the case in whose file it lies; refuses (NotFound) a case this
    person may not know of, and a file of a note entered in error that they may not read.
    """
    found = (
        Attachment.objects.select_related("attached_by", "withdrawn_by")
        .filter(pk=attachment_id)
        .first()
    )
    if found is None:
        raise NotFound("There is no such file, or it belongs to another team.")
    case = find_case(user, found.case_id)
    note = _in_error(case).filter(pk=found.of_id).first() if found.kind == "note" else None
    if note is not None:
        note.case = case
        if may_withdraw_note.reason(note, user):
            raise NotFound("This file was attached to a note that was entered in error.")
    return found, case


def files_in(case: Case) -> QuerySet[Attachment]:
    """List every file in a child's file, newest first, but those of notes entered in error."""
    in_error = _in_error(case).values("pk")
    return attachments_of(case.pk).exclude(kind="note", of_id__in=in_error)


def _in_error(case: Case) -> QuerySet[CaseNote]:
    return CaseNote.objects.filter(children__case=case).exclude(withdrawn_at=None)


def files_of_note(case: Case, note_id: int) -> list[Attachment]:
    """List the files attached to a note in one child's file, in the order they were attached."""
    return list(attached_to(case.pk, "note", [note_id]))


def numbers_of_files(case: Case, note_ids: Iterable[int]) -> dict[int, int]:
    """Count the files attached to each of some notes in one child's file, with one query."""
    numbers: dict[int, int] = {}
    for row in attached_to(case.pk, "note", note_ids):
        numbers[row.of_id] = numbers.get(row.of_id, 0) + 1
    return numbers
