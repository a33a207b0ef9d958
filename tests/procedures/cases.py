"""Cases in few words, for tables of tests."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from cin.procedures.obligations import Obligation, obligations
from cin.procedures.reading import read_case

FAR_AHEAD = "2026-12-31"


def happened(type_: str, when: str, **more: Any) -> dict[str, Any]:
    """One event: `when` is a day, or a moment if it has a time."""
    return {"type": type_, "at" if "T" in when else "on": when, **more}


def due(
    authority: str, *events: dict[str, Any], today: str = FAR_AHEAD, **more: Any
) -> list[Obligation]:
    """What is due, as the engine says."""
    data = {"authority": authority, "events": list(events), **more}
    case = read_case(data)
    return obligations(case.facts, case.book, case.calendar, date.fromisoformat(today))


def of(key: str, found: Sequence[Obligation]) -> list[Obligation]:
    """The obligations of one kind."""
    return [obligation for obligation in found if obligation.key == key]


def the(key: str, found: Sequence[Obligation]) -> Obligation:
    """The only obligation of one kind."""
    (only,) = of(key, found)
    return only


def due_on(key: str, found: Sequence[Obligation]) -> str | None:
    """The due date of the only obligation of one kind."""
    day = the(key, found).due_on
    return day.isoformat() if day else None
