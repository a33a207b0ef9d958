"""Settings that are lists: one item on a line, or one in a row of fields."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import HiddenInput

from cin.core import fields, forms
from cin.procedures.codes import COHORTS, ROLES
from cin.procedures.durations import LARGEST, BadDuration, Duration, Unit
from cin.procedures.duties import DUTIES
from cin.procedures.settings import AGREED_BY_MANAGER, BadSetting, SettingSpec, Value, as_data

HINTS = {
    "text": "One on each line.",
    "integer": "One whole number on each line.",
    "date": "One date on each line, like 2026-05-04.",
}
_LABELS = {"cites": "Rules it comes from", "url": "Address", "text": "What it says"}
_NEEDED = frozenset({"title", "text", "name", "from", "to", "topic"})
_UNITS = [(unit.value, unit.value.replace("_", " ")) for unit in Unit]
_LENGTH, _AGREED, _GENERAL = "length", "agreed", "general"
_HOW = [
    (_LENGTH, "A length of time"),
    (_AGREED, "As the manager agrees"),
    (_GENERAL, "The general interval, unless somebody agrees a longer one"),
]
_MANAGERS = ("line_manager", "team_manager", "service_manager", "head_of_service")


class LinesField(fields.LongTextField):
    """A list with one item on a line; gives a list of text, whole numbers or ISO dates."""

    def __init__(self, *, items: str, **kwargs: Any) -> None:
        super().__init__(rows=8, **kwargs)
        self.items = items

    def clean(self, value: Any) -> list[Any]:
        """Read each line; refuse by its number the first that cannot be read."""
        lines = [line.strip() for line in super().clean(value).split("\n")]
        return [self._item(number, line) for number, line in enumerate(lines, 1) if line]

    def _item(self, number: int, line: str) -> Any:
        if self.items == "integer":
            if not re.fullmatch(r"[0-9]{1,4}", line):
                raise ValidationError(
                    f"Line {number}: “{line}” is not a whole number from 0 to {LARGEST}"
                )
            return int(line)
        if self.items == "date":
            try:
                return date.fromisoformat(line).isoformat()
            except ValueError:
                raise ValidationError(
                    f"Line {number}: “{line}” is not a date like 2026-05-04"
                ) from None
        return line

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say yes: the value is compared as a whole."""
        return True


def length(found: Mapping[str, Any]) -> dict[str, Any] | None:
    """Give an amount and a unit as the data of a length of time, or None where both are empty."""
    amount, unit = found.get("amount"), found.get("unit")
    return None if amount is None and not unit else {"amount": amount, "unit": unit}


def record_row(spec: SettingSpec) -> type[forms.RowForm]:
    """Make the row of a list of records; its code is not asked but follows from its words."""
    asked: dict[str, Any] = {}
    for name in spec.fields:
        if name == "code":
            asked[name] = fields.TextField(required=False, widget=HiddenInput)
        else:
            label = _LABELS.get(name, name.capitalize())
            asked[name] = fields.TextField(label=label, required=name in _NEEDED, max_length=1000)
    return type("RecordRow", (forms.RowForm,), asked)


