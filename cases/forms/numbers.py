"""Fields for the numbers by which schools and the health service know a child."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError

from cin.core import fields
from cin.procedures.identifiers import WrongIdentifier, read_nhs_number, read_upn


class _NumberWithCheck(fields.TextField):
    """A number that `reader` reads, or refuses with what is wrong."""

    reader: Callable[[str], str]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(width=20, max_length=40, required=False, **kwargs)
        self.widget.attrs["spellcheck"] = "false"

    def clean(self, value: Any) -> str:
        """Read the number however it is spaced; say what is wrong with it."""
        text = super().clean(value)
        if not text:
            return ""
        try:
            return type(self).reader(text)
        except WrongIdentifier as wrong:
            raise ValidationError(f"{self.subject('the number')} {wrong}", code="check") from wrong


class UpnField(_NumberWithCheck):
    """A unique pupil number, with its check letter; spaces and small letters are accepted."""

    reader = staticmethod(read_upn)


class NhsNumberField(_NumberWithCheck):
    """An NHS number, with its check digit; spaces are accepted."""

    reader = staticmethod(read_nhs_number)
