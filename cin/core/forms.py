"""The form that every page uses, and rows of a small form inside a form."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString

from cin.core.folding import Group, grouped
from cin.core.naming import Named
from cin.core.widgets import Rows

# A row's number in the name of its boxes: no other kind of digit, and no number that is absurd.
_ROW_NUMBER = re.compile(r"[0-9]{1,4}")
ADD_ROW = "add_row"
REMOVE_ROW = "remove_row"
# Marks answers that were kept and are shown again: they were never sent, so nothing is judged.
RESTORED = "kept_restored"


@dataclass(frozen=True)
class Section:
    """A group of fields under one heading; the heading may be empty."""

    heading: str
    hint: str
    fields: list[forms.BoundField]

    @property
    def group(self) -> Group:
        """The fields, some of them folded away."""
        return grouped(self.fields)


class Form(forms.Form):
    """A form drawn by `{{ form }}` in GOV.UK style; docs/front-end.md shows how to declare one.

    `sections` groups fields under headings: [("Heading", "hint or empty", ["field", ...]), ...].
    `conditional` reveals fields under a choice: {"field": {"value": ["other", ...]}}. A field whose
    choice was not made is not asked: its answer is dropped and its errors do not count.
    `folds` folds questions that need no answer away: {"The line that opens them": ["field", ...]}.
    `submit_label` is the text on the button of `{% step_form form %}`.
    `blockers` and `blocked_title` list above the page all that stands in the way of the step.
    `reason_field` names the field for a manager's reason, which some procedures want each time.
    `theirs` and `theirs_by` show what somebody else saved meanwhile: {"field": "text"} and their
    name.
    """

    sections: list[tuple[str, str, list[str]]] = []
    conditional: dict[str, dict[str, list[str]]] = {}
    folds: dict[str, list[str]] = {}
    submit_label = "Save"
    reason_field = ""
    use_required_attribute = False
    _errors: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.theirs: Mapping[str, object] = {}
        self.theirs_by = ""
        self.blockers: list[Any] = []
        self.blocked_title = ""

    @property
    def has_rows(self) -> bool:
        """Whether the form holds rows, whose buttons must not be the one that Enter presses."""
        return any(isinstance(field, RowsField) for field in self.fields.values())

    @property
    def asks_for_rows(self) -> bool:
        """Whether "Add another" or "Remove" was pressed rather than the button that saves."""
        return ADD_ROW in self.data or REMOVE_ROW in self.data

    @property
    def is_unjudged(self) -> bool:
        """Whether these are no answers yet: a row was asked for, or kept text is shown again."""
        return self.asks_for_rows or RESTORED in self.data

    def is_valid(self) -> bool:
        """Say whether all is well; what is not judged yet is not."""
        return not self.is_unjudged and super().is_valid()

    def full_clean(self) -> None:
        """Check the answers, unless they are none yet."""
        super().full_clean()
        if self.is_unjudged:
            self._errors.clear()

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]  # the stubs leave this hook out
        for name in self.not_asked():
            self._errors.pop(name, None)
            self.cleaned_data[name] = getattr(self.fields[name], "empty_value", None)

    def not_asked(self) -> list[str]:
        """Name the fields whose choice was not made, and those under them in turn."""
        skipped: list[str] = []
        for parent, revealing in self.conditional.items():
            chosen = [] if parent in skipped else self._chosen(parent)
            asked = {name for value in chosen for name in revealing.get(value, [])}
            for names in revealing.values():
                skipped += [name for name in names if name not in asked and name in self.fields]
        return skipped

    def _chosen(self, parent: str) -> list[str]:
        if parent not in self.fields:
            return []
        value = self[parent].value()
        values = value if isinstance(value, list | tuple) else [value]
        return [str(each) for each in values if each is not None]

    def layout(self) -> Iterator[Section]:
        """Give the fields under their headings, first those in no section, without a heading."""
        revealed = {
            name
            for choices in self.conditional.values()
            for names in choices.values()
            for name in names
        }
        grouped = {name for _, _, names in self.sections for name in names}
        loose = [
            self[name]
            for name in self.fields
            if name not in grouped | revealed and not self[name].is_hidden
        ]
        if loose:
            yield Section("", "", loose)
        for heading, hint, names in self.sections:
            shown = [self[name] for name in names if name in self.fields and name not in revealed]
            if shown:
                yield Section(heading, hint, shown)


class RowForm(Form):
    """One row: `{"text": …, "owner": …}`; a row with nothing typed in it is left out."""

    def has_changed(self) -> bool:
        """Say whether anything was typed: hidden fields do not make a row."""
        return any(not self[name].is_hidden for name in self.changed_data)


class RowsFormSet:
    """Rows of one small form, as many as were sent, with one more or one fewer on request.

    Without JavaScript "Add another" and "Remove" are submit buttons, whose names are `add_row`
    (value: the prefix) and `remove_row` (value: prefix-index); the page comes back with the rows
    changed and nothing judged. A row left blank is left out. `blank` rows are offered below those
    that exist.
    """

    template_name = "forms/formset.html"
    most = 100

    def __init__(
        self,
        row_form: type[RowForm],
        *,
        prefix: str,
        source: tuple[Any, Any] | None = None,
        initial: list[dict[str, Any]] | None = None,
        noun: str = "row",
        blank: int = 1,
    ) -> None:
        self.row_form, self.prefix, self.noun = row_form, prefix, noun
        self.data: Any
        self.files: Any
        self.data, self.files = source or ({}, {})
        self.is_bound = source is not None
        self.forms = list(self._sent() if self.is_bound else self._fresh(initial or [], blank))

    def _form(self, number: int, **kwargs: Any) -> RowForm:
        row = self.row_form(prefix=f"{self.prefix}-{number}", **kwargs)
        row.empty_permitted = True
        return row

    def _fresh(self, initial: list[dict[str, Any]], blank: int) -> Iterator[RowForm]:
        for number, answers in enumerate([*initial, *([{}] * blank)]):
            yield self._form(number, initial=answers)

    def _sent(self) -> Iterator[RowForm]:
        start = f"{self.prefix}-"
        numbers = {
            int(number)
            for name in [*self.data, *self.files]
            if name.startswith(start)
            and _ROW_NUMBER.fullmatch(number := name[len(start) :].partition("-")[0])
        }
        removed = self.data.get(REMOVE_ROW, "").removeprefix(start)
        kept = [number for number in sorted(numbers) if str(number) != removed]
        for number in kept:
            yield self._form(number, data=self.data, files=self.files)
        if self.data.get(ADD_ROW) == self.prefix or not kept:
            yield self._form(max(numbers, default=-1) + 1)

    @property
    def errors(self) -> list[Any]:
        """Give the errors of each row, in order."""
        return [row.errors if row.is_bound else {} for row in self.forms]

    def is_valid(self) -> bool:
        """Say whether every row that has something in it is in order."""
        return not any(self.errors)

    @property
    def cleaned_data(self) -> list[dict[str, Any]]:
        """Give the answers of the rows that have something in them."""
        return [row.cleaned_data for row in self.forms if row.is_bound and row.has_changed()]

    @property
    def add_label(self) -> str:
        """Give the text on the button that adds a row."""
        return f"Add another {self.noun}"

    def __str__(self) -> SafeString:
        renderer = self.row_form().renderer
        return SafeString(renderer.render(self.template_name, {"formset": self}))


class RowsField(Named, forms.Field):
    """Rows inside a form: `actions = RowsField(ActionForm, noun="action", minimum=1)`; gives a list
    of dicts.
    """

    widget = Rows

    def __init__(
        self,
        row_form: type[RowForm],
        *,
        noun: str = "row",
        minimum: int = 0,
        blank: int = 1,
        **kwargs: Any,
    ) -> None:
        self.row_form, self.noun, self.minimum, self.blank = row_form, noun, minimum, blank
        super().__init__(required=minimum > 0, **kwargs)

    def _rows(self, **kwargs: Any) -> RowsFormSet:
        return RowsFormSet(self.row_form, noun=self.noun, blank=self.blank, **kwargs)

    def rows_on(self, bound: forms.BoundField) -> RowsFormSet:
        """Give the rows to draw: as they were sent, or as they start."""
        if bound.form.is_bound:
            source = (bound.form.data, bound.form.files)
            return self._rows(prefix=bound.html_name, source=source)
        return self._rows(prefix=bound.html_name, initial=bound.initial)

    def clean(self, value: Any) -> list[dict[str, Any]]:
        """Check every row; ask for more where there are too few."""
        data, files, prefix = value
        rows = self._rows(prefix=prefix, source=(data, files))
        if not rows.is_valid():
            raise ValidationError("", code="rows")
        if len(rows.cleaned_data) > rows.most:
            raise ValidationError(f"Add at most {rows.most} {self.noun}s", code="too_many")
        if len(rows.cleaned_data) < self.minimum:
            plural = self.noun if self.minimum == 1 else f"{self.noun}s"
            raise ValidationError(f"Add at least {self.minimum} {plural}", code="too_few")
        return rows.cleaned_data

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say yes: the rows judge themselves."""
        return True


class VersionField(forms.IntegerField):
    """The version of a text that the person had on screen, carried hidden; gives an int, or None
    when absent.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.HiddenInput)
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
