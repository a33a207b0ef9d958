"""How forms become GOV.UK Frontend markup."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.template.loader import select_template

from cin.core.folding import Group, grouped
from cin.core.forms import RowsField


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One radio button or checkbox as it is drawn, with the fields that it reveals."""

    id: str
    name: str
    value: str
    label: str
    type: str
    checked: bool
    hint: str = ""
    reveals: list[forms.BoundField] = field(default_factory=list)
    shares: list[str] = field(default_factory=list)

    @property
    def revealed_ids(self) -> str:
        """The ids of what it reveals: its own fields, and those that other choices reveal too."""
        return " ".join([*([f"{self.id}_reveals"] if self.reveals else []), *self.shares])

    @property
    def group(self) -> Group:
        """The fields that it reveals, some of them folded away."""
        return grouped(self.reveals)


@dataclass(frozen=True, kw_only=True)
class Shared:
    """Fields that several choices reveal: drawn once, below all the choices."""

    id: str
    values: tuple[str, ...]
    fields: list[forms.BoundField]
    is_shown: bool

    @property
    def group(self) -> Group:
        """The fields, some of them folded away."""
        return grouped(self.fields)


class GovukBoundField(forms.BoundField):
    """A field on a form, with what templates/forms/field.html asks of it."""

    @property
    def kind(self) -> str:
        """Which way the field is drawn: rows, ticks, choices, tick, group or single."""
        widget = self.field.widget
        if isinstance(self.field, RowsField):
            return "rows"
        if isinstance(widget, forms.CheckboxSelectMultiple) and getattr(
            self.field, "inline", False
        ):
            return "ticks"
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return "choices"
        if isinstance(widget, forms.CheckboxInput):
            return "tick"
        return "group" if widget.use_fieldset else "single"

    @property
    def is_optional(self) -> bool:
        """Whether to say "(optional)": a field that need not be answered, unless it is a box to
        tick.
        """
        return not self.field.required and self.kind not in ("tick", "ticks", "rows")

    @property
    def choices(self) -> Iterator[Choice]:
        """Give the radio buttons or checkboxes; the first carries the id that errors link to."""
        hints = getattr(self.field, "hints", {})
        revealing, shared = self._revealing(), self.shared
        for position, option in enumerate(self.subwidgets):
            value = str(option.data["value"])
            yield Choice(
                id=self.auto_id if position == 0 else f"{self.auto_id}_{position}",
                name=option.data["name"],
                value=value,
                label=option.data["label"],
                type=option.data["type"],
                checked=bool(option.data["selected"]),
                hint=hints.get(value, ""),
                reveals=[self.form[name] for name, by in revealing if by == (value,)],
                shares=[each.id for each in shared if value in each.values],
            )

    @property
    def shared(self) -> list[Shared]:
        """Give the fields that more than one choice reveals, those of the same choices together."""
        names_by: dict[tuple[str, ...], list[str]] = {}
        for name, by in self._revealing():
            if len(by) > 1:
                names_by.setdefault(by, []).append(name)
        chosen = {str(each.data["value"]) for each in self.subwidgets if each.data["selected"]}
        return [
            Shared(
                id=f"{self.auto_id}_shared_{number}",
                values=by,
                fields=[self.form[name] for name in names],
                is_shown=bool(chosen & set(by)),
            )
            for number, (by, names) in enumerate(names_by.items(), 1)
        ]

    def _revealing(self) -> list[tuple[str, tuple[str, ...]]]:
        """Give each field that choices reveal, with the values of those that are offered."""
        offered = [str(each.data["value"]) for each in self.subwidgets]
        by: dict[str, list[str]] = {}
        for value, names in getattr(self.form, "conditional", {}).get(self.name, {}).items():
            for name in names:
                if name in self.form.fields and str(value) in offered:
                    by.setdefault(name, []).append(str(value))
        return [(name, tuple(values)) for name, values in by.items()]

    @property
    def is_inline(self) -> bool:
        """Whether two short choices stand side by side; never when one of them reveals fields."""
        return getattr(self.field, "inline", False) and self.name not in getattr(
            self.form, "conditional", {}
        )

    @property
    def rows(self) -> Any:
        """Give the rows of a small form inside this one, as sent or as they start."""
        return self.field.rows_on(self) if isinstance(self.field, RowsField) else None

    @property
    def theirs(self) -> str:
        """Give what somebody else saved in this field meanwhile, or an empty text."""
        return str((getattr(self.form, "theirs", None) or {}).get(self.name, "") or "")

    @property
    def error_target(self) -> str:
        """Give the id of the box that an error in the summary links to."""
        if self.kind == "group":
            wrong = {error.code for error in self.form.errors.as_data().get(self.name, [])}
            return f"{self.auto_id}_{1 if wrong and wrong <= {'time', 'unit'} else 0}"
        return self.auto_id


class GovukRenderer(TemplatesSetting):
    """Draw every form of the product from templates/forms, falling back on Django's own widgets."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    formset_template_name = "forms/formset.html"
    bound_field_class = GovukBoundField

    def get_template(self, template_name: str) -> Any:
        """Find our template for what Django calls django/forms/…."""
        return select_template([template_name.removeprefix("django/"), template_name])
