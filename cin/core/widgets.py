"""Form controls that Django does not have, each with a template in templates/forms/widgets."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from cin.core.reading import clock_time, day_as_typed

Bound = Callable[[], date | None]


class DayInput(forms.TextInput):
    """One box for a day, with a calendar to pick from when JavaScript runs."""

    template_name = "forms/widgets/day.html"
    earliest: Bound | None = None
    latest: Bound | None = None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the first and last days that the calendar offers."""
        context = super().get_context(name, value, attrs)
        for key, bound in (("earliest", self.earliest), ("latest", self.latest)):
            day = bound() if bound else None
            context["widget"][key] = day_as_typed(day) if day else ""
        return context

    def format_value(self, value: Any) -> str | None:
        """Show a date the way the date picker writes it; show what was typed as it was typed."""
        if isinstance(value, datetime):
            value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
        return day_as_typed(value) if isinstance(value, date) else super().format_value(value)


class NumberWithSuffix(forms.NumberInput):
    """A short number box, followed by its unit."""

    template_name = "forms/widgets/number.html"
    input_type = "text"
    suffix = ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the unit that stands after the box."""
        context = super().get_context(name, value, attrs)
        context["widget"]["suffix"] = self.suffix
        return context


class LongText(forms.Textarea):
    """A tall box, which counts characters down when the limit is tight enough to matter."""

    template_name = "forms/widgets/long_text.html"
    count_to: int | None = None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the limit to count down to, if any."""
        context = super().get_context(name, value, attrs)
        context["widget"]["count_to"] = self.count_to
        return context


class Moment(forms.MultiWidget):
    """A day and a time, side by side, each with its own label."""

    template_name = "forms/widgets/moment.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            widgets={
                "date": DayInput(),
                "time": forms.TextInput(attrs={"class": "govuk-input--width-5"}),
            },
            attrs=attrs,
        )

    def decompress(self, value: Any) -> list[str]:
        """Split a moment into the two texts shown."""
        if not isinstance(value, datetime):
            return ["", ""]
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return [day_as_typed(local.date()), clock_time(local.time())]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Tie each box to the example above it."""
        context = super().get_context(name, value, attrs)
        for part in context["widget"]["subwidgets"]:
            part["attrs"]["aria-describedby"] = f"{part['attrs'].get('id', '')}_example"
        return context

    def id_for_label(self, id_: str) -> str:
        """Point the error summary at the first box."""
        return f"{id_}_0" if id_ else id_


class AmountAndUnit(forms.MultiWidget):
    """A number and what it counts, side by side."""

    template_name = "forms/widgets/duration.html"
    use_fieldset = True

    def __init__(self, units: list[tuple[str, str]], attrs: dict[str, Any] | None = None) -> None:
        amount = forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"})
        super().__init__(
            widgets={"amount": amount, "unit": forms.Select(choices=units)}, attrs=attrs
        )

    def decompress(self, value: Any) -> list[str]:
        """Split a duration into its amount and its unit."""
        return [str(value.amount), str(value.unit)] if value else ["", ""]

    def id_for_label(self, id_: str) -> str:
        """Point the error summary at the amount."""
        return f"{id_}_0" if id_ else id_


class Rows(forms.Widget):
    """The rows of a small form inside a form; drawn by templates/forms/formset.html."""

    use_fieldset = True

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> Any:
        """Hand over everything that was sent: the rows find their own answers in it."""
        return data, files, name

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> bool:
        """Say that rows are never left out: no row sent means no row wanted."""
        return False
