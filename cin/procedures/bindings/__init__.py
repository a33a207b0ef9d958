"""How the system answers each rule of the five procedures: what meets it, where it is shown as
guidance, or what is still missing.

The answers are data: one file for each authority, beside this one.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from cin.procedures.book import PRESETS
from cin.procedures.catalogue import Rule, rules
from cin.procedures.duties import DUTIES
from cin.procedures.settings import SETTINGS

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OBLIGATIONS = frozenset(duty.key for duty in DUTIES)
_ANSWERED = re.compile(r"^  ([A-Z]{3}-\d+):", re.MULTILINE)
_PATH = re.compile(r"[a-z_]+(\.\w+)+")
_FIELD = re.compile(r"[a-z_]+\.[A-Z]\w+\.[a-z]\w*")
_PAGE = re.compile(r"[a-z_]+:[a-z_]+")

# The kinds of thing that can meet a rule, and what one of each must look like.
KINDS: Mapping[str, Callable[[str], object]] = {
    "setting": SETTINGS.__contains__,
    "obligation": _OBLIGATIONS.__contains__,
    "guard": _PATH.fullmatch,
    "field": _FIELD.fullmatch,
    "page": _PAGE.fullmatch,
}
PREFIXES: Mapping[str, str] = {slug: slug[:3].upper() for slug in PRESETS}
MET, GUIDANCE, NOT_YET = "met", "guidance", "not_yet"


class BadBinding(ValueError):
    """A file of bindings that says what cannot be: the message names the file and the rule."""


@dataclass(frozen=True, slots=True)
class Binding:
    """One rule's answer: `standing` is met, guidance or not_yet, and `says` puts it in a sentence.

    For a rule that is met, `by` lists what meets it as (kind, name); for guidance, the page that
    shows it; for one that is not met yet, nothing, and `says` names what is missing.
    """

    rule_id: str
    standing: str
    says: str
    by: tuple[tuple[str, str], ...] = ()

    def names(self, kind: str) -> list[str]:
        """List the names of one kind in what meets the rule."""
        return [name for found, name in self.by if found == kind]


def bindings(slug: str) -> Mapping[str, Binding]:
    """Give the answers to an authority's rules by rule id, in the order of its text.

    `slug` names the preset ("rochdale"). A file that leaves out a rule, answers one twice, or names
    a rule, a setting or an obligation that is not there raises BadBinding.
    """
    return _read(slug)


@cache
def _read(slug: str) -> Mapping[str, Binding]:
    name = f"{slug}.yaml"
    text = Path(__file__).with_name(name).read_text("utf-8")
    return read(text, rules=rules(PREFIXES[slug]), name=name)


def read(text: str, *, rules: Iterable[Rule], name: str) -> Mapping[str, Binding]:
    """Read one file of bindings for these rules; `name` is the file's name in what BadBinding
    says.
    """
    content = yaml.load(text, Loader=_Loader)  # noqa: S506 - both readers are the safe ones
    if set(content) != {MET, GUIDANCE, NOT_YET}:
        raise BadBinding(f"{name}: must have {MET}, {GUIDANCE} and {NOT_YET}, and nothing else")
    # The reader of YAML keeps the last of two equal keys and says nothing.
    for rule_id, number in Counter(_ANSWERED.findall(text)).items():
        if number > 1:
            raise BadBinding(f"{name}: {rule_id} is answered twice")
    found = {
        rule_id: _binding(standing, rule_id, entry, name)
        for standing, entries in content.items()
        for rule_id, entry in entries.items()
    }
    ids = [rule.id for rule in rules]
    if unknown := sorted(set(found) - set(ids)):
        raise BadBinding(f"{name}: there is no rule {unknown[0]}")
    if missing := [rule_id for rule_id in ids if rule_id not in found]:
        raise BadBinding(f"{name}: {missing[0]} is bound to nothing, and not listed as not yet")
    return {rule_id: found[rule_id] for rule_id in ids}


def _binding(standing: str, rule_id: str, entry: Any, name: str) -> Binding:
    place = f"{name}: {rule_id}"
    if standing == NOT_YET:
        return Binding(rule_id, standing, _sentence(entry, place))
    if not isinstance(entry, Mapping):
        raise BadBinding(f"{place}: must say what it is bound to")
    by = tuple(
        (kind, _name(kind, each, place))
        for kind, names in entry.items()
        if kind != "says"
        for each in ([names] if isinstance(names, str) else names)
    )
    if not by or (standing == GUIDANCE and {kind for kind, _ in by} != {"page"}):
        raise BadBinding(f"{place}: {standing} must name {'a page' if by else 'what meets it'}")
    return Binding(rule_id, standing, _sentence(entry.get("says"), place), by)


def _sentence(text: object, place: str) -> str:
    if not isinstance(text, str) or not text.strip():
        raise BadBinding(f"{place}: says nothing")
    return text.strip()


def _name(kind: str, name: object, place: str) -> str:
    if kind not in KINDS:
        raise BadBinding(f"{place}: {kind} is not one of {', '.join(KINDS)}")
    if not isinstance(name, str) or not KINDS[kind](name):
        raise BadBinding(f"{place}: {name!r} is no {kind}")
    return name
