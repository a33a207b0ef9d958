"""The rules of an authority's published procedure, and what the system does for each."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from alerts.labels import label_of
from cin.accounts.models import User
from cin.policy.selectors import published
from cin.policy.words import value_in_words
from cin.procedures.bindings import (
    GUIDANCE,
    MET,
    NOT_YET,
    PREFIXES,
    Binding,
    bindings,
)
from cin.procedures.book import Procedure
from cin.procedures.catalogue import Rule, rules
from cin.procedures.settings import SETTINGS

STANDINGS = {MET: "Met", GUIDANCE: "Guidance", NOT_YET: "Not yet"}
_COLOURS = {MET: "green", GUIDANCE: "blue", NOT_YET: "orange"}
_NAMES_OF_PAGES = {
    "policy:procedure": "The procedure page",
    "desk:today": "The Today page",
    "alerts:alerts": "Your alerts",
}


@dataclass(frozen=True, kw_only=True)
class ValueInWords:
    """One setting under a rule: its name, and its value today as lines of words."""

    label: str
    lines: list[str]
    note: str


@dataclass(frozen=True, kw_only=True)
class RuleInWords:
    """One rule: its words, how far the system meets it, and what it is set to today.

    `dates` are the names of the dates worked out for it; `pages` lead to where it is shown.
    """

    rule: Rule
    standing: str
    colour: str
    says: str
    values: list[ValueInWords]
    dates: list[str]
    pages: list[dict[str, str]]

    @property
    def is_missing(self) -> bool:
        """Whether the system does not meet it yet."""
        return self.standing == STANDINGS[NOT_YET]


@dataclass(frozen=True, kw_only=True)
class SectionOfRules:
    """One section of the text with those of its rules that were asked for."""

    title: str
    rules: list[RuleInWords]


@dataclass(frozen=True, kw_only=True)
class RulesFound:
    """The rules that were asked for, by section, and how many of all there are stand how."""

    procedure: Procedure
    sections: list[SectionOfRules]
    found: int
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """The number of rules in the text."""
        return sum(self.counts.values())


def rules_for(user: User, *, words: str, standing: str) -> RulesFound:
    """List the rules of this person's authority that hold every word, in the order of the text.

    An id alone, or its number, gives that rule; `standing` (met, guidance, not_yet) narrows, and
    empty does not.
    Refuses (NotFound) a person without an authority.
    """
    procedure = published(user).procedure
    answers = bindings(procedure.slug)
    all_rules = rules(PREFIXES[procedure.slug])
    counts = Counter(answers[rule.id].standing for rule in all_rules)
    found = [
        rule
        for rule in _holding(words, all_rules, answers.values())
        if standing in {"", answers[rule.id].standing}
    ]
    sections: dict[str, list[RuleInWords]] = {}
    for rule in found:
        in_words = _in_words(rule, answers[rule.id], procedure)
        sections.setdefault(rule.section, []).append(in_words)
    return RulesFound(
        procedure=procedure,
        sections=[SectionOfRules(title=title, rules=rows) for title, rows in sections.items()],
        found=len(found),
        counts={code: counts[code] for code in STANDINGS},
    )


def _holding(words: str, all_rules: list[Rule], answers: Iterable[Binding]) -> list[Rule]:
    wanted = words.casefold().split()
    if exact := [rule for rule in all_rules if _is_id("-".join(wanted), rule.id)]:
        return exact
    says = {answer.rule_id: answer.says for answer in answers}
    return [rule for rule in all_rules if _holds(wanted, rule, says[rule.id])]


def _is_id(text: str, rule_id: str) -> bool:
    book, number = rule_id.casefold().split("-")
    return text in {f"{book}-{number}", number, number.lstrip("0"), f"{book}-{number.lstrip('0')}"}


def _holds(wanted: list[str], rule: Rule, says: str) -> bool:
    text = " ".join([rule.id, rule.section, rule.rule, rule.quote, says]).casefold()
    return all(word in text for word in wanted)


def _in_words(rule: Rule, answer: Binding, procedure: Procedure) -> RuleInWords:
    return RuleInWords(
        rule=rule,
        standing=STANDINGS[answer.standing],
        colour=_COLOURS[answer.standing],
        says=answer.says,
        values=list(_values(rule, answer, procedure)),
        dates=[label_of(key, procedure) for key in answer.names("obligation")],
        pages=list(_pages(answer)),
    )


def _values(rule: Rule, answer: Binding, procedure: Procedure) -> Iterator[ValueInWords]:
    # A rule that is not met may still have been given its setting: it is shown, and does nothing.
    citing = [name for name, cites in procedure.cites.items() if rule.id in cites]
    for name in citing if answer.standing == NOT_YET else answer.names("setting"):
        spec = SETTINGS[name]
        yield ValueInWords(
            label=spec.label,
            lines=list(value_in_words(spec, procedure.get(name))) or ["Nothing set"],
            note=procedure.notes.get(name, ""),
        )


def _pages(answer: Binding) -> Iterator[dict[str, str]]:
    # Most pages are about one case: only those that stand alone can be led to from here.
    for name in answer.names("page"):
        if name in _NAMES_OF_PAGES:
            yield {"text": _NAMES_OF_PAGES[name], "href": reverse(name)}
