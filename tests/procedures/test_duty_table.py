"""The table of duties that people read says what the engine does."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from cin.procedures.book import PRESETS, ProcedureBook, PublishedVersion, preset
from cin.procedures.calendar import england_and_wales
from cin.procedures.duties import DUTIES
from cin.procedures.duties.table import duty_table, either, in_words
from cin.procedures.events import BIRTH, EVENT_TYPES, Child, Event, Facts
from cin.procedures.settings import SETTINGS
from cin.procedures.situation import Situation

ROWS = {row.key: row for row in duty_table()}
KINDS = {
    "visit_made": ("cin", "initial", "private_fostering", "nrpf", "s47", "joint", "other"),
    "meeting_held": ("initial", "review", "closure", "disagreement", "other"),
}
BEFORE, BEGAN, DONE, AFTER = (date(2026, 3, day) for day in (2, 9, 16, 23))
# What was agreed for one child is no setting of the procedure.
AGREED = {"visit_interval", "review_interval", "initial_visit_within", "assessment_due_on"}
DOCUMENT = Path(__file__).parents[2] / "docs" / "procedure.md"


def each_kind(type_, on):
    return [Event(type_, on, id=f"{type_}-{on}", kind=kind) for kind in KINDS.get(type_, ("",))]


@cache
def book(slug):
    version = PublishedVersion(number=1, effective_from=None, procedure=preset(slug))
    return ProcedureBook([version])


def situations(duty):
    """Give, for every way to begin a duty, what a second event of every type makes of it."""
    second = [event for type_ in EVENT_TYPES for event in each_kind(type_, DONE)]
    starts = duty.spans.begins_with - {BIRTH}
    for start in [each for type_ in starts for each in each_kind(type_, BEGAN)] or [None]:
        for event in second:
            more = (
                []
                if event.type != "visit_made"
                else [Event("visit_recorded", DONE, id="record", of=event.id)]
            )
            known = [Event("plan_started", BEFORE, id="plan"), start, event, *more]
            yield Facts(Child(born_on=BEFORE), events=tuple(filter(None, known)))


def found(duty):
    """Give every span of a duty that the engine finds, under every procedure."""
    for facts in situations(duty):
        for slug in PRESETS:
            situation = Situation(facts, book(slug), england_and_wales(), AFTER)
            for span in duty.spans.find(situation):
                yield situation, span


def name_of(event):
    return f"{event.type}:{event.kind}" if event.kind else event.type


def with_kinds(written):
    return {
        name
        for each in written
        for name in ([f"{each}:{kind}" for kind in KINDS[each]] if each in KINDS else [each])
    }


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.key)
def test_what_meets_a_duty_is_what_the_table_says(duty):
    meets = {name_of(span.done) for _, span in found(duty) if span.done is not None}
    assert meets == with_kinds(ROWS[duty.key].met_by)


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.key)
def test_what_limits_a_duty_is_among_the_settings_of_the_table(duty):
    used = set(duty.limits.needs)
    for situation, span in found(duty):
        ruling = duty.limits.rule(situation, span, situation.reckoner(span))
        limits = [*ruling.limits, *ruling.shown, *([ruling.target] if ruling.target else [])]
        used |= {limit.setting for limit in limits}
    written = set(ROWS[duty.key].settings)
    assert used - AGREED <= written
    assert written <= set(SETTINGS)


def test_the_table_has_every_duty_once_in_plain_words():
    assert list(ROWS) == [duty.key for duty in DUTIES]
    for row in ROWS.values():
        for event in (*row.begins_with, *row.met_by):
            assert "_" not in in_words(event)
            assert ":" not in in_words(event)


def line_of(row):
    """Give the line of the document that a row of the table makes."""
    begins, meets = either(row.begins_with), either(row.met_by)
    settings = ", ".join(f"`{name}`" for name in row.settings)
    return f"| {row.name} (`{row.key}`) | {begins} | {meets or 'its own end'} | {settings} |"


def test_the_document_for_administrators_has_the_same_table():
    text = DOCUMENT.read_text()
    missing = [line_of(row) for row in ROWS.values() if line_of(row) not in text]
    assert not missing, "docs/procedure.md lacks:\n" + "\n".join(missing)
    assert text.count("\n| ") == len(ROWS) + 2
