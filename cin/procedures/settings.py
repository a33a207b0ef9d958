"""The settings an authority's procedure can have, and the reading of their values.

The settings themselves are data: one file for each group of them, in setting_groups beside this
file.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cin.procedures.codes import CODE_SETS, ROLES, CodeSet
from cin.procedures.durations import LARGEST, BadDuration, Duration, is_amount

Value = Any
AGREED_BY_MANAGER = "agreed_by_manager"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LISTS = ("keys", "units", "fields")
_NULLABLE = frozenset({"duration", "integer", "text", "role", "date"})


class BadSetting(ValueError):
    """A value that this setting cannot take."""


class UnknownSetting(BadSetting):
    """A name that is no setting."""


@dataclass(frozen=True, kw_only=True)
class SettingSpec:
    """What one setting is: its kind, where it is shown, and what it may hold.

    `choices` are what a choice, or each item of a list, may be (empty: anything of `items`). `keys`
    are those a map may have. `units` are those a duration may have. `fields` are those each record
    of a list of records has. `source` names the national rule that a default comes from.
    """

    name: str
    kind: str
    group: str
    label: str
    help: str = ""
    default: Value = None
    choices: CodeSet = field(default_factory=dict)
    items: str = "text"
    keys: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    source: str = ""

    def read(self, raw: object) -> Value:
        """Turn plain data into the setting's value; raise BadSetting with a sentence if it
        cannot be one.
        """
        if raw is None:
            if self.kind in _NULLABLE:
                return None
            raise self._refuse("cannot be empty")
        return _READERS[self.kind](self, raw)

    def _refuse(self, why: str) -> BadSetting:
        return BadSetting(f"setting {self.name}: {why}")


def setting(name: str) -> SettingSpec:
    """Give the setting of this name; raise UnknownSetting if there is none."""
    try:
        return SETTINGS[name]
    except KeyError:
        raise UnknownSetting(f"setting {name}: there is no such setting") from None


def as_data(value: Value) -> Value:
    """Give a setting's value as plain data (JSON) that `SettingSpec.read` takes back."""
    match value:
        case Duration():
            return value.as_data()
        case date():
            return value.isoformat()
        case Mapping():
            return {key: as_data(item) for key, item in value.items()}
        case tuple() | list():
            return [as_data(item) for item in value]
    return value


def _read_duration(spec: SettingSpec, raw: object) -> Duration:
    try:
        duration = raw if isinstance(raw, Duration) else Duration.from_data(raw)
    except BadDuration as bad:
        raise spec._refuse(str(bad)) from None
    if spec.units and duration.unit not in spec.units:
        raise spec._refuse(f"must be in {' or '.join(spec.units)}, not {duration.unit}")
    return duration


def _read_integer(spec: SettingSpec, raw: object) -> int:
    if not isinstance(raw, int) or not is_amount(raw):
        raise spec._refuse(f"{raw!r} is not a whole number from 0 to {LARGEST}")
    return raw


def _read_weekday(spec: SettingSpec, raw: object) -> int:
    day = _read_integer(spec, raw)
    if day > 6:
        raise spec._refuse(f"{day} is not one of 0 (Monday) to 6 (Sunday)")
    return day


def _read_boolean(spec: SettingSpec, raw: object) -> bool:
    if not isinstance(raw, bool):
        raise spec._refuse(f"{raw!r} is not true or false")
    return raw


def _read_text(spec: SettingSpec, raw: object) -> str:
    if not isinstance(raw, str):
        raise spec._refuse(f"{raw!r} is not text")
    if spec.choices and raw not in spec.choices:
        raise spec._refuse(f"{raw!r} is not one of {', '.join(spec.choices)}")
    return raw


def _read_date(spec: SettingSpec, raw: object) -> date:
    if type(raw) is date:
        return raw
    if isinstance(raw, str) and _DAY.fullmatch(raw):
        with suppress(ValueError):
            return date.fromisoformat(raw)
    shown = raw.isoformat() if isinstance(raw, datetime) else raw
    raise spec._refuse(f"{shown!r} is not a date like 2026-05-04")


