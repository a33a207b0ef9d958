"""The fields in which a setting is edited, for each kind of it: how they begin, and how they are
read back as plain data.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms

from cin.core import fields, forms
from cin.policy.forms import rows
from cin.policy.values import may_be_empty
from cin.policy.words import WEEKDAYS
from cin.procedures.codes import REVIEW_OUTCOMES, ROLES
from cin.procedures.durations import LARGEST, Unit
from cin.procedures.settings import SettingSpec, Value, as_data

UNITS = {unit.value: unit.value.replace("_", " ") for unit in Unit}
FEW = 8
_NAMES = {"from": "First working day", "to": "Last working day", "every": "Everything"}

Answers = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Editor:
    """The fields of one setting, what they begin with, and how the answers become plain data."""

    fields: dict[str, django_forms.Field]
    initial: dict[str, Any]
    read: Callable[[Answers], object]


def editor_of(spec: SettingSpec, value: Value) -> Editor:
    """Give the fields in which a setting is edited, beginning with `value`."""
    if spec.kind == "list":
        return _list(spec, value)
    if spec.kind == "map":
        return _map(spec, value)
    return _KINDS[spec.kind](spec, value)


def _one(field: django_forms.Field, value: object) -> Editor:
    return Editor(
        fields={"value": field}, initial={"value": value}, read=lambda found: found["value"]
    )


def _asked(spec: SettingSpec) -> dict[str, Any]:
    return {"label": "New value", "names": "the new value", "required": not may_be_empty(spec)}


def _duration(spec: SettingSpec, value: Value) -> Editor:
    units = [(unit, UNITS[unit]) for unit in (spec.units or UNITS)]
    needed = not may_be_empty(spec)
    return Editor(
        fields={
            "amount": fields.NumberField(
                label="How many",
                names="how many",
                width=4,
                required=needed,
                min_value=0,
                max_value=LARGEST,
                help_text="" if needed else "Leave both empty where the procedure sets none.",
            ),
            "unit": fields.SelectField(
                label="Unit of time", names="what is counted", choices=units, required=needed
            ),
        },
        initial={"amount": value.amount, "unit": value.unit.value} if value else {},
        read=rows.length,
    )


def _integer(spec: SettingSpec, value: Value) -> Editor:
    return _one(fields.NumberField(min_value=0, max_value=LARGEST, width=4, **_asked(spec)), value)


def _boolean(spec: SettingSpec, value: Value) -> Editor:
    field = fields.YesNoField(label="New value")
    return _one(field, value)


def _choice(spec: SettingSpec, value: Value) -> Editor:
    kind = fields.RadioField if len(spec.choices) <= FEW else fields.SelectField
    return _one(kind(choices=list(spec.choices.items()), **_asked(spec)), value)


def _role(spec: SettingSpec, value: Value) -> Editor:
    choices = list(ROLES.items())
    editor = _one(fields.SelectField(choices=choices, blank="Nobody", **_asked(spec)), value)
    return _or_none(editor)


def _text(spec: SettingSpec, value: Value) -> Editor:
    # A letter has many lines, a name has one.
    rows_shown = min(2 + str(value or "").count("\n"), 24)
    field = fields.LongTextField(rows=rows_shown, max_length=2000, **_asked(spec))
    return _or_none(_one(field, value))


def _or_none(editor: Editor) -> Editor:
    return Editor(
        fields=editor.fields,
        initial=editor.initial,
        read=lambda found: found["value"] or None,
    )


def _date(spec: SettingSpec, value: Value) -> Editor:
    return _one(fields.DateField(**_asked(spec)), value)


def _boxes(choices: Mapping[Any, str], value: Value, coerce: Callable[..., Any]) -> Editor:
    field = fields.CheckboxesField(
        label="New value", required=False, choices=_chosen_first(choices, value), coerce=coerce
    )
    return _one(field, list(value))


def _chosen_first(choices: Mapping[Any, str], value: Value) -> list[tuple[Any, str]]:
    # The order in which a procedure names things is its own, and saving must not change it.
    chosen = {each: choices[each] for each in value if each in choices}
    return list({**chosen, **choices}.items())


def _list(spec: SettingSpec, value: Value) -> Editor:
    if spec.items == "weekday":
        return _boxes(dict(enumerate(WEEKDAYS)), value, int)
    if spec.choices:
        return _boxes(spec.choices, value, str)
    if spec.items == "record":
        return _rows(rows.record_row(spec), rows.records, [dict(item) for item in value])
    field = rows.LinesField(
        items=spec.items, label="New value", required=False, help_text=rows.HINTS[spec.items]
    )
    return _one(field, "\n".join(str(as_data(item)) for item in value))


def _map(spec: SettingSpec, value: Value) -> Editor:
    if spec.items == "limit":
        return _rows(rows.limit_row(spec, value), rows.limits, rows.rows_of_limits(value))
    if spec.items == "durations":
        return _rows(rows.WarningRow, rows.warnings, rows.rows_of_warnings(value))
    if spec.items == "texts":
        return _box_for_each(spec, value)
    if spec.keys:
        return _field_for_each(spec, value)
    pairs = [{"name": name, "text": text} for name, text in value.items()]
    return _rows(rows.PairRow, rows.pairs, pairs)


def _rows(
    row_form: type[forms.RowForm], read: Callable[[list[Any]], object], initial: list[Any]
) -> Editor:
    field = forms.RowsField(row_form, label="New value", noun="row")
    return Editor(
        fields={"value": field},
        initial={"value": initial},
        read=lambda found: read(found["value"]),
    )


def _box_for_each(spec: SettingSpec, value: Value) -> Editor:
    return Editor(
        fields={
            key: fields.CheckboxesField(
                label=label,
                required=False,
                choices=_chosen_first(spec.choices, value.get(key, ())),
            )
            for key, label in REVIEW_OUTCOMES.items()
        },
        initial={key: list(items) for key, items in value.items()},
        read=lambda found: {key: found[key] for key in REVIEW_OUTCOMES if found[key]},
    )


def _field_for_each(spec: SettingSpec, value: Value) -> Editor:
    asked: dict[str, django_forms.Field]
    if spec.items == "integer":
        asked = {
            key: fields.NumberField(
                label=_NAMES.get(key) or key.replace("_", " ").capitalize(),
                required=False,
                min_value=0,
                max_value=LARGEST,
            )
            for key in spec.keys
        }
    else:
        asked = {key: fields.TextField(label=key, required=False) for key in spec.keys}
    return Editor(
        fields=asked,
        initial=dict(value),
        read=lambda found: {key: found[key] for key in spec.keys if found[key] not in (None, "")},
    )


_KINDS: Mapping[str, Callable[[SettingSpec, Value], Editor]] = {
    "duration": _duration,
    "integer": _integer,
    "boolean": _boolean,
    "choice": _choice,
    "role": _role,
    "roles": lambda _spec, value: _boxes(ROLES, value, str),
    "text": _text,
    "date": _date,
}
