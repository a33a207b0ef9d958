"""Error messages that name the thing asked for."""

from typing import Any

from django import forms

_QUESTION = "an answer to"


def sentence(text: str) -> str:
    """Start a text with a capital, leaving the rest as it is."""
    return text[:1].upper() + text[1:]


def describe(names: str, label: Any) -> str:
    """Say what a field asks for, inside a sentence: its `names`, else its label, else nothing."""
    words = str(label or "").strip()
    if names or not words:
        return names
    if words.endswith("?"):
        return f"{_QUESTION} “{words}”"
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


class Named(forms.Field):
    """A form field whose messages say what is missing or wrong, in its own words.

    `names` is the thing in the middle of a sentence: "the date of the visit". Without it the label
    is used.
    `verb` begins the message for a missing answer: "Enter the date of the visit".
    """

    verb = "Enter"
    nameless = "an answer"

    def __init__(self, *args: Any, names: str = "", **kwargs: Any) -> None:
        given = dict(kwargs.pop("error_messages", None) or {})
        self.names = describe(names, kwargs.get("label"))
        given.setdefault("required", f"{self.verb} {self.names or self.nameless}")
        super().__init__(*args, error_messages=given, **kwargs)

    @property
    def has_name(self) -> bool:
        """Whether the thing asked for has words of its own, rather than a question for a label."""
        return bool(self.names) and not self.names.startswith(_QUESTION)

    def subject(self, otherwise: str) -> str:
        """Begin a sentence with the thing asked for, or with `otherwise` when it has no name."""
        return sentence(self.names if self.has_name else otherwise)
