"""Two versions of one text, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|[^\s]+")
_TOO_LONG = 4000


@dataclass(frozen=True)
class Piece:
    """A run of text, and whether the other version lacks it."""

    text: str
    differs: bool


def compare(first: str, second: str) -> tuple[list[Piece], list[Piece]]:
    """Split two texts into pieces that both have and pieces that only one has.

    Beyond 4,000 words a side the comparison goes line by line, so that a page never waits for it.
    """
    ours, theirs = _split(first), _split(second)
    if max(len(ours), len(theirs)) > _TOO_LONG:
        ours, theirs = first.splitlines(keepends=True), second.splitlines(keepends=True)
    left: list[Piece] = []
    right: list[Piece] = []
    for action, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        _add(left, ours[a:b], differs=action != "equal")
        _add(right, theirs[c:d], differs=action != "equal")
    return left, right


def _split(text: str) -> list[str]:
    return _WORDS.findall(text)


def _add(pieces: list[Piece], words: list[str], *, differs: bool) -> None:
    if words:
        pieces.append(Piece("".join(words), differs))
