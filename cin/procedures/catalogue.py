"""The rules drawn from the five published procedures, each with its id and a short quote."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

# The C reader is ten times faster; some builds of the library lack it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnknownRule(KeyError):
    """An id that no rule has."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a procedure: what it says, in which section, in what words, and what the
    system does for it.
    """

    id: str
    section: str
    rule: str
    quote: str
    kind: str
    system: str


def rule(id: str) -> Rule:  # noqa: A002 - the ids of rules are public
    """Give the rule with an id, such as "HIL-52"; refuses (UnknownRule) an id that no rule has."""
    try:
        return _catalogue()[id]
    except KeyError:
        raise UnknownRule(id) from None


def rules(prefix: str = "") -> list[Rule]:
    """Give the rules whose id begins with a prefix ("HIL"), in the order of their text; without
    one, all.
    """
    return [found for id_, found in _catalogue().items() if id_.startswith(prefix)]


@cache
def _catalogue() -> Mapping[str, Rule]:
    text = Path(__file__).with_name("catalogue.yaml").read_text("utf-8")
    names = Rule.__slots__
    entries = yaml.load(text, Loader=_Loader)  # noqa: S506 - both readers are the safe ones
    return {entry["id"]: Rule(**{name: entry[name] for name in names}) for entry in entries}
