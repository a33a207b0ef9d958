"""Form fields: what each accepts, what it gives, and what it says when it refuses."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import BaseValidator, EmailValidator

from cin.core.choice_fields import (
    CheckboxesField,
    CheckboxField,
    RadioField,
    SelectField,
    YesNoField,
)
from cin.core.day_fields import DateField, FutureDateField, MomentField, PastDateField, TimeField
from cin.core.naming import Named
from cin.core.widgets import AmountAndUnit, LongText, NumberWithSuffix
from cin.procedures.durations import Duration, Unit

__all__ = [
    "CheckboxField",
    "CheckboxesField",
    "DateField",
    "DurationField",
    "EmailField",
    "FutureDateField",
    "LongTextField",
    "MomentField",
    "NumberField",
    "PastDateField",
    "PersonNameField",
    "RadioField",
    "SelectField",
    "TelephoneField",
    "TextField",
    "TimeField",
    "UploadField",
    "YesNoField",
]

LONG_TEXT_MAX = 100_000
_JOINERS = "\u200c\u200d"


def printable(text: str) -> str:
    """Give the text with one kind of line end and no control characters, otherwise the same."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        character
        for character in lines
        if character in "\n\t" or unicodedata.category(character) != "Cc"
    )


class TextField(Named, forms.CharField):
    """One line of text, trimmed; `width` is the box in characters (2 3 4 5 10 20 30), unset for the
    full width.
    """

    def __init__(
        self, *, width: int | None = None, autocomplete: str = "off", **kwargs: Any
    ) -> None:
        kwargs.setdefault("max_length", 200)
        super().__init__(**kwargs)
        attrs = {"autocomplete": autocomplete}
        if width:
            attrs["class"] = f"govuk-input--width-{width}"
        self.widget.attrs.update(attrs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave the limit to the message: a box that stops accepting letters confuses people."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs

    def to_python(self, value: Any) -> str:
        """Trim, and drop what no one can have typed."""
        return super().to_python(None if value is None else printable(str(value))) or ""

    def run_validators(self, value: str) -> None:
        """Say how long the answer may be before anything else."""
        if self.max_length and len(value) > self.max_length:
            told = f"{self.subject('your answer')} must be {self.max_length:,} characters or fewer"
            raise ValidationError(told, code="max_length")
        super().run_validators(value)


class EmailField(TextField):
    """An email address."""

    widget = forms.EmailInput
    default_validators = [
        EmailValidator(
            message="Enter an email address in the correct format, like name@example.com"
        )
    ]

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("autocomplete", "email")
        super().__init__(**kwargs)
        self.widget.attrs["spellcheck"] = "false"


class TelephoneField(TextField):
    """A telephone number, kept as typed; at least six digits."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("autocomplete", "tel")
        kwargs.setdefault("width", 20)
        super().__init__(max_length=40, **kwargs)
        self.widget.input_type = "tel"

    def validate(self, value: str) -> None:
        """Refuse what nobody could dial."""
        super().validate(value)
        if value and (
            len(re.sub(r"\D", "", value)) < 6 or re.search(r"[^\d+()\s./x-]", value, re.I)
        ):
            told = "Enter a telephone number, like 01632 960 001 or 07700 900 982"
            raise ValidationError(told, code="invalid")


class PersonNameField(TextField):
    """A person's name as they write it: any script and direction, accents, apostrophes, hyphens."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("width", 20)
        super().__init__(**kwargs)
        self.widget.attrs.update({"spellcheck": "false", "dir": "auto"})

    def to_python(self, value: Any) -> str:
        """Trim, make one space of many, and settle on one spelling of each accent."""
        text = unicodedata.normalize("NFC", super().to_python(value))
        kept = "".join(
            c for c in text if c in _JOINERS or c.isspace() or unicodedata.category(c)[0] != "C"
        )
        return " ".join(kept.split())

    def validate(self, value: str) -> None:
        """Refuse an answer without a letter in it."""
        super().validate(value)
        if value and not any(character.isalpha() for character in value):
            raise ValidationError(
                f"{self.subject('the name')} must include letters", code="invalid"
            )


class LongTextField(TextField):
    """Paragraphs, kept exactly as typed but for line ends and control characters.

    `rows` is the height of the box. A limit under 10,000 characters is counted down on the page.
    """

    widget = LongText

    def __init__(self, *, rows: int = 5, max_length: int = LONG_TEXT_MAX, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, strip=False, **kwargs)
        self.widget.attrs.update({"rows": rows, "spellcheck": "true"})
        self.widget.count_to = max_length if max_length < 10_000 else None

    def validate(self, value: str) -> None:
        """Refuse spaces alone where an answer is needed."""
        super().validate(value.strip())


class NumberField(Named, forms.IntegerField):
    """A whole number, followed by its unit: NumberField(names="the age of the child",
    suffix="years").
    """

    widget = NumberWithSuffix

    def __init__(self, *, suffix: str = "", width: int = 3, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.suffix = suffix
        for unwanted in ("min", "max", "step"):
            self.widget.attrs.pop(unwanted, None)
        self.widget.attrs.update({"inputmode": "numeric", "class": f"govuk-input--width-{width}"})
        subject = self.subject("the number")
        self.error_messages["invalid"] = f"{subject} must be a whole number, like 3"
        for validator in [each for each in self.validators if isinstance(each, BaseValidator)]:
            bound = {"min_value": "or more", "max_value": "or less"}.get(validator.code)
            if bound:
                validator.message = f"{subject} must be %(limit_value)s {bound}"


class UploadField(Named, forms.FileField):
    """A file, no larger than `max_megabytes`, of one of the `kinds` (endings without the dot)."""

    verb = "Choose"
    nameless = "a file"

    def __init__(
        self, *, kinds: Iterable[str] = (), max_megabytes: int = 10, **kwargs: Any
    ) -> None:
        kwargs.setdefault("widget", forms.FileInput)
        super().__init__(**kwargs)
        self.kinds, self.max_megabytes = [kind.lower() for kind in kinds], max_megabytes
        self.error_messages["empty"] = "The file is empty: choose another"
        if self.kinds:
            self.widget.attrs["accept"] = ",".join(f".{kind}" for kind in self.kinds)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Refuse a file that is too large or of another kind."""
        upload = super().clean(data, initial)
        if not data:
            return upload
        if upload.size > self.max_megabytes * 1024 * 1024:
            raise ValidationError(
                f"The file must be {self.max_megabytes} MB or smaller", code="too_large"
            )
        if self.kinds and upload.name.rpartition(".")[2].lower() not in self.kinds:
            listed = ", ".join(self.kinds).upper()
            raise ValidationError(f"The file must be one of these kinds: {listed}", code="kind")
        return upload


class DurationField(Named, forms.Field):
    """An amount and a unit; gives a cin.procedures Duration. `units` are the names of the units
    offered.
    """

    nameless = "how long"

    def __init__(
        self,
        *,
        units: Iterable[str] = ("working_days", "calendar_days", "weeks", "months"),
        **kwargs: Any,
    ) -> None:
        self.units = [(unit, unit.replace("_", " ")) for unit in units]
        kwargs["widget"] = AmountAndUnit(self.units)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Duration | None:
        """Read the amount and the unit."""
        if value is not None and hasattr(value, "amount"):
            return value
        amount, unit = [str(text or "").strip() for text in (value or ["", ""])]
        if not amount:
            self.validate(None)
            return None
        if not re.fullmatch(r"[0-9]{1,4}", amount) or int(amount) == 0:
            raise ValidationError(
                f"{self.subject('the number')} must be a whole number, like 3", code="amount"
            )
        if unit not in dict(self.units):
            raise ValidationError(f"Select the unit of {self.names or 'the number'}", code="unit")
        return Duration(int(amount), Unit(unit))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what was typed with what was shown."""
        return list(data or ["", ""]) != self.widget.decompress(initial)
