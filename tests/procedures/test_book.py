"""Versions of a procedure: which one governs what (C11)."""

from datetime import date

import pytest

from cin.procedures.book import (
    Procedure,
    ProcedureBook,
    PublishedVersion,
    UnknownProcedure,
    preset,
)
from tests.procedures.cases import due, due_on, happened, of

FIRST = preset("hillingdon")
SECOND = preset("hillingdon").with_settings({"visit_interval_max": {"amount": 2, "unit": "weeks"}})
JUNE = date(2026, 6, 1)


def book(*, apply_to_open: bool = False, always: bool = True) -> ProcedureBook:
    return ProcedureBook(
        [
            PublishedVersion(2, JUNE, SECOND, apply_to_open),
            PublishedVersion(1, None if always else date(2026, 1, 1), FIRST),
        ]
    )


@pytest.mark.parametrize(
    ("day", "number"), [("2026-05-31", 1), ("2026-06-01", 2), ("2027-01-01", 2)]
)
def test_a_version_is_in_force_from_its_first_day(day, number):
    found = book().current(date.fromisoformat(day))
    assert found.number == number
    assert book().on(date.fromisoformat(day)) is found.procedure


def test_before_the_first_version_nothing_is_in_force():
    with pytest.raises(UnknownProcedure, match="No version of the procedure is in force"):
        book(always=False).on(date(2025, 12, 31))


def test_a_book_needs_a_version():
    with pytest.raises(UnknownProcedure):
        ProcedureBook([])


def test_there_are_five_presets_and_no_other():
    with pytest.raises(UnknownProcedure, match="authority leeds: not one of peterborough"):
        preset("leeds")


@pytest.mark.parametrize(
    ("began", "done", "as_of", "expected"),
    [
        ("2026-05-20", None, "2026-06-10", SECOND),
        ("2026-05-20", None, "2026-05-31", FIRST),
        ("2026-05-20", "2026-05-31", "2026-06-10", FIRST),
        ("2026-05-20", "2026-06-01", "2026-06-10", SECOND),
        ("2026-06-01", None, "2026-06-10", SECOND),
    ],
)
def test_a_version_for_open_events_governs_what_is_open_on_its_first_day(
    began: str, done: str | None, as_of: str, expected: Procedure
):
    governing = book(apply_to_open=True).governing(
        date.fromisoformat(began),
        done_on=date.fromisoformat(done) if done else None,
        as_of=date.fromisoformat(as_of),
    )
    assert governing is expected


VERSION = {
    "effective_from": "2026-06-01",
    "settings": {"visit_interval_max": {"amount": 2, "unit": "weeks"}},
}
VISITS = [happened("visit_made", "2026-05-20"), happened("visit_made", "2026-06-05")]


def test_each_visit_keeps_the_version_of_its_own_day():
    found = of("visit", due("hillingdon", *VISITS, versions=[VERSION]))
    assert [str(visit.due_on) for visit in found] == ["2026-06-10", "2026-06-19"]


def test_a_visit_made_after_a_change_for_open_events_is_judged_by_it():
    version = {**VERSION, "apply_to_open": True}
    found = of("visit", due("hillingdon", *VISITS, versions=[version]))
    assert [(str(visit.due_on), visit.standing) for visit in found] == [
        ("2026-06-03", "met_late"),
        ("2026-06-19", "overdue"),
    ]


def test_later_versions_build_on_one_another_whatever_the_order_they_are_given_in():
    third = {"effective_from": "2026-07-01", "settings": {"meeting_record_max": None}}
    visit = happened("visit_made", "2026-07-02")
    meeting = happened("meeting_held", "2026-07-02")
    found = due("hillingdon", visit, meeting, versions=[third, VERSION])
    assert due_on("visit", found) == "2026-07-16"
    assert of("meeting_record", found) == []


@pytest.mark.parametrize("first_start", ["referral", "allocation"])
def test_a_change_of_what_the_time_starts_at_neither_loses_nor_doubles_an_assessment(first_start):
    other = {"referral": "allocation", "allocation": "referral"}[first_start]
    found = due(
        "rochdale",
        happened("referral_received", "2026-05-29"),
        happened("case_allocated", "2026-06-02T10:00"),
        settings={"assessment_clock_start": first_start},
        versions=[{"effective_from": "2026-06-01", "settings": {"assessment_clock_start": other}}],
    )
    starts = {"referral": "referral_received", "allocation": "case_allocated"}
    assert [o.counts_from.type for o in of("assessment", found)] == [starts[first_start]]