def records(found: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Give rows as records, with a code of its own for each that has none yet."""
    codes: set[str] = {row["code"] for row in found if row.get("code")}
    return [_coded(row, codes) if "code" in row else row for row in found]


def _coded(row: dict[str, Any], codes: set[str]) -> dict[str, str]:
    if row["code"]:
        return row
    words = re.sub(r"[^a-z0-9]+", "_", str(row.get("title") or row.get("text")).lower())
    code = plain = words.strip("_")[:40] or "item"
    number = 1
    while code in codes:
        number += 1
        code = f"{plain}_{number}"
    codes.add(code)
    return {**row, "code": code}


class PairRow(forms.RowForm):
    """A name and what goes with it."""

    name = fields.TextField(label="Name", names="the name")
    text = fields.TextField(label="What goes with it", names="what goes with it", max_length=1000)


def pairs(found: list[dict[str, Any]]) -> dict[str, str]:
    """Give rows as a map."""
    _refuse_twice(row["name"] for row in found)
    return {row["name"]: row["text"] for row in found}


def _refuse_twice(names: Iterable[str]) -> None:
    """Refuse what has two rows: only one of them could be kept, and nobody would know which."""
    for name, number in Counter(names).items():
        if number > 1:
            raise BadSetting(f"“{name}” has more than one row: keep one of them")


class WarningRow(forms.RowForm):
    """How long before one kind of date to warn."""

    what = fields.SelectField(
        label="Which date",
        names="which date",
        choices=[(duty.key, f"{duty.name} ({duty.key})") for duty in DUTIES],
    )
    lengths = fields.TextField(
        label="How long before",
        names="how long before",
        help_text="Like 10 working days, 2 working days.",
    )

    def clean_lengths(self) -> list[dict[str, Any]]:
        """Read the lengths of time, separated by commas."""
        try:
            return [
                Duration.parse(each).as_data() for each in self.cleaned_data["lengths"].split(",")
            ]
        except BadDuration as bad:
            raise ValidationError(str(bad)) from None


def warnings(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Give rows as a map of lengths of time."""
    _refuse_twice(row["what"] for row in found)
    return {row["what"]: row["lengths"] for row in found}


def rows_of_warnings(value: Value) -> list[dict[str, Any]]:
    """Give a map of lengths of time as rows."""
    return [
        {"what": what, "lengths": ", ".join(str(each) for each in lengths)}
        for what, lengths in value.items()
    ]


class LimitRow(forms.RowForm):
    """What one group of children has instead of the general interval."""

    how = fields.SelectField(label="What they have", names="what they have", choices=_HOW)
    amount = fields.NumberField(
        label="At most", required=False, min_value=0, max_value=LARGEST, width=4
    )
    unit = fields.SelectField(label="Unit of time", required=False, choices=_UNITS)
    team = fields.TextField(label="Only in the team", required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the length of time where there is to be one."""
        found = super().clean() or self.cleaned_data
        if found.get("how") == _LENGTH:
            if found.get("amount") is None and "amount" not in self.errors:
                self.add_error("amount", "Enter how many")
            if not found.get("unit"):
                self.add_error("unit", "Select what is counted")
        return found


def limit_row(spec: SettingSpec, value: Value) -> type[forms.RowForm]:
    """Make the row of a map of limits, for the groups of children that the setting knows; the
    roles offered are the managers', and any other that `value` names already.
    """
    named = [
        role
        for limit in value.values()
        if isinstance(limit, Mapping)
        for role in limit.get("exception_roles", ())
    ]
    groups = [(key, COHORTS.get(key, "Until the manager has agreed one")) for key in spec.keys]
    managers = [(role, ROLES[role]) for role in dict.fromkeys([*_MANAGERS, *named])]
    asked = {
        "cohort": fields.SelectField(label="Children", names="which children", choices=groups),
        "exception_roles": fields.CheckboxesField(
            label="A longer one may be agreed by", required=False, choices=managers
        ),
        "field_order": ["cohort", "how", "amount", "unit", "exception_roles", "team"],
    }
    return type("CohortRow", (LimitRow,), asked)


def limits(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Give rows as a map of limits."""
    _refuse_twice(COHORTS.get(row["cohort"], row["cohort"]) for row in found)
    return {row["cohort"]: _limit(row) for row in found}


def _limit(row: dict[str, Any]) -> Any:
    if row["how"] == _AGREED:
        return AGREED_BY_MANAGER
    limit: dict[str, Any] = {"max": length(row)} if row["how"] == _LENGTH else {}
    return limit | {name: row[name] for name in ("exception_roles", "team") if row[name]}


def rows_of_limits(value: Value) -> list[dict[str, Any]]:
    """Give a map of limits as rows."""
    return [{"cohort": cohort, **_row_of(limit)} for cohort, limit in value.items()]


def _row_of(limit: Value) -> dict[str, Any]:
    if limit == AGREED_BY_MANAGER:
        return {"how": _AGREED}
    longest = limit.get("max")
    rest = {name: as_data(item) for name, item in limit.items() if name != "max"}
    return {"how": _LENGTH, **longest.as_data(), **rest} if longest else {"how": _GENERAL, **rest}
