"""Reading what is kept: a person's own text, and who else is writing."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.core import clock
from cin.core.models import FormReceipt
from cin.drafts.models import Draft

# Whoever wrote in the same form this lately is named to whoever opens it.
LATELY = timedelta(days=7)


def live_drafts() -> QuerySet[Draft]:
    """List the drafts whose form was not acted on.

    A page may send what is typed at the very moment its form is acted on, and come second: what
    is kept of it then is no draft, and is cleared away at night.
    """
    return Draft.objects.exclude(handled())


def handled() -> Exists:
    """Give the condition of a draft whose form was acted on."""
    return Exists(
        FormReceipt.objects.filter(token=OuterRef("submission"), person=OuterRef("person"))
    )


def own_drafts(person: User, address: str) -> QuerySet[Draft]:
    """List what a person typed and did not send in one form, the newest first."""
    return live_drafts().filter(person=person, address=address)


def was_handled(person: User, submission: UUID) -> bool:
    """Say whether the form opened under this token was acted on."""
    return FormReceipt.objects.filter(token=submission, person=person).exists()


def writing_too(person: User, address: str, subject: Any) -> list[Draft]:
    """List the newest draft of each other person in the same form in the last seven days, of those
    who may work on the record now.
    """
    recent = live_drafts().filter(address=address, saved_at__gte=clock.now() - LATELY)
    theirs = recent.exclude(person=person).select_related("person").defer("answers")
    newest: dict[int, Draft] = {}
    for draft in theirs:
        newest.setdefault(draft.person_id, draft)
    return [
        draft
        for draft in newest.values()
        if draft.person.is_active and not may_work.reason(subject, draft.person)
    ]


def drafts_of(person: User) -> QuerySet[Draft]:
    """List everything that a person typed and did not send, the newest first, without the text."""
    return live_drafts().filter(person=person).defer("answers")


def drafts_on_cases(case_ids: Iterable[int]) -> QuerySet[Draft]:
    """List what anybody typed about these cases and did not send, without the text."""
    found = live_drafts().filter(case_id__in=case_ids)
    return found.select_related("person").defer("answers")


def drafts_left(authority_id: int | None, *, before: datetime) -> QuerySet[Draft]:
    """List the drafts of an authority that nobody touched since a moment, the oldest first, without
    the text.
    """
    found = live_drafts().filter(authority_id=authority_id, saved_at__lt=before)
    return found.select_related("person").defer("answers").order_by("saved_at", "pk")
