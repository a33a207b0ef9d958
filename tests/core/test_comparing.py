"""Two versions of one text, side by side."""

import time

import pytest

from cin.core.comparing import compare


def _whole(pieces):
    return "".join(piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a b c", "a x c"),
        ("", "new"),
        ("same", "same"),
        ("one two", "one two three"),
        ("ab " * 9, ""),
    ],
)
def test_both_sides_are_shown_whole_and_only_what_differs_is_marked(first, second):
    left, right = compare(first, second)
    assert (_whole(left), _whole(right)) == (first, second)
    kept = ["".join(p.text for p in side if not p.differs) for side in (left, right)]
    assert kept[0] == kept[1]


@pytest.mark.parametrize("words", [["a b\n"], ["same "], ["x\n", "y z\n"]])
def test_a_long_text_of_repeats_keeps_no_page_waiting(words):
    first = "".join(words) * 20_000
    second = "changed " + "".join(reversed(words)) * 20_000 + " end"
    began = time.process_time()
    left, right = compare(first, second)
    assert time.process_time() - began < 5
    assert (_whole(left), _whole(right)) == (first, second)
