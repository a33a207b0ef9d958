"""What pages read about attached files."""

from collections.abc import Iterable

from cases.models import Case
from cases.selectors.access import find_case
from cin.accounts.models import User
from cin.core.errors import NotFound
from cin.documents.models import Attachment
from cin.documents.selectors import attached_to


def find_attachment(user: User, attachment_id: int) -> tuple[Attachment, Case]:
    """Give one attached file with the case in whose file it lies; refuses (NotFound) a case this
    person may not know of.
    """
    found = (
        Attachment.objects.select_related("attached_by", "withdrawn_by")
        .filter(pk=attachment_id)
        .first()
    )
    if found is None:
        raise NotFound("There is no such file, or it belongs to another team.")
    return found, find_case(user, found.case_id)


def files_of_note(case: Case, note_id: int) -> list[Attachment]:
    """List the files attached to a note in one child's file, in the order they were attached."""
    return list(attached_to(case.pk, "note", [note_id]))


def numbers_of_files(case: Case, note_ids: Iterable[int]) -> dict[int, int]:
    """Count the files attached to each of some notes in one child's file, with one query."""
    numbers: dict[int, int] = {}
    for row in attached_to(case.pk, "note", note_ids):
        numbers[row.of_id] = numbers.get(row.of_id, 0) + 1
    return numbers
