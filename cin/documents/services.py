"""Noting what was sent."""

from datetime import date
from typing import Any

from django.db import transaction

from cin.accounts.models import User
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput
from cin.documents.models import Circulation


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
