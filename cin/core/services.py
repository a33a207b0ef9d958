"""Writing safely: an edit that saw the latest text, and a form that acts once."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from cin.core.errors import ChangedMeanwhile, SentBefore
from cin.core.models import FormReceipt, Narrative

SENT_BEFORE = (
    "You sent this form before. What you changed since is not saved. To change it, open the record."
)


def revise(record: Narrative, *, seen_version: int, changes: Mapping[str, Any]) -> None:
    """Set the changed fields and count the edit, in memory; the caller saves.

    `seen_version` is the version the person had on screen. Raises ChangedMeanwhile, carrying the
    saved value of every field that now differs from theirs, when somebody else has edited the
    record since.
    """
    if record.version != seen_version:
        theirs = {
            name: getattr(record, name)
            for name, mine in changes.items()
            if getattr(record, name) != mine
        }
        raise ChangedMeanwhile(
            "Somebody else changed this after you opened it. Nothing of yours is lost: "
            "both texts are below.",
            theirs=theirs,
            version=record.version,
        )
    for name, value in changes.items():
        setattr(record, name, value)
    record.version += 1


def refuse_unread(record: Narrative, *, read_version: int) -> None:
    """Refuse a decision about a text that changed after the person read it (ChangedMeanwhile)."""
    if record.version != read_version:
        raise ChangedMeanwhile(
            "This was changed after you opened it, so your decision was not saved. "
            "Read the new text first.",
            version=record.version,
        )


def act_once(*, token: UUID, digest: str, person: Any, act: Callable[[], str]) -> str:
    """Carry out what a form asks and say where to go next; the same token again only says where.

    `act` returns the destination address; `digest` stands for the answers. Both the act and its
    receipt are one transaction, so of two copies sent at the same moment the second waits for the
    first and then finds its receipt. Refuses (SentBefore) other answers under the same token.
    """
    try:
        with transaction.atomic():
            receipt = FormReceipt.objects.create(
                token=token, digest=digest, person=person, destination="pending"
            )
            receipt.destination = act()
            receipt.save(update_fields=["destination"])
            return receipt.destination
    except IntegrityError:
        earlier = earlier_destination(token=token, digest=digest, person=person)
        if not earlier:
            raise
        return earlier


def earlier_destination(*, token: UUID, digest: str, person: Any) -> str:
    """Say where this person's form with this token led when it was first acted on; nothing when
    it was not. Refuses (SentBefore) when it was acted on with other answers.
    """
    receipt = FormReceipt.objects.filter(token=token, person=person).first()
    if receipt is None:
        return ""
    if receipt.digest not in {digest, ""}:
        raise SentBefore(SENT_BEFORE)
    return receipt.destination
