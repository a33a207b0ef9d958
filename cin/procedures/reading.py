"""Reading the facts of a case from plain data (JSON), refusing in one line, by name, what cannot
be.

The form of the data is the obligation contract's: authority, settings, versions, bank_holidays,
child, agreed, exceptions, events.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from cin.procedures.book import ProcedureBook, PublishedVersion, UnknownProcedure, preset
from cin.procedures.calendar import CalendarEnds, WorkingCalendar, england_and_wales, in_london
from cin.procedures.durations import BadDuration, Duration
from cin.procedures.events import (
    EVENT_TYPES,
    Agreed,
    AgreedAssessment,
    BadFacts,
    Child,
    DatedInterval,
    Event,
    ExceptionGranted,
    Facts,
)
from cin.procedures.fitting import fitting
from cin.procedures.settings import BadSetting, setting

REFUSALS = (BadFacts, BadSetting, BadDuration, UnknownProcedure, CalendarEnds)
_LONGEST_PREGNANCY = timedelta(days=280)
# Nobody in these procedures was born before 1900, and no limit reaches the year 2200.
_DAY = re.compile(r"(19|20|21)\d{2}-\d{2}-\d{2}")
_MOMENT = re.compile(r"(19|20|21)\d{2}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?([+-]\d{2}:\d{2}|Z)?")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class CaseRead:
    """What was read: the facts of one case, and the procedures and calendar they stand under."""

    facts: Facts
    book: ProcedureBook
    calendar: WorkingCalendar


def read_case(data: object) -> CaseRead:
    """Read a whole case; what cannot be raises one of REFUSALS, whose message names the item in
    one line.
    """
    case = _record(data, "facts", _CASE_KEYS)
    if "authority" not in case:
        raise BadFacts("authority: is missing")
    holidays = _items(case, "bank_holidays")
    days_off = [read_day(day, f"bank_holidays {n}") for n, day in enumerate(holidays, 1)]
    return CaseRead(_facts(case), _book(case), england_and_wales(days_off))


def read_day(raw: object, where: str) -> date:
    """Read a day like 2026-05-04; anything else raises BadFacts."""
    if isinstance(raw, str) and _DAY.fullmatch(raw):
        with suppress(ValueError):
            return date.fromisoformat(raw)
    raise BadFacts(f"{where}: {raw!r} is not a date like 2026-05-04")


def _facts(case: Mapping[str, Any]) -> Facts:
    child = _child(_record(case.get("child", {}), "child", {"born_on", "cohorts"}))
    agreed = _agreed(_record(case.get("agreed", {}), "agreed", set(_AGREED)))
    exceptions = _each(_items(case, "exceptions"), "exception", _exception)
    events = _each(_items(case, "events"), "event", _event)
    _refuse_impossible(events, child)
    ids = {event.id for event in events if event.id}
    for number, assessment in enumerate(agreed.assessments, 1):
        if assessment.of not in ids:
            missing = f"there is no event with the id {assessment.of!r}"
            raise BadFacts(f"agreed assessments {number}: {missing}")
    return Facts(child, agreed, exceptions, events)


def _refuse_impossible(events: Iterable[Event], child: Child) -> None:
    ids = {event.id for event in events if event.id}
    seen: set[str] = set()
    for number, event in enumerate(events, 1):
        where = f"event {number} ({event.type})"
        if event.id and event.id in seen:
            raise BadFacts(f"{where}: the id {event.id!r} is used twice")
        seen.add(event.id)
        if event.of and event.of not in ids:
            raise BadFacts(f"{where}: there is no event with the id {event.of!r}")
        if event.type == "withdrawn" and not event.of:
            raise BadFacts(f"{where}: of is missing")
        if child.born_on is not None and event.on < child.born_on - _LONGEST_PREGNANCY:
            raise BadFacts(f"{where}: {event.on} is more than 280 days before the child's birth")


def _child(data: Mapping[str, Any]) -> Child:
    born_on = data.get("born_on")
    cohorts = frozenset(_text(name, "child cohorts") for name in _items(data, "cohorts"))
    return Child(None if born_on is None else read_day(born_on, "child born_on"), cohorts)


def _agreed(data: Mapping[str, Any]) -> Agreed:
    given = {name: value for name, value in data.items() if value is not None}
    return Agreed(**{name: _AGREED[name](value, f"agreed {name}") for name, value in given.items()})


def _exception(data: object, where: str) -> ExceptionGranted:
    record = _record(data, where, {"setting", "amount", "unit", "approved_on", "until"})
    _require(record, where, "setting", "amount", "unit", "approved_on")
    name = setting(_text(record["setting"], f"{where} setting")).name
    duration = _duration({"amount": record["amount"], "unit": record["unit"]}, where)
    if setting(name).kind != "duration":
        raise BadFacts(f"{where}: the setting {name} is no length of time")
    approved_on = read_day(record["approved_on"], f"{where} approved_on")
    until = record.get("until")
    last_day = None if until is None else read_day(until, f"{where} until")
    return ExceptionGranted(name, duration, approved_on, last_day)


def _list_of(read: Callable[[object, str], _T]) -> Callable[[object, str], tuple[_T, ...]]:
    def read_all(data: object, where: str) -> tuple[_T, ...]:
        if not isinstance(data, list | tuple):
            raise BadFacts(f"{where}: is not a list")
        return _each(data, where, read)

    return read_all


def _dated(data: object, where: str) -> DatedInterval:
    record = _record(data, where, {"amount", "unit", "since", "until"})
    _require(record, where, "amount", "unit", "since")
    every = _duration({"amount": record["amount"], "unit": record["unit"]}, where)
    until = record.get("until")
    last_day = None if until is None else read_day(until, f"{where} until")
    return DatedInterval(every, read_day(record["since"], f"{where} since"), last_day)


def _assessment(data: object, where: str) -> AgreedAssessment:
    record = _record(data, where, {"of", "due_on", "short"})
    _require(record, where, "of")
    due_on = record.get("due_on")
    return AgreedAssessment(
        _text(record["of"], f"{where} of"),
        None if due_on is None else read_day(due_on, f"{where} due_on"),
        _yes_or_no(record.get("short", False), f"{where} short"),
    )


def _event(data: object, where: str) -> Event:
    record = _record(data, where, _EVENT_KEYS)
    _require(record, where, "type")
    type_ = _text(record["type"], where)
    if type_ not in EVENT_TYPES:
        raise BadFacts(f"{where}: unknown type {type_!r}")
    where = f"{where} ({type_})"
    texts = {
        name: _text(record[name], f"{where} {name}")
        for name in ("id", "of", "kind", "destination")
        if record.get(name) is not None
    }
    changes_plan = _yes_or_no(record.get("changes_plan", True), f"{where} changes_plan")
    on, at = _when(record, where)
    try:
        return Event(type_, on, at, changes_plan=changes_plan, **texts)
    except BadFacts as bad:
        raise BadFacts(f"{where.split(' (')[0]} {bad}") from None


def _when(record: Mapping[str, Any], where: str) -> tuple[date, datetime | None]:
    on, at = record.get("on"), record.get("at")
    if at is not None:
        moment = _moment(at, f"{where} at")
        return (moment.date() if on is None else read_day(on, f"{where} on")), moment
    if on is None:
        raise BadFacts(f"{where}: on (or at) is missing")
    return read_day(on, f"{where} on"), None


def _book(case: Mapping[str, Any]) -> ProcedureBook:
    slug = _text(case["authority"], "authority")
    procedure = preset(slug).with_settings(_settings(case, "settings"))
    versions = [PublishedVersion(1, None, procedure)]
    later = [_version(item, f"version {n}") for n, item in enumerate(_items(case, "versions"), 1)]
    for number, (first_day, changes, to_open) in enumerate(sorted(later, key=_first_day), 2):
        procedure = procedure.with_settings(changes)
        versions.append(PublishedVersion(number, first_day, procedure, to_open))
    return ProcedureBook(versions)


_Version = tuple[date, Mapping[str, Any], bool]


def _version(data: object, where: str) -> _Version:
    record = _record(data, where, {"effective_from", "settings", "apply_to_open"})
    _require(record, where, "effective_from")
    to_open = _yes_or_no(record.get("apply_to_open", False), f"{where} apply_to_open")
    return (
        read_day(record["effective_from"], f"{where} effective_from"),
        _settings(record, f"{where} settings"),
        to_open,
    )


def _first_day(version: _Version) -> date:
    return version[0]


def _settings(data: Mapping[str, Any], where: str) -> Mapping[str, Any]:
    given = _record(data.get("settings", {}), where, None)
    return {name: fitting(setting(name), raw) for name, raw in given.items()}


def _each(items: Iterable[object], noun: str, read: Callable[[object, str], _T]) -> tuple[_T, ...]:
    return tuple(read(item, f"{noun} {number}") for number, item in enumerate(items, 1))


def _record(data: object, where: str, keys: Iterable[str] | None) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise BadFacts(f"{where}: is not an object")
    if keys is not None and (unknown := [key for key in data if key not in set(keys)]):
        raise BadFacts(f"{where}: unknown key {unknown[0]!r}")
    return data


def _require(record: Mapping[str, Any], where: str, *keys: str) -> None:
    for key in keys:
        if record.get(key) is None:
            raise BadFacts(f"{where}: {key} is missing")


def _items(data: Mapping[str, Any], key: str) -> list[Any]:
    items = data.get(key, [])
    if not isinstance(items, list | tuple):
        raise BadFacts(f"{key}: is not a list")
    return list(items)


def _text(raw: object, where: str) -> str:
    if not isinstance(raw, str):
        raise BadFacts(f"{where}: {raw!r} is not text")
    return raw


def _yes_or_no(raw: object, where: str) -> bool:
    if not isinstance(raw, bool):
        raise BadFacts(f"{where}: {raw!r} is not true or false")
    return raw


def _duration(raw: object, where: str) -> Duration:
    try:
        return raw if isinstance(raw, Duration) else Duration.from_data(raw)
    except BadDuration as bad:
        raise BadFacts(f"{where}: {bad}") from None


def _moment(raw: object, where: str) -> datetime:
    if isinstance(raw, str) and _MOMENT.fullmatch(raw):
        with suppress(ValueError):
            return in_london(datetime.fromisoformat(raw))
    raise BadFacts(f"{where}: {raw!r} is not a date and time like 2026-05-04T09:30")


_CASE_KEYS = {
    "authority", "settings", "versions", "bank_holidays", "child", "agreed", "exceptions", "events",
}  # fmt: skip
_EVENT_KEYS = {"type", "on", "at", "id", "of", "kind", "changes_plan", "destination"}
_AGREED: Mapping[str, Callable[[object, str], Any]] = {
    "visit_interval": _duration,
    "visit_intervals": _list_of(_dated),
    "managers_visit_interval": _duration,
    "managers_visit_intervals": _list_of(_dated),
    "visit_schedules": _list_of(_dated),
    "joint_visit_by": read_day,
    "review_interval": _duration,
    "review_intervals": _list_of(_dated),
    "initial_visit_within": _duration,
    "assessment_due_on": read_day,
    "short_assessment": _yes_or_no,
    "assessments": _list_of(_assessment),
    "long_term_support": _yes_or_no,
    "retained_for_short_work": _yes_or_no,
}
