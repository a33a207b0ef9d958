"""One fact of a case as a page shows it: its name, how it stands, and what can be done about it."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from cases.views.pages import Button


@dataclass(frozen=True, kw_only=True)
class Card:
    """One fact: its name, how it stands, its rows, and what can be done about it."""

    title: str
    tag: str
    colour: str
    rows: list[dict[str, Any]]
    links: list[Button] = field(default_factory=list)


_TYPED = {"Reason", "What happened", "Why", "Reasons for the decision", "New assessment"}


def rows_of(facts: dict[str, str]) -> list[dict[str, Any]]:
    """Put a fact into rows of question and answer, leaving out what is empty."""
    return [
        {"key": key, "value": value, "typed": key in _TYPED}
        for key, value in facts.items()
        if value
    ]


def link(text: str, page: str, *numbers: Any) -> Button:
    """Give the link to a page of this app."""
    return Button(text=text, href=reverse(f"cases:{page}", args=numbers))


def typed_rows(facts: dict[str, str]) -> list[dict[str, Any]]:
    """Put a fact that people typed into rows of question and answer, leaving out what is empty."""
    return [{"key": key, "value": value, "typed": True} for key, value in facts.items() if value]
