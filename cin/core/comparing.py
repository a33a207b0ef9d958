"""Two versions of one text, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|[^\s]+")
# Comparing costs the square of what differs, so beyond this many pieces a side it is not attempted.
_TOO_MANY = 1500


@dataclass(frozen=True)
class Piece:
    """A run of text, and whether the other version lacks it."""

    text: str
    differs: bool


def compare(first: str, second: str) -> tuple[list[Piece], list[Piece]]:
    """Split two texts into pieces that both have and pieces that only one has.

    What both begin and end with is set aside first. What is left is compared word by word, or line
    by line when it is long, or shown whole when even that would keep the page waiting.
    """
    ours, theirs = _split(first), _split(second)
    start = _shared(ours, theirs)
    end = _shared(ours[start:][::-1], theirs[start:][::-1])
    left: list[Piece] = []
    right: list[Piece] = []
    _add(left, ours[:start], differs=False)
    _add(right, theirs[:start], differs=False)
    _compare_middle(ours[start : len(ours) - end], theirs[start : len(theirs) - end], left, right)
    _add(left, ours[len(ours) - end :], differs=False)
    _add(right, theirs[len(theirs) - end :], differs=False)
    return left, right


def _compare_middle(
    ours: list[str], theirs: list[str], left: list[Piece], right: list[Piece]
) -> None:
    if max(len(ours), len(theirs)) > _TOO_MANY:
        ours, theirs = ("".join(side).splitlines(keepends=True) for side in (ours, theirs))
    if max(len(ours), len(theirs)) > _TOO_MANY:
        _add(left, ours, differs=True)
        _add(right, theirs, differs=True)
        return
    for action, a, b, c, d in SequenceMatcher(None, ours, theirs).get_opcodes():
        _add(left, ours[a:b], differs=action != "equal")
        _add(right, theirs[c:d], differs=action != "equal")


def _shared(first: list[str], second: list[str]) -> int:
    """Count the pieces with which both begin."""
    for number, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return number
    return min(len(first), len(second))


def _split(text: str) -> list[str]:
    return _WORDS.findall(text)


def _add(pieces: list[Piece], words: list[str], *, differs: bool) -> None:
    if words:
        pieces.append(Piece("".join(words), differs))
