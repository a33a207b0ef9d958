"""The document of the obligations command names all that the command takes and gives."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from cin.procedures.codes import COHORTS, MEETING_KINDS, VISIT_KINDS
from cin.procedures.events import EVENT_TYPES, Agreed, Event, ExceptionGranted
from cin.procedures.reading import BadFacts, read_case
from tests.procedures.cases import happened

DOCUMENT = Path(__file__).parents[2] / "docs" / "obligations.md"
NAMED = set(re.findall(r"`([a-z0-9_]+)`", DOCUMENT.read_text("utf-8")))


def test_it_lists_every_type_of_event_with_its_words():
    text = DOCUMENT.read_text("utf-8")
    assert [
        name for name, words in EVENT_TYPES.items() if f"| `{name}` | {words} |" not in text
    ] == []


@pytest.mark.parametrize("codes", [COHORTS, VISIT_KINDS, MEETING_KINDS])
def test_it_names_every_code(codes):
    assert set(codes) <= NAMED


@pytest.mark.parametrize("of", [Agreed, Event, ExceptionGranted])
def test_it_names_what_is_said_of_each(of):
    wanted = {each.name for each in fields(of)} - {"duration"}
    assert wanted <= NAMED


def test_it_names_every_key_of_the_answer(ask):
    child = {"cohorts": ["disabled"]}
    visit = ask(
        "hillingdon", happened("visit_made", "2026-03-26"), today="2026-03-27", child=child
    ).the("visit")
    assert {*visit, "warnings"} <= NAMED


def test_an_exception_takes_no_key_that_is_not_named_there():
    with pytest.raises(BadFacts, match="unknown key 'ends'"):
        read_case({"authority": "bolton", "exceptions": [{"ends": "2026-05-01"}]})
