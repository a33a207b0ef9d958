"""Noting what was sent; attaching files, and withdrawing them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from cin.accounts.models import User
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput
from cin.documents import storage
from cin.documents.checking import CheckedFile
from cin.documents.models import Attachment, Circulation

# A file that no row names may belong to a row that is being written; after a day it does not.
ORPHAN_AFTER = 24 * 60 * 60


@dataclass(frozen=True, kw_only=True)
class Belonging:
    """The record that a file is attached to: the kind and id of it, and what the file shows."""

    kind: str
    of_id: int
    title: str = ""


@transaction.atomic
def note_circulation(
    *, case: Any, kind: str, of_id: int, actor: User, sent_on: date, recipients: str
) -> Circulation:
    """Note that a document about a locked case was sent on a day, today or earlier, to the people
    named line by line.

    Refuses (BadInput) a day in the future and a sending to nobody.
    """
    if sent_on > clock.today():
        raise BadInput("sent_on", "The date it was sent cannot be in the future")
    if not recipients.strip():
        raise BadInput("recipients", "Say who it was sent to")
    sent = Circulation.objects.create(
        case_id=case.pk,
        kind=kind,
        of_id=of_id,
        sent_on=sent_on,
        recipients=recipients,
        sent_by=actor,
    )
    record(
        action="documents.note_circulation",
        subject=sent,
        case=case,
        actor=actor,
        details={"kind": kind},
    )
    return sent


@transaction.atomic
def attach_file(
    *, cases: Sequence[Any], actor: User, file: CheckedFile, to: Belonging
) -> list[Attachment]:
    """Attach a checked file to one record in the files of one or several locked cases.

    The contents are written once, before the rows. When the transaction fails they belong to
    nothing, and the nightly sweep removes them.
    """
    kept = storage.keep(file.contents)
    attached = []
    for case in cases:
        row = Attachment.objects.create(
            case_id=case.pk,
            kind=to.kind,
            of_id=to.of_id,
            title=to.title.strip(),
            name=file.name,
            file_kind=file.kind,
            size=kept.size,
            sha256=kept.sha256,
            stored_as=kept.stored_as,
            attached_by=actor,
        )
        attached.append(row)
        record(
            action="documents.attach_file",
            subject=row,
            case=case,
            actor=actor,
            details={"attached_to": to.kind, "sha256": kept.sha256},
        )
    return attached


@transaction.atomic
def share_file(*, attachment: Attachment, case: Any, actor: User) -> Attachment:
    """Put a file that stands in one child's file in that of another locked case too: its contents
    stay stored once.
    """
    row = Attachment.objects.locked().get(pk=attachment.pk)
    row.pk, row.case_id, row.attached_by = None, case.pk, actor
    row._state.adding, row.created_at = True, clock.now()
    row.save()
    record(
        action="documents.attach_file",
        subject=row,
        case=case,
        actor=actor,
        details={"attached_to": row.kind, "sha256": row.sha256},
    )
    return row


@transaction.atomic
def withdraw_file(*, attachment: Attachment, case: Any, actor: User, reason: str) -> None:
    """Take a file's contents out of a locked case for good; its row and the reason stay.

    The contents are removed once the transaction is committed, and no other child's file holds
    them. Refuses (BadInput) no reason. A file withdrawn already stays as it is.
    """
    if not reason.strip():
        raise BadInput("reason", "Say why the file is withdrawn")
    row = Attachment.objects.locked().get(pk=attachment.pk, case_id=case.pk)
    if row.is_withdrawn:
        return
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = clock.now(), actor, reason
    row.save()
    record(action="documents.withdraw_file", subject=row, case=case, actor=actor, reason=reason)
    transaction.on_commit(lambda: _remove_unneeded(row.stored_as), robust=True)


def sweep_files() -> int:
    """Remove files older than a day that no row needs: of what failed to be saved, and of what was
    withdrawn. Count them.
    """
    return storage.sweep(_needed(), older_than=ORPHAN_AFTER)


def _needed() -> set[str]:
    rows = Attachment.objects.filter(withdrawn_at=None)
    return set(rows.values_list("stored_as", flat=True))


def _remove_unneeded(stored_as: str) -> None:
    if not Attachment.objects.filter(stored_as=stored_as, withdrawn_at=None).exists():
        storage.remove(stored_as)
