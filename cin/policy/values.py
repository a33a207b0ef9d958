"""Reading the value of a setting, with the limits that the engine takes for granted."""

from collections.abc import Iterator, Mapping
from typing import Any

from cin.procedures.book import PRESETS, Procedure, preset
from cin.procedures.codes import ROLES
from cin.procedures.duties import DUTIES
from cin.procedures.school import hours_in
from cin.procedures.settings import SETTINGS, BadSetting, SettingSpec, Value, as_data

_ON_THE_WEB = ("https://", "http://")
_DUE = frozenset(duty.key for duty in DUTIES)


def read_value(spec: SettingSpec, raw: object) -> Value:
    """Turn plain data into a setting's value; raises BadSetting with a sentence if it cannot be
    one, or if the engine could not work with it.
    """
    value = spec.read(raw)
    if value in (None, "") and not may_be_empty(spec):
        raise BadSetting(f"setting {spec.name}: cannot be empty")
    is_links = spec.name == "linked_procedures"
    for problem in _problems_of_links(value) if is_links else _problems(spec, value):
        raise BadSetting(f"setting {spec.name}: {problem}")
    return value


def why(spec: SettingSpec, bad: BadSetting) -> str:
    """Give what is wrong with a value as a sentence that can stand beside its field."""
    text = str(bad).removeprefix(f"setting {spec.name}: ")
    return text[:1].upper() + text[1:]


def may_be_empty(spec: SettingSpec) -> bool:
    """Say whether a procedure can leave this setting out: by default, or as one does."""
    empty = (None, "")
    return spec.default in empty or any(preset(slug).get(spec.name) in empty for slug in PRESETS)


def departures_from(original: Procedure, values: Mapping[str, Value]) -> dict[str, Any]:
    """Give, as plain data, those values that are not the published procedure's own."""
    return {
        name: as_data(value)
        for name, value in values.items()
        if as_data(value) != as_data(original.get(name))
    }


def changed_settings(before: Procedure, after: Procedure) -> list[SettingSpec]:
    """List the settings in which two procedures differ, in the order in which they are shown."""
    return [
        spec
        for spec in SETTINGS.values()
        if as_data(before.get(spec.name)) != as_data(after.get(spec.name))
    ]


def _problems(spec: SettingSpec, value: Value) -> Iterator[str]:
    if spec.name == "working_weekdays" and not value:
        yield "at least one day must be a working day"
    if spec.name == "school_age_range" and (len(value) != 2 or value[0] > value[1]):
        yield "must be two ages, the lower one first"
    if spec.name == "school_hours" and hours_in(value) is None:
        yield "must be two times, the earlier one first, like 09:00-15:30"
    if spec.kind == "map" and set(spec.keys) == {"from", "to"} and value:
        if set(value) != {"from", "to"}:
            yield "must have both a first and a last day, or neither"
        elif value["from"] > value["to"]:
            yield "the first day must not be after the last"
    if spec.kind == "map":
        yield from _problems_of_map(spec, value)


def _problems_of_links(rows: Value) -> Iterator[str]:
    addresses = (str(row.get("url") or "").strip().lower() for row in rows)
    if not all(each.startswith(_ON_THE_WEB) for each in addresses if each):
        yield "an address must begin with https:// or http://"


def _problems_of_map(spec: SettingSpec, value: Value) -> Iterator[str]:
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
