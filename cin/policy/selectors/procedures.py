"""The procedure in force, as the engine reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from cin.accounts.models import User
from cin.core import clock
from cin.core.errors import NotFound, NotPermitted
from cin.core.once import once_a_page
from cin.policy.models import ProcedureDraft, ProcedureVersion, Recomputation
from cin.policy.permissions import may_read_draft
from cin.policy.selectors.days import days_off_of
from cin.procedures.book import Procedure, ProcedureBook, PublishedVersion, preset


@once_a_page
def procedure_book(authority_id: int) -> ProcedureBook:
    """Give every published version of an authority's procedure; refuses (NotFound) an authority
    without one.
    """
    return procedure_books([authority_id])[authority_id]


def procedure_books(authority_ids: Iterable[int]) -> dict[int, ProcedureBook]:
    """Give the books of several authorities with two queries; refuses (NotFound) an authority
    without a procedure.
    """
    wanted = set(authority_ids)
    days_off = days_off_of(wanted)
    versions: dict[int, list[PublishedVersion]] = {}
    for row in ProcedureVersion.objects.filter(authority_id__in=wanted).order_by("number"):
        published = _as_published(row, days_off.get(row.authority_id, frozenset()))
        versions.setdefault(row.authority_id, []).append(published)
    if missing := wanted - versions.keys():
        raise NotFound(f"Authority {min(missing)} has no published procedure.")
    return {authority_id: ProcedureBook(rows) for authority_id, rows in versions.items()}


def procedure_in_force(authority_id: int, on: date | None = None) -> Procedure:
    """Give the procedure in force on a day, today unless said otherwise."""
    return procedure_book(authority_id).on(on or clock.today())


@dataclass(frozen=True, kw_only=True)
class Published:
    """The version of an authority's procedure in force today; `departures` are the settings it
    changed.
    """

    procedure: Procedure
    number: int
    effective_from: date | None
    departures: dict[str, Any]
    review_has_passed: bool


def published(user: User) -> Published:
    """Give the procedure in force today for this person's authority; refuses (NotFound) a person
    without one.
    """
    if user.authority_id is None:
        raise NotFound("You belong to no authority, so no procedure applies to you.")
    current = procedure_book(user.authority_id).current(clock.today())
    row = ProcedureVersion.objects.get(authority_id=user.authority_id, number=current.number)
    review_on = current.procedure.review_on
    return Published(
        procedure=current.procedure,
        number=current.number,
        effective_from=current.effective_from,
        departures=row.departures,
        review_has_passed=review_on is not None and review_on < clock.today(),
    )


def latest_version(authority_id: int) -> ProcedureVersion:
    """Give the version published last, which the next one begins from; refuses (NotFound) an
    authority without one.
    """
    found = ProcedureVersion.objects.filter(authority_id=authority_id).order_by("number").last()
    if found is None:
        raise NotFound("No procedure has been published here.")
    return found


def versions_of(user: User) -> list[ProcedureVersion]:
    """List every published version of the person's authority, the latest first."""
    rows = ProcedureVersion.objects.filter(authority_id=user.authority_id)
    found = list(rows.select_related("drafted_by", "published_by").order_by("-number"))
    if user.authority_id is None or not found:
        raise NotFound("You belong to no authority, so no procedure applies to you.")
    return found


def find_version(user: User, number: int) -> ProcedureVersion:
    """Give one published version of the person's authority, or refuse with NotFound."""
    for row in versions_of(user):
        if row.number == number:
            return row
    raise NotFound("There is no such version of the procedure.")


def draft_of(user: User) -> ProcedureDraft | None:
    """Give the draft of the next version, or None where there is none; refuses (NotPermitted)
    whoever may not read it.
    """
    rows = ProcedureDraft.objects.select_related("authority", "drafted_by")
    draft = rows.filter(authority_id=user.authority_id).first()
    if draft is not None and (refusal := may_read_draft.reason(draft, user)):
        raise NotPermitted(refusal)
    return draft


def has_draft(user: User) -> bool:
    """Say whether a next version is being written in the person's authority."""
    return ProcedureDraft.objects.filter(authority_id=user.authority_id).exists()


def may_read_drafts(user: User) -> bool:
    """Say whether this person may read what is being written."""
    return not may_read_draft.reason(user, user)


def find_draft(user: User) -> ProcedureDraft:
    """Give the draft of the next version, or refuse with NotFound."""
    draft = draft_of(user)
    if draft is None:
        raise NotFound("There is no draft of the procedure: it was published or thrown away.")
    return draft


def procedure_of(row: ProcedureVersion | ProcedureDraft) -> Procedure:
    """Give the whole procedure of a version or a draft."""
    if isinstance(row, ProcedureVersion):
        return _procedure(row)
    latest = latest_version(row.authority_id)
    return preset(latest.preset).with_settings(row.departures)


def book_with(draft: ProcedureDraft) -> ProcedureBook:
    """Give the authority's procedure as it would be with the draft in force from its first day,
    today when it has none yet.
    """
    book = procedure_book(draft.authority_id)
    wanted = PublishedVersion(
        number=latest_version(draft.authority_id).number + 1,
        effective_from=draft.effective_from or clock.today(),
        procedure=_closed_on(
            procedure_of(draft),
            days_off_of([draft.authority_id]).get(draft.authority_id, frozenset()),
        ),
        apply_to_open=draft.applies_to_open_events,
    )
    return ProcedureBook([*book.versions, wanted])


def recomputation_of(user: User) -> Recomputation | None:
    """Give the last work on all the deadlines of the person's authority, finished or not."""
    return Recomputation.objects.filter(authority_id=user.authority_id).order_by("-pk").first()


def unfinished_recomputations() -> list[int]:
    """List the work on deadlines that is not finished, oldest first."""
    rows = Recomputation.objects.filter(finished_at=None).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def _as_published(row: ProcedureVersion, days_off: frozenset[date]) -> PublishedVersion:
    return PublishedVersion(
        number=row.number,
        effective_from=row.effective_from,
        procedure=_closed_on(_procedure(row), days_off),
        apply_to_open=row.applies_to_open_events,
    )


@lru_cache(maxsize=256)
def _closed_on(procedure: Procedure, days_off: frozenset[date]) -> Procedure:
    """Give a procedure that knows the authority's days off; which they are is part of the key, so
    no process can hold an old calendar.
    """
    if not days_off:
        return procedure
    all_days = sorted({*procedure.get("local_closure_days"), *days_off})
    return procedure.with_settings({"local_closure_days": all_days})


# Reading a version's settings takes milliseconds and a published version does not change: once
# per process is enough.
_procedures: dict[tuple[int, datetime], Procedure] = {}


def _procedure(row: ProcedureVersion) -> Procedure:
    key = (row.pk, row.updated_at)
    if key not in _procedures:
        _procedures[key] = preset(row.preset).with_settings(row.departures)
    return _procedures[key]
