"""A procedure's settings in words, each with the rules it comes from."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from cin.core.templatetags.cin import plain_day
from cin.policy.selectors import Published
from cin.policy.values import changed_settings
from cin.procedures.book import Procedure
from cin.procedures.catalogue import Rule, rule
from cin.procedures.codes import COHORTS, REVIEW_OUTCOMES, REVIEW_SUB_OUTCOMES
from cin.procedures.durations import Duration, Unit
from cin.procedures.settings import AGREED_BY_MANAGER, GROUPS, SETTINGS, SettingSpec, Value

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOTHING = "Nothing set"
_NO_VALUE: tuple[object, ...] = (None, "", (), [], {})
# The number of a question on how to read the text, which means nothing outside its own list.
_QUESTION = re.compile(r"^K\d+: ")
_KEYS: Mapping[str, str] = {
    **COHORTS,
    **REVIEW_OUTCOMES,
    "every": "everything",
    "fallback": "Until the manager has agreed one",
    "from": "From working day",
    "to": "To working day",
}


@dataclass(frozen=True, kw_only=True)
class SettingInWords:
    """One setting: its label, its value as lines of words, and the rules it comes from."""

    name: str
    label: str
    help: str
    lines: list[str]
    rules: list[Rule] = field(default_factory=list)
    note: str = ""
    is_departure: bool = False


@dataclass(frozen=True, kw_only=True)
class GroupInWords:
    """One group of settings; `silent` are the labels of those it says nothing on."""

    code: str
    title: str
    settings: list[SettingInWords]
    silent: list[str]


def facts_in_words(published: Published) -> list[dict[str, str]]:
    """Say where a procedure comes from: what its text gives, and since when it is in force here."""
    found = published.procedure
    since = published.effective_from
    rows = {
        "Version of the text": found.version,
        "Published": found.published_on,
        "Replaces": found.replaces,
        "Owner": found.owner,
        "To be reviewed by": plain_day(found.review_on),
        "In force here": f"Version {published.number}, "
        + (f"from {plain_day(since)}" if since else "from the beginning"),
    }
    return [{"key": key, "value": value} for key, value in rows.items() if value]


@dataclass(frozen=True, kw_only=True)
class ChangeInWords:
    """One setting in which two procedures differ, each side as lines of words."""

    name: str
    label: str
    before: list[str]
    after: list[str]


def changes_in_words(before: Procedure, after: Procedure) -> list[ChangeInWords]:
    """Put into words every setting in which two procedures differ."""
    return [
        ChangeInWords(
            name=spec.name,
            label=spec.label,
            before=list(value_in_words(spec, before.get(spec.name))) or [NOTHING],
            after=list(value_in_words(spec, after.get(spec.name))) or [NOTHING],
        )
        for spec in changed_settings(before, after)
    ]


def setting_in_words(procedure: Procedure, spec: SettingSpec) -> SettingInWords:
    """Put one setting of a procedure into words, with its rules."""
    return _in_words(procedure, spec, {})


def groups_in_words(
    procedure: Procedure, departures: Mapping[str, object], *, everything: bool = False
) -> list[GroupInWords]:
    """Put every setting of a procedure into words, group by group; `departures` are those the
    authority changed. With `everything` none is silent: all can be changed.
    """
    groups = []
    for code, title in GROUPS.items():
        specs = [spec for spec in SETTINGS.values() if spec.group == code]
        said = [spec for spec in specs if everything or _is_said(procedure, spec)]
        groups.append(
            GroupInWords(
                code=code,
                title=title,
                settings=[_in_words(procedure, spec, departures) for spec in said],
                silent=[spec.label for spec in specs if spec not in said],
            )
        )
    return groups


def _is_said(procedure: Procedure, spec: SettingSpec) -> bool:
    return procedure.get(spec.name) not in (None, "", (), [], {}, False) or bool(
        procedure.cites_for(spec.name)
    )


def _in_words(
    procedure: Procedure, spec: SettingSpec, departures: Mapping[str, object]
) -> SettingInWords:
    return SettingInWords(
        name=spec.name,
        label=spec.label,
        help=spec.help,
        lines=list(value_in_words(spec, procedure.get(spec.name))) or [NOTHING],
        rules=[found for found in map(rule_or_none, procedure.cites_for(spec.name)) if found],
        note=_note(procedure.notes.get(spec.name, "")),
        is_departure=spec.name in departures,
    )


def _note(text: str) -> str:
    said = _QUESTION.sub("", text)
    return said[:1].upper() + said[1:]


def rule_or_none(rule_id: str) -> Rule | None:
    """Give a rule of the catalogue, or None for an id it does not hold."""
    try:
        return rule(rule_id)
    except KeyError:
        return None


def value_in_words(spec: SettingSpec, value: Value) -> Iterator[str]:
    """Write a setting's value as lines of words; nothing for a value that is not set."""
    if value in _NO_VALUE:
        return
    if spec.name == "working_weekdays":
        yield _listed([WEEKDAYS[number] for number in value])
    elif spec.kind in {"list", "roles"}:
        yield from _lines(spec, value)
    elif spec.kind == "map":
        for key, item in value.items():
            yield f"{_KEYS.get(key, key.replace('_', ' '))}: {_item(spec, item)}"
    else:
        yield _item(spec, value)


def _lines(spec: SettingSpec, value: Value) -> Iterator[str]:
    items = [_item(spec, item) for item in value]
    if spec.kind == "roles" or spec.items == "integer":
        yield _listed(items)
    else:
        yield from items


def _item(spec: SettingSpec, item: Value) -> str:
    match item:
        case bool():
            return "Yes" if item else "No"
        case Duration():
            return _duration(item)
        case date():
            return plain_day(item)
        case Mapping():
            return _record(spec, item)
        case list() | tuple():
            return _listed([_item(spec, each) for each in item])
    if item == AGREED_BY_MANAGER:
        return "as the manager agrees"
    return str(spec.choices.get(item) or REVIEW_SUB_OUTCOMES.get(item) or item)


_SAID_OF_COHORT = {"max": "at most", "exception_roles": "longer if agreed by", "team": "team"}


def _record(spec: SettingSpec, item: Mapping[str, Value]) -> str:
    if spec.kind == "map":
        return ", ".join(
            f"{_SAID_OF_COHORT.get(key, key)} {_plain(_item(spec, part))}"
            for key, part in item.items()
        )
    shown = [
        str(part) for key, part in item.items() if part and key not in {"code", "topic", "cites"}
    ]
    return (" to " if set(item) == {"from", "to"} else ": ").join(shown)


def _plain(text: str) -> str:
    return text.replace("_", " ")


def _duration(value: Duration) -> str:
    if value.amount == 0:
        return "At once" if value.unit is Unit.HOURS else "The same day"
    return str(value)


def _listed(items: list[str]) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
