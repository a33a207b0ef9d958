"""What becomes of text that is typed and not yet acted on: pages ask here, and cin.drafts answers.

Core knows no drafts. The application that keeps them puts its keeper in place when the house
starts (`use`); every StepView then has drafts without doing anything.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict

from cin.core.forms import ADD_ROW, REMOVE_ROW, RESTORED, RowsField
from cin.core.naming import sentence

# Hidden on a page whose form is kept: the ticket that says whose form it is, where the text on it
# was taken from, and which of the page's own sendings this is.
TICKET, TAKEN_FROM, SEQUENCE = "kept_ticket", "kept_from", "kept_sequence"
# Asked of a page instead of its step: to keep what is typed, or to throw kept text away.
KEEP, THROW_AWAY = "keep", "kept_throw_away"
# What `keep` says: the button was pressed, or the page itself sends what is being typed.
BUTTON, QUIETLY = "button", "quietly"
# What a page carries of its own accord, which says nothing about what was answered.
NOT_ANSWERS = frozenset(
    {"csrfmiddlewaretoken", "submission", TICKET, TAKEN_FROM, SEQUENCE, KEEP, THROW_AWAY}
)
# Buttons and marks, which are no answers either, but differ between two sendings of one form.
BUTTONS = frozenset({ADD_ROW, REMOVE_ROW, RESTORED, "then"})


@dataclass(frozen=True)
class Typed:
    """One answer as it was typed, under the label of its box."""

    label: str
    text: str


@dataclass(frozen=True)
class GivenBack:
    """What a person typed, on a page where its form cannot be shown; `draft` is where it is
    kept.
    """

    rows: list[Typed]
    draft: Any = None


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What a page says about kept text: `restored` when the form shows some, `kept` when what was
    just sent was kept, `not_kept` why it could not be, `others` who else is writing, `elsewhere`
    the person's other texts for the same form.
    """

    ticket: str = ""
    taken_from: str = ""
    restored: Any = None
    kept: Any = None
    has_changed: bool = False
    loses_files: bool = False
    not_kept: str = ""
    others: list[Any] = field(default_factory=list)
    elsewhere: list[Any] = field(default_factory=list)


class Keeper:
    """Keeps nothing: what stands in when no application keeps drafts. One is made for each
    request.
    """

    def __init__(self, view: Any) -> None:
        self.view = view

    def refuse_stranger(self) -> HttpResponse | None:
        """Answer a page that was opened by somebody else than who is signed in now."""
        return None

    def keep_out_of_reach(self) -> HttpResponse | None:
        """Keep what was typed about a record that has left this person's reach; answer what the
        page sent by itself.
        """
        return None

    def answer(self) -> HttpResponse | None:
        """Answer a request that is about kept text, and not about the step."""
        return None

    def keep(self, form: Any = None) -> None:
        """Keep what was sent and not acted on."""

    def forget(self) -> None:
        """Let go of what was acted on."""

    def restored(self) -> QueryDict | None:
        """Give the kept answers for a page that is being opened."""
        return None

    def given_back(self) -> GivenBack | None:
        """Give what this person typed, to be shown where its form cannot be; nothing for
        nothing.
        """
        return None

    def notice(self, form: Any) -> Notice | None:
        """Give what the page says about kept text; nothing for a form that is too short."""
        return None


_made_by: list[Callable[[Any], Keeper]] = [Keeper]


def use(maker: Callable[[Any], Keeper]) -> None:
    """Have this keeper look after what is typed on every page from now on."""
    _made_by[:] = [maker]


def keeper_for(view: Any) -> Keeper:
    """Give the keeper of what is typed on one page."""
    return _made_by[0](view)


def has_free_text(fields: Mapping[str, forms.Field]) -> bool:
    """Say whether a form asks for anything in a person's own words."""
    return any(_is_free_text(each) for each in fields.values())


def _is_free_text(asked: forms.Field) -> bool:
    if isinstance(asked, RowsField):
        return has_free_text(asked.row_form.base_fields)
    return isinstance(asked, forms.CharField) and not (
        asked.widget.is_hidden or isinstance(asked.widget, forms.PasswordInput)
    )


def answers_in(sent: QueryDict) -> list[tuple[str, list[str]]]:
    """Give the answers in a sent form as they were typed, without what the page adds itself and
    without a row that was just removed. What no database can hold (NUL) is left out.
    """
    removed = sent.get(REMOVE_ROW)
    return [
        (name.replace("\x00", ""), [value.replace("\x00", "") for value in values])
        for name, values in sent.lists()
        if name not in NOT_ANSWERS | BUTTONS and not (removed and name.startswith(f"{removed}-"))
    ]


def as_sent(answers: list[Any]) -> QueryDict:
    """Give kept answers to a form as though they were sent, marked so that nothing is judged."""
    data = QueryDict(mutable=True)
    for name, values in answers:
        data.setlist(name, values)
    data[RESTORED] = "yes"
    return data


def typed_in(answers: list[Any], fields: Mapping[str, forms.Field]) -> list[Typed]:
    """Put kept answers under the labels of their boxes, leaving out what was not filled in."""
    return [
        Typed(_label_of(name, fields), "\n".join(_in_words(name, v, fields) for v in values if v))
        for name, values in answers
        if any(value.strip() for value in values) and not _is_hidden(name, fields)
    ]


def _in_words(name: str, value: str, fields: Mapping[str, forms.Field]) -> str:
    """Say a choice by its label where the form has it beforehand, all else as it was typed."""
    choices = getattr(fields.get(name), "choices", None) or []
    return next((str(label) for code, label in choices if str(code) == value), value)


def _is_hidden(name: str, fields: Mapping[str, forms.Field]) -> bool:
    return name in fields and fields[name].widget.is_hidden


def _label_of(name: str, fields: Mapping[str, forms.Field]) -> str:
    if name in fields and fields[name].label:
        return str(fields[name].label)
    words = [word for word in name.replace("_", "-").split("-") if word and not word.isdigit()]
    return sentence(" ".join(words)) or "Text"
