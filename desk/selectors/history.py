"""What was done on a case, and who opened it, in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from cases.models import (
    Case,
    ChangeKind,
    CircumstanceKind,
    Loosened,
    MilestoneKind,
    NoteKind,
    OversightType,
)
from cin.accounts.models import User
from cin.accounts.permissions import may_manage
from cin.audit.models import AuditEvent, RecordView
from cin.audit.selectors import history_of
from desk.words import SHOWN_ON, done_in_words, page_in_words, reason_in_words

# What a line of the history was about, by the kind kept with it.
_ABOUT = {
    **dict(MilestoneKind.choices),
    **dict(CircumstanceKind.choices),
    **dict(ChangeKind.choices),
    **dict(Loosened.choices),
    **dict(NoteKind.choices),
    **dict(OversightType.choices),
}


@dataclass(frozen=True)
class Entry:
    """One thing done, as the time-line shows it."""

    title: str
    when: datetime
    by: str
    text: str
    href: str


@dataclass(frozen=True)
class Looked:
    """One opening of a page about the child."""

    name: str
    page: str
    when: datetime


def done_on(case: Case) -> QuerySet[AuditEvent]:
    """List what was done on a case, newest first."""
    return history_of(case.pk)


def in_words(events: Iterable[AuditEvent]) -> list[Entry]:
    """Put what was done into words; a note on a worker names the worker, with one query for all of
    them.
    """
    rows = list(events)
    named = _names(row.details.get("worker") for row in rows)
    return [_entry(row, named) for row in rows]


def _entry(row: AuditEvent, named: dict[int, str]) -> Entry:
    title = done_in_words(row.action)
    worker = named.get(row.details.get("worker") or 0)
    about = worker or _ABOUT.get(row.details.get("kind", ""), "")
    page = SHOWN_ON.get(row.subject_type)
    return Entry(
        title=f"{title}: {about}" if about else title,
        when=row.at,
        by=row.actor_name,
        text=reason_in_words(row.reason),
        href=reverse(page, args=[row.subject_id]) if page else "",
    )


def may_see_who_looked(case: Case, user: User) -> bool:
    """Whether this person may read who opened a child's record: managers only."""
    return not may_manage.reason(case, user)


def openings_of(case: Case) -> QuerySet[RecordView]:
    """List every opening of a page about the child, newest first."""
    return RecordView.objects.filter(case_id=case.pk).order_by("-at", "-pk")


def with_names(views: Iterable[RecordView]) -> list[Looked]:
    """Add to openings the names of who opened, with one query."""
    rows = list(views)
    named = _names(row.viewer_id for row in rows)
    return [
        Looked(named.get(row.viewer_id, "Somebody who left"), page_in_words(row.page), row.at)
        for row in rows
    ]


def _names(ids: Iterable[Any]) -> dict[int, str]:
    wanted = {pk for pk in ids if pk}
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}
