"""Questions that need no answer, folded away so that a long form is short on a phone."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField


@dataclass(frozen=True)
class Fold:
    """Some questions under a line that opens them; it is open where there is something to see."""

    summary: str
    fields: list[Any]

    @property
    def is_open(self) -> bool:
        """Whether anything is in the questions, wrong with them, or saved meanwhile by another."""
        return any(
            field.errors or field.theirs or _is_filled(field.value()) for field in self.fields
        )


@dataclass(frozen=True)
class Group:
    """Questions in their order: those that are shown, then what is folded away."""

    shown: list[Any]
    folds: list[Fold]


def grouped(fields: Iterable[BoundField]) -> Group:
    """Part the fields of one form into those shown and those that its `folds` put away."""
    wanted = list(fields)
    folds: dict[str, list[BoundField]] = {}
    shown = []
    for field in wanted:
        summary = _summary_over(field)
        if summary:
            folds.setdefault(summary, []).append(field)
        else:
            shown.append(field)
    return Group(shown, [Fold(summary, inside) for summary, inside in folds.items()])


def _summary_over(field: BoundField) -> str:
    folds = getattr(field.form, "folds", {})
    return next((summary for summary, names in folds.items() if field.name in names), "")


def _is_filled(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return any(_is_filled(each) for each in value)
    return value is not None and value != ""
