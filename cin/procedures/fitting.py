"""Whether the engine can work with the value of a setting: more than its kind alone asks."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from cin.procedures.codes import ROLES
from cin.procedures.duties import DUTIES
from cin.procedures.school import hours_in
from cin.procedures.settings import BadSetting, SettingSpec, Value

_ON_THE_WEB = ("https://", "http://")
_DUE = frozenset(duty.key for duty in DUTIES)
_HOURS_OF_THE_DAY = {"alert_hour_from": (0, 23), "alert_hour_until": (1, 24)}


def fitting(spec: SettingSpec, raw: object) -> Value:
    """Turn plain data into a setting's value; raises BadSetting with a sentence if it cannot be
    one, or if the engine could not work with it.
    """
    value = spec.read(raw)
    if value is not None:
        for problem in _problems(spec, value):
            raise BadSetting(f"setting {spec.name}: {problem}")
    return value


def _problems(spec: SettingSpec, value: Value) -> Iterator[str]:
    if any("\0" in text for text in _texts(value)):
        yield "has a character that cannot be kept"
    if spec.name == "linked_procedures":
        yield from _problems_of_links(value)
    if spec.name == "working_weekdays" and not value:
        yield "at least one day must be a working day"
    if spec.kind == "map":
        yield from _problems_of_map(spec, value)
    if "code" in spec.fields:
        yield from _problems_of_codes([row["code"] for row in value])
    yield from _problems_of_hours_and_ages(spec, value)


def _texts(value: Value) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            yield from value
            yield from chain.from_iterable(map(_texts, value.values()))
        case tuple() | list():
            yield from chain.from_iterable(map(_texts, value))


def _problems_of_hours_and_ages(spec: SettingSpec, value: Value) -> Iterator[str]:
    if spec.name in _HOURS_OF_THE_DAY:
        first, last = _HOURS_OF_THE_DAY[spec.name]
        if not first <= value <= last:
            yield f"{value} is not an hour from {first} to {last}"
    if spec.name == "school_age_range" and (len(value) != 2 or value[0] > value[1]):
        yield "must be two ages, the lower one first"
    if spec.name == "school_hours" and hours_in(value) is None:
        yield "must be two times, the earlier one first, like 09:00-15:30"


def _problems_of_codes(codes: Sequence[str]) -> Iterator[str]:
    if "" in codes:
        yield "each item needs a code of its own"
    twice = [code for number, code in enumerate(codes) if code in codes[:number]]
    yield from (f"two items have the code {code!r}" for code in twice)


def _problems_of_links(rows: Value) -> Iterator[str]:
    addresses = (str(row.get("url") or "").strip().lower() for row in rows)
    if not all(each.startswith(_ON_THE_WEB) for each in addresses if each):
        yield "an address must begin with https:// or http://"


def _problems_of_map(spec: SettingSpec, value: Value) -> Iterator[str]:
    if set(spec.keys) == {"from", "to"} and value:
        if set(value) != {"from", "to"}:
            yield "must have both a first and a last day, or neither"
        elif value["from"] > value["to"]:
            yield "the first day must not be after the last"
    if spec.name == "alert_before":
        yield from (f"{key!r} is nothing that can be due" for key in value if key not in _DUE)
    if spec.items == "limit":
        for cohort, limit in value.items():
            yield from _problems_of_limit(cohort, limit)


def _problems_of_limit(cohort: str, limit: Value) -> Iterator[str]:
    if cohort == "fallback" and not (isinstance(limit, Mapping) and limit.get("max")):
        yield "fallback must be a length of time"
    if not isinstance(limit, Mapping):
        return
    roles = limit.get("exception_roles", [])
    if not isinstance(roles, list | tuple) or any(role not in ROLES for role in roles):
        yield f"{cohort}: exception_roles must be a list of roles"
    if not isinstance(limit.get("team", ""), str):
        yield f"{cohort}: team must be text"
