"""A version of a procedure as a TOML file, and the reading of one."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from cin.policy.models import ProcedureVersion
from cin.policy.values import read_value, why
from cin.procedures.book import Procedure
from cin.procedures.settings import GROUPS, SETTINGS, BadSetting, Value, as_data, setting


@dataclass(frozen=True, kw_only=True)
class FileRead:
    """What was found in a file: the values that fit, and a sentence for each thing that does
    not.
    """

    values: dict[str, Value] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def as_toml(version: ProcedureVersion, procedure: Procedure) -> str:
    """Write a version as TOML: every setting, with no value where the procedure sets none."""
    since = version.effective_from.isoformat() if version.effective_from else "the beginning"
    lines = [
        f"# {_one_line(procedure.authority_name)}: {_one_line(procedure.title)}",
        f"# Version {version.number}, in force from {since}",
        "",
        "[procedure]",
        f"preset = {_written(version.preset)}",
        f"version = {version.number}",
    ]
    for group, title in GROUPS.items():
        lines += ["", f"# ---- {title} ----"]
        for spec in SETTINGS.values():
            if spec.group == group:
                lines += ["", f"# {spec.label}", f"[settings.{spec.name}]"]
                lines += _value_line(as_data(procedure.get(spec.name)))
    return "\n".join(lines) + "\n"


def read_toml(text: str) -> FileRead:
    """Read the settings of a TOML file, each with a `value`; one without it is emptied, and one
    that is not there is left as it is. All that does not fit is listed, not only the first.
    """
    try:
        content = tomllib.loads(text)
    except RecursionError:
        return FileRead(problems=["The file has too many things inside one another"])
    except ValueError as bad:
        return FileRead(problems=[f"The file is not TOML: {bad}"])
    entries = content.pop("settings", None)
    content.pop("procedure", None)
    problems = [f"“{name}” is not a part of a procedure file" for name in content]
    if not isinstance(entries, Mapping):
        return FileRead(problems=[*problems, "The file has no settings, like [settings.teams]"])
    found = FileRead(problems=problems)
    for name, entry in entries.items():
        _take(found, name, entry)
    return found


def _take(found: FileRead, name: str, entry: object) -> None:
    try:
        spec = setting(name)
        if not isinstance(entry, Mapping):
            raise BadSetting("must be written [settings.NAME] with a line value = ...")
        if unknown := sorted(set(entry) - {"value", "cites", "note"}):
            raise BadSetting(f"“{unknown[0]}” is not a part of a setting")
        found.values[name] = read_value(spec, entry.get("value"))
    except BadSetting as bad:
        known = SETTINGS.get(name)
        told = why(known, bad) if known else "There is no such setting"
        found.problems.append(f"{name}: {told}")


def _value_line(value: Value) -> Iterator[str]:
    if value is not None:
        yield f"value = {_written(value)}"


def _written(value: Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case date():
            return value.isoformat()
        case Mapping():
            pairs = ", ".join(
                f"{_written(str(key))} = {_written(each)}" for key, each in value.items()
            )
            return f"{{ {pairs} }}" if pairs else "{}"
        case list() | tuple():
            return f"[{', '.join(_written(each) for each in value)}]"
    # What JSON writes between quotes TOML reads, but for one control character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _one_line(text: str) -> str:
    return " ".join(text.split())
