"""The choice for which brothers and sisters a part of a plan is written too."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.utils.html import format_html

from cin.core import fields
from plans.beside import GONE

ALSO = "also"


class AlsoField(fields.CheckboxesField):
    """Whom a part is written for too: the numbers of their drafts.

    Somebody who was offered and is not any more is let through: the form says what that means.
    """

    inline = True

    def __init__(
        self,
        *,
        beside: Sequence[tuple[int, str]],
        about: str,
        hints: Mapping[Any, str] | None = None,
    ) -> None:
        label = format_html('Also for<span class="govuk-visually-hidden"> ({})</span>', about)
        super().__init__(label=label, choices=beside, hints=hints, coerce=int, required=False)

    def valid_value(self, value: Any) -> bool:
        """Let every number through."""
        return str(value).isdecimal()


class _Hidden(django_forms.CharField):
    """What a page carries hidden, whatever it is."""

    widget = django_forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)


class OfferedField(_Hidden):
    """The drafts that could be ticked on the page, carried hidden; gives a set of numbers."""

    def clean(self, value: Any) -> set[int]:
        """Read the numbers, leaving out what is none."""
        return {int(each) for each in str(value or "").split(",") if each.isdecimal()}


class JointField(_Hidden):
    """What a row has in common with those of others, carried hidden; gives None when absent."""

    def clean(self, value: Any) -> UUID | None:
        """Read it, or nothing where somebody changed it."""
        try:
            return UUID(str(value))
        except ValueError:
            return None


class JointForm(django_forms.Form):
    """A form whose boxes and rows can be written for brothers and sisters too, who are named to it
    by the numbers of their drafts.
    """

    beside: Sequence[tuple[int, str]] = ()

    def offer_beside(
        self, boxes: Sequence[str], hints: Mapping[str, Mapping[Any, str]]
    ) -> dict[str, str]:
        """Add the choice to each of these boxes; give the name of the choice by that of the box."""
        self.fields["offered"] = OfferedField()
        offered = [box for box in boxes if self.beside and box in self.fields]
        for box in offered:
            self.fields[f"{ALSO}_{box}"] = AlsoField(
                beside=self.beside, about=str(self.fields[box].label), hints=hints.get(box)
            )
        return {box: f"{ALSO}_{box}" for box in offered}

    def clean(self) -> dict[str, Any]:
        """Refuse a tick for somebody whose draft this person cannot write in any more."""
        answers = super().clean() or self.cleaned_data
        if self._ticked() - {number for number, _name in self.beside}:
            self.add_error(None, GONE)
        return answers

    def _ticked(self) -> set[int]:
        sent: Any = self.data
        names = [name for name in sent if name.startswith(f"{ALSO}_") or name.endswith(f"-{ALSO}")]
        values = [each for name in names for each in _all_of(sent, name)]
        return {int(each) for each in values if str(each).isdecimal()}

    def also_answers(self, kinds: Sequence[str]) -> dict[str, Any]:
        """Give for whom each box and each row of these kinds is written too, and who was
        offered.
        """
        answers = self.cleaned_data
        start = f"{ALSO}_"
        texts = {
            name.removeprefix(start): each
            for name, each in answers.items()
            if name.startswith(start)
        }
        rows = {kind: [row.get(ALSO) or [] for row in answers[kind]] for kind in kinds}
        return {"offered": answers["offered"], "texts": texts, "rows": rows}


def _all_of(sent: Any, name: str) -> list[Any]:
    return list(sent.getlist(name)) if hasattr(sent, "getlist") else list(sent[name])
