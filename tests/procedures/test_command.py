"""The command line of the obligation contract."""

import io
import json

import pytest
from django.core.management import call_command

from cin.core import clock
from cin.procedures.calendar import LONDON
from tests.procedures.cases import happened

EXAMPLE = {
    "key": "visit",
    "due_on": "2026-04-22",
    "due_at": None,
    "target_on": None,
    "amber_from": "2026-04-15",
    "standing": "due_soon",
    "met_on": None,
    "counts_from": {"type": "visit_made", "on": "2026-04-01"},
    "rule": {"setting": "visit_interval_max", "amount": 3, "unit": "weeks"},
    "cites": ["HIL-52"],
    "last_working_day_before": None,
    "others": [],
    "explanation": "Visit due by Wednesday 22 April 2026: 3 weeks after the visit on Wednesday "
    "1 April 2026 (Hillingdon procedure, HIL-52).",
}
VISIT = happened("visit_made", "2026-04-01")


@pytest.mark.rule("HIL-52")
def test_the_example_of_the_contract_is_printed_as_it_stands(ask):
    assert ask("hillingdon", VISIT, today="2026-04-20") == [EXAMPLE]


def given(monkeypatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_facts_come_from_standard_input_too(monkeypatch, capsys):
    given(monkeypatch, json.dumps({"authority": "hillingdon", "events": [VISIT]}))
    call_command("obligations", facts="-", today="2026-04-20")
    assert json.loads(capsys.readouterr().out) == [EXAMPLE]


def test_without_a_day_the_answer_is_for_today(monkeypatch, capsys):
    given(monkeypatch, json.dumps({"authority": "hillingdon", "events": [VISIT]}))
    with clock.at(clock.now().replace(2026, 4, 23, tzinfo=LONDON)):
        call_command("obligations", facts="-")
    assert json.loads(capsys.readouterr().out)[0]["standing"] == "overdue"


def test_a_table_has_one_line_for_each(monkeypatch, capsys):
    events = [VISIT, happened("significant_change", "2026-04-02")]
    given(monkeypatch, json.dumps({"authority": "hillingdon", "events": events}))
    call_command("obligations", facts="-", today="2026-04-20", format="table")
    heading, visit, early_review = capsys.readouterr().out.splitlines()
    assert heading.split() == ["due", "standing", "key", "why"]
    assert visit.split()[:3] == ["2026-04-22", "due_soon", "visit"]
    assert early_review.startswith("no date")


def test_an_empty_case_owes_nothing(ask):
    assert ask("bolton", today="2026-04-20") == []


def test_the_earliest_comes_first(ask):
    events = [VISIT, happened("meeting_held", "2026-04-02"), happened("plan_started", "2026-04-01")]
    days = [entry["due_on"] for entry in ask("hillingdon", *events, today="2026-04-20")]
    assert days == sorted(days)
    assert len(days) > 3


def refused(capsys, **options: object) -> str:
    """Run the command on what it refuses; give its one line on standard error."""
    with pytest.raises(SystemExit) as stopped:
        call_command("obligations", **options)
    printed = capsys.readouterr()
    assert stopped.value.code == 2
    assert printed.out == ""
    (line,) = printed.err.splitlines()
    return line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{", "facts: - is not JSON"),
        ("[" * 100_000, "facts: - has too many things inside one another"),
        ("9" * 5_000, "facts: - is not JSON"),
        ('{"authority": "bolton", "authority": "leeds"}', "facts: the key 'authority' is given"),
        ("[]", "facts: is not an object"),
        ('{"authority": "leeds"}', "authority leeds: not one of"),
        (
            '{"authority": "bolton", "events": [{"type": "tea", "on": "2026-04-01"}]}',
            "event 1: unknown type 'tea'",
        ),
        (
            '{"authority": "bolton", "settings": {"visit_interval_max": {"amount": 4}}}',
            "setting visit_interval_max: ",
        ),
        (
            '{"authority": "bolton", "events": [{"type": "visit_made", "on": "2028-12-20"}]}',
            "calendar: bank holidays are known from 2012-01-01 to 2028-12-31",
        ),
    ],
)
def test_a_refusal_is_one_line_and_exit_status_2(monkeypatch, capsys, text, line):
    given(monkeypatch, text)
    assert refused(capsys, facts="-", today="2028-12-30").startswith(line)


def test_a_file_that_is_not_there_is_named(capsys):
    assert refused(capsys, facts="nowhere.json").startswith("facts: nowhere.json cannot be read")


def test_no_standard_input_is_refused_like_an_empty_one(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", None)
    assert refused(capsys, facts="-").startswith("facts: - is not JSON")


@pytest.mark.parametrize("day", ["tomorrow", "", "20260504", "2026-W19-1"])
def test_a_day_that_is_no_day_is_named(capsys, day):
    line = refused(capsys, facts="nowhere.json", today=day)
    assert line == f"--today: '{day}' is not a date like 2026-05-04"
