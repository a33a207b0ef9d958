"""Form fields that offer choices; none of them chooses anything beforehand."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms

from cin.core.naming import Named

Choices = Iterable[tuple[Any, str]] | Callable[[], Iterable[tuple[Any, str]]]
_DJANGOS: Any = forms.ChoiceField.choices


class _Choosing(Named):
    """What every field that offers choices shares: messages, hints and `coerce`."""

    verb = "Select"

    def __init__(
        self, *, choices: Choices = (), hints: Mapping[Any, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(choices=choices, **kwargs)
        self.hints = {str(value): hint for value, hint in (hints or {}).items()}
        told = f"{self.verb} {self.names or 'an answer'} from the list"
        self.error_messages["invalid_choice"] = told
        self.error_messages["invalid_list"] = told


class RadioField(_Choosing, forms.TypedChoiceField):
    """One of a few, all in view; nothing is chosen beforehand. `hints` explains choices: {value:
    hint}.
    """

    widget = forms.RadioSelect

    def __init__(self, *, inline: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.inline = inline


class SelectField(_Choosing, forms.TypedChoiceField):
    """One of many, from a list that opens, whose first line always chooses nothing."""

    widget = forms.Select

    def __init__(self, *, blank: str = "Choose one", **kwargs: Any) -> None:
        self.blank = blank
        super().__init__(**kwargs)

    @property
    def choices(self) -> Any:
        """The choices, after the line that chooses nothing."""
        return _DJANGOS.fget(self)

    @choices.setter
    def choices(self, choices: Any) -> None:
        """Offer these, worked out each time the page is drawn when they are a function."""

        def offered() -> list[tuple[Any, str]]:
            return [("", self.blank), *(choices() if callable(choices) else choices)]

        _DJANGOS.fset(self, offered)


class CheckboxesField(_Choosing, forms.TypedMultipleChoiceField):
    """Any of a few; gives a list."""

    widget = forms.CheckboxSelectMultiple


class CheckboxField(Named, forms.BooleanField):
    """One box to tick: a statement to agree with; gives a bool."""

    verb = "Confirm"


class YesNoField(Named, forms.ChoiceField):
    """Yes or no, with neither chosen beforehand; gives True, False, or None when optional and
    unanswered.

    `names` is the statement that is true or not: "the child was seen" gives "Select yes if the
    child was seen".
    """

    widget = forms.RadioSelect
    verb = "Select yes if"
    nameless = "it is so"

    def __init__(
        self,
        *,
        yes: str = "Yes",
        no: str = "No",
        hints: Mapping[Any, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(choices=[("yes", yes), ("no", no)], **kwargs)
        self.inline = True
        self.hints = {
            "yes" if value in (True, "yes") else "no": hint for value, hint in (hints or {}).items()
        }
        if not self.has_name:
            self.error_messages["required"] = "Select yes or no"
        self.error_messages["invalid_choice"] = "Select yes or no"

    def prepare_value(self, value: Any) -> Any:
        """Show True as yes and False as no."""
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value

    def clean(self, value: Any) -> bool | None:
        """Turn yes and no into True and False."""
        return {"yes": True, "no": False}.get(super().clean(self.prepare_value(value)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare yes and no with the True and False shown."""
        return super().has_changed(self.prepare_value(initial), data)