def _read_record(spec: SettingSpec, raw: object) -> Mapping[str, Value]:
    if not isinstance(raw, Mapping) or set(raw) != set(spec.fields):
        raise spec._refuse(f"each item must have {', '.join(spec.fields)}")
    return {name: _read_text(spec, raw[name]) for name in spec.fields}


def _read_list(spec: SettingSpec, raw: object) -> tuple[Value, ...]:
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        raise spec._refuse(f"{raw!r} is not a list")
    read_item = _ITEM_READERS[spec.items]
    return tuple(read_item(spec, item) for item in raw)


def _read_map(spec: SettingSpec, raw: object) -> Mapping[str, Value]:
    if not isinstance(raw, Mapping):
        raise spec._refuse(f"{raw!r} is not a map")
    for key in raw:
        if spec.keys and key not in spec.keys:
            raise spec._refuse(f"{key!r} is not one of {', '.join(spec.keys)}")
    read_item = _ITEM_READERS[spec.items]
    return {key: read_item(spec, item) for key, item in raw.items()}


def _read_texts(spec: SettingSpec, raw: object) -> tuple[str, ...]:
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        raise spec._refuse(f"{raw!r} is not a list")
    return tuple(_read_text(spec, item) for item in raw)


def _read_durations(spec: SettingSpec, raw: object) -> tuple[Duration, ...]:
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        raise spec._refuse(f"{raw!r} is not a list")
    return tuple(_read_duration(spec, item) for item in raw)


def _read_cohort_limit(spec: SettingSpec, raw: object) -> Value:
    """Read what a cohort has instead of the general interval.

    A length of time; "agreed_by_manager"; or {"max", "exception_roles", "team"}, each optional.
    """
    if raw == AGREED_BY_MANAGER:
        return raw
    if not isinstance(raw, Mapping):
        raise spec._refuse(f"{raw!r} is neither a length of time nor {AGREED_BY_MANAGER!r}")
    if "amount" in raw:
        return {"max": _read_duration(spec, raw)}
    if unknown := set(raw) - {"max", "exception_roles", "team"}:
        raise spec._refuse(f"{', '.join(sorted(unknown))} is not one of max, exception_roles, team")
    return {key: _read_duration(spec, item) if key == "max" else item for key, item in raw.items()}


_READERS: Mapping[str, Callable[[SettingSpec, object], Value]] = {
    "duration": _read_duration,
    "integer": _read_integer,
    "boolean": _read_boolean,
    "choice": _read_text,
    "text": _read_text,
    "role": _read_text,
    "roles": _read_list,
    "list": _read_list,
    "map": _read_map,
    "date": _read_date,
}
_ITEM_READERS: Mapping[str, Callable[[SettingSpec, object], Value]] = {
    "text": _read_text,
    "integer": _read_integer,
    "weekday": _read_weekday,
    "date": _read_date,
    "duration": _read_duration,
    "record": _read_record,
    "durations": _read_durations,
    "limit": _read_cohort_limit,
    "texts": _read_texts,
}


def _load() -> tuple[dict[str, str], dict[str, SettingSpec]]:
    folder = Path(__file__).with_name("setting_groups")
    contents = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in folder.glob("*.toml")}
    in_order = sorted(contents.items(), key=lambda item: item[1]["order"])
    titles = {group: content["title"] for group, content in in_order}
    specs = {
        name: _spec(name, group, entry)
        for group, content in in_order
        for name, entry in content["settings"].items()
    }
    return titles, specs


def _spec(name: str, group: str, entry: Mapping[str, Value]) -> SettingSpec:
    kind = entry["kind"]
    words: dict[str, Value] = {
        key: tuple(entry[key]) if key in _LISTS else entry[key]
        for key in ("label", "help", "items", "source", *_LISTS)
        if key in entry
    }
    spec = SettingSpec(name=name, kind=kind, group=group, choices=_choices(kind, entry), **words)
    empty: Value = {"roles": [], "list": [], "map": {}}.get(kind)
    return replace(spec, default=spec.read(entry.get("default", empty)))


def _choices(kind: str, entry: Mapping[str, Value]) -> CodeSet:
    if kind in {"role", "roles"}:
        return ROLES
    if "codes" in entry:
        return CODE_SETS[entry["codes"]]
    return dict(entry.get("choices", {}))


GROUPS, SETTINGS = _load()
