"""The questions above the lists of cases and of rules."""

from collections.abc import Mapping, Sequence
from typing import Any

from cases.models import CaseState
from cin.core import fields, forms
from desk.selectors.chronology import LineKind, WantedLines
from desk.selectors.rules import STANDINGS

CHRONOLOGY_TICKS = ("key_only", "whole_family", "for_family", "latest_first")
SORTS = ("due", "child", "reference", "worker", "stage")


class CaseListForm(forms.Form):
    """Which cases to show; every answer may be left out, and one that cannot be read is left out
    too.
    """

    words = fields.TextField(label="Child's name or reference", required=False)
    who = fields.SelectField(label="Whose cases", required=False)
    state = fields.SelectField(
        label="Stage", choices=CaseState.choices, blank="Any stage", required=False
    )
    overdue = fields.CheckboxField(label="Only with something overdue", required=False)
    closed = fields.CheckboxField(label="Closed cases too", required=False)

    def __init__(self, asked: Mapping[str, Any], *, whose: Sequence[tuple[str, str]]) -> None:
        super().__init__(asked)
        first, *others = whose
        self.unasked = first[0]
        # The empty line of the list stands for what this person sees unasked.
        self.fields["who"] = fields.SelectField(
            label="Whose cases", choices=others, blank=first[1], required=False
        )

    def wanted(self) -> dict[str, Any]:
        """Give the answers by name, each the default where not given or not readable."""
        self.is_valid()
        sort = str(self.data.get("sort", ""))
        return {
            "words": self.cleaned_data.get("words") or "",
            "who": self.cleaned_data.get("who") or self.unasked,
            "state": self.cleaned_data.get("state") or "",
            "overdue": bool(self.cleaned_data.get("overdue")),
            "closed": bool(self.cleaned_data.get("closed")),
            "sort": sort if sort.removeprefix("-") in SORTS else "due",
        }

    def query(self) -> dict[str, str]:
        """Give the answers that may stand in an address: never the words, which are somebody's
        name.
        """
        wanted = self.wanted()
        asked = {
            "who": self.cleaned_data.get("who") or "",
            "state": wanted["state"],
            "overdue": "on" if wanted["overdue"] else "",
            "closed": "on" if wanted["closed"] else "",
            "sort": wanted["sort"] if wanted["sort"] != "due" else "",
        }
        return {name: answer for name, answer in asked.items() if answer}


class RulesForm(forms.Form):
    """Which rules of the procedure to show; every answer may be left out."""

    words = fields.TextField(
        label="Rule number or words", help_text="Such as 12, or seen alone", required=False
    )
    standing = fields.SelectField(
        label="What the system does", choices=STANDINGS.items(), blank="All rules", required=False
    )

    def wanted(self) -> dict[str, str]:
        """Give the answers by name, empty where one was not given or could not be read."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


class ChronologyForm(forms.Form):
    """Which lines of a chronology to show; every answer may be left out."""

    key_only = fields.CheckboxField(label="Only key and significant events", required=False)
    whole_family = fields.CheckboxField(label="With brothers and sisters", required=False)
    for_family = fields.CheckboxField(
        label="The version to share with the family",
        required=False,
        help_text="Leaves out third-party information and what managers weighed",
    )
    latest_first = fields.CheckboxField(label="Latest first", required=False)
    first = fields.DateField(label="From", names="the first day", required=False)
    last = fields.DateField(label="Until", names="the last day", required=False)
    kinds = fields.CheckboxesField(
        label="Only these kinds of event",
        choices=[(kind.value, kind.label) for kind in LineKind],
        required=False,
    )

    def wanted(self) -> WantedLines:
        """Give the answers, leaving out what could not be read."""
        self.is_valid()
        answers = {name: self.cleaned_data.get(name) for name in self.fields}
        return WantedLines(
            kinds=tuple(answers["kinds"] or ()),
            first=answers["first"],
            last=answers["last"],
            **{name: bool(answers[name]) for name in CHRONOLOGY_TICKS},
        )

    @property
    def is_filtered(self) -> bool:
        """Whether anything was asked."""
        return any(self.data.get(name) for name in self.fields)
