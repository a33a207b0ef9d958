"""Reading the value of a setting as an authority gives it, and what makes it another procedure."""

from collections.abc import Mapping
from typing import Any

from cin.procedures.book import PRESETS, Procedure, preset
from cin.procedures.fitting import fitting
from cin.procedures.settings import SETTINGS, BadSetting, SettingSpec, Value, as_data


def read_value(spec: SettingSpec, raw: object) -> Value:
    """Turn plain data into a setting's value; raises BadSetting with a sentence if it cannot be
    one, or if the engine could not work with it.
    """
    value = fitting(spec, raw)
    if value in (None, "") and not may_be_empty(spec):
        raise BadSetting(f"setting {spec.name}: cannot be empty")
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


def contradiction_in(procedure: Procedure) -> str:
    """Say which settings of a procedure do not go together, or nothing."""
    begins, ends = procedure.get("alert_hour_from"), procedure.get("alert_hour_until")
    if procedure.get("alert_times") != "any_time" and begins >= ends:
        return (
            f"The working hours for alerts begin at {begins} and end at {ends}, so nobody would "
            "ever be told of anything."
        )
    return ""
