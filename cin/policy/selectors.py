"""The procedure in force, as the engine reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from cin.accounts.models import User
from cin.core import clock
from cin.core.errors import NotFound
from cin.policy.models import ProcedureVersion
from cin.procedures.book import Procedure, ProcedureBook, PublishedVersion, preset
from cin.procedures.calendar import WorkingCalendar, england_and_wales


def procedure_book(authority_id: int) -> ProcedureBook:
    """Give every published version of an authority's procedure; refuses (NotFound) an authority
    without one.
    """
    return procedure_books([authority_id])[authority_id]


def procedure_books(authority_ids: Iterable[int]) -> dict[int, ProcedureBook]:
    """Give the books of several authorities with one query; refuses (NotFound) an authority
    without a procedure.
    """
    wanted = set(authority_ids)
    versions: dict[int, list[PublishedVersion]] = {}
    for row in ProcedureVersion.objects.filter(authority_id__in=wanted).order_by("number"):
        versions.setdefault(row.authority_id, []).append(_as_published(row))
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


@lru_cache(maxsize=1)
def working_calendar() -> WorkingCalendar:
    """Give the working calendar of England and Wales."""
    return england_and_wales()


def _as_published(row: ProcedureVersion) -> PublishedVersion:
    return PublishedVersion(
        number=row.number,
        effective_from=row.effective_from,
        procedure=_procedure(row),
        apply_to_open=row.applies_to_open_events,
    )


# Reading a version's settings takes milliseconds and a published version does not change: once
# per process is enough.
_procedures: dict[tuple[int, datetime], Procedure] = {}


def _procedure(row: ProcedureVersion) -> Procedure:
    key = (row.pk, row.updated_at)
    if key not in _procedures:
        _procedures[key] = preset(row.preset).with_settings(row.departures)
    return _procedures[key]
