"""Which event completes which, what ends what, and what is not known."""

import pytest

from tests.procedures.cases import due, happened, of, the

FIRST = happened("visit_made", "2026-06-01", id="first")
SECOND = happened("visit_made", "2026-06-08", id="second")


def records(*events: dict, **more: object) -> dict[str, str | None]:
    """The day each visit was recorded on."""
    found = of("visit_record", due("rochdale", *events, **more))
    return {o.counts_from_id: str(o.met_on) if o.met_on else None for o in found}


def test_a_record_that_names_no_visit_completes_the_earliest_open_one():
    one = happened("visit_recorded", "2026-06-09")
    assert records(FIRST, SECOND, one) == {"first": "2026-06-09", "second": None}


def test_a_record_that_names_a_visit_completes_that_one():
    one = happened("visit_recorded", "2026-06-09", of="second")
    other = happened("visit_recorded", "2026-06-10")
    assert records(FIRST, SECOND, one) == {"first": None, "second": "2026-06-09"}
    assert records(FIRST, SECOND, one, other) == {"first": "2026-06-10", "second": "2026-06-09"}


def test_a_record_dated_before_any_visit_completes_none():
    early = happened("visit_recorded", "2026-05-01")
    assert records(FIRST, early) == {"first": None}


def test_of_two_records_of_one_visit_the_first_counts():
    twice = [happened("visit_recorded", day, of="first") for day in ("2026-06-02", "2026-06-05")]
    assert records(FIRST, SECOND, *twice) == {"first": "2026-06-02", "second": None}


def test_a_record_of_something_else_completes_no_visit():
    meeting = happened("meeting_held", "2026-06-01", id="meeting")
    one = happened("visit_recorded", "2026-06-02", of="meeting")
    assert records(FIRST, meeting, one) == {"first": None}


def test_what_completes_an_update_completes_the_meeting_it_came_of():
    meeting = happened("meeting_held", "2026-06-01", id="m")
    updated = happened("plan_updated", "2026-06-02", id="u", of="m")
    sent = happened("plan_circulated", "2026-06-03", of="u")
    assert the("plan_circulation", due("hillingdon", meeting, updated, sent)).standing == "met"
    sent_of_meeting = happened("plan_circulated", "2026-06-03", of="m")
    found = due(
        "hillingdon",
        meeting,
        updated,
        sent_of_meeting,
        settings={"plan_circulation_from": "plan_updated"},
    )
    circulation = the("plan_circulation", found)
    assert (circulation.counts_from_id, circulation.standing) == ("u", "met")


@pytest.mark.parametrize(
    ("choice", "counts_from"),
    [("meeting_date", "m"), ("plan_updated", "u"), ("ratified", "r")],
)
def test_sending_out_the_plan_counts_from_what_the_procedure_chooses(choice, counts_from):
    found = due(
        "hillingdon",
        happened("meeting_held", "2026-06-01", id="m"),
        happened("plan_updated", "2026-06-02", id="u"),
        happened("plan_ratified", "2026-06-03", id="r"),
        settings={"plan_circulation_from": choice},
    )
    assert the("plan_circulation", found).counts_from_id == counts_from


@pytest.mark.parametrize("kind", ["closure", "disagreement"])
def test_a_meeting_about_closing_changes_no_plan(kind):
    held = happened("meeting_held", "2026-06-01", kind=kind)
    keys = {o.key for o in due("hillingdon", held)}
    assert not keys & {"plan_update", "plan_circulation", "meeting_record", "review"}


def test_a_meeting_that_leaves_the_plan_alone_asks_for_no_update():
    held = happened("meeting_held", "2026-06-01", changes_plan=False)
    keys = {o.key for o in due("hillingdon", held)}
    assert keys == {"meeting_record", "review"}


PLAN = happened("plan_started", "2026-06-01")
EVERYTHING = [
    PLAN,
    happened("visit_made", "2026-06-02", id="v"),
    happened("meeting_held", "2026-06-02", kind="initial"),
    happened("nrpf_started", "2026-06-02"),
]
RECURRING = {"visit", "review", "supervision", "nrpf_review", "panel", "manager_review"}


@pytest.mark.parametrize("end", ["plan_ended", "cp_plan_started", "case_closed", "child_died"])
@pytest.mark.parametrize("authority", ["hillingdon", "birmingham", "rochdale"])
def test_the_end_of_a_plan_ends_what_recurs(authority, end):
    before = {o.key for o in due(authority, *EVERYTHING) if o.met_on is None}
    ended = due(authority, *EVERYTHING, happened(end, "2026-06-10"))
    after = {o.key for o in ended if o.met_on is None}
    assert before & RECURRING
    assert not after & RECURRING


def test_what_was_met_before_the_end_is_still_listed():
    again = happened("visit_made", "2026-06-15")
    found = due("hillingdon", *EVERYTHING, again, happened("plan_ended", "2026-06-20"))
    assert [o.standing for o in of("visit", found)] == ["met", "met"]


def test_a_plan_that_starts_again_starts_the_count_again():
    events = [*EVERYTHING, happened("plan_ended", "2026-06-10")]
    found = due("hillingdon", *events, happened("plan_started", "2026-06-10", id="again"))
    visit = of("visit", found)[-1]
    assert (visit.counts_from_id, str(visit.due_on)) == ("again", "2026-07-01")


def test_papers_are_owed_after_closing_but_not_after_a_death():
    visit = happened("visit_made", "2026-06-01")
    closed = due("rochdale", visit, happened("case_closed", "2026-06-02"))
    assert the("visit_record", closed).standing == "overdue"
    assert due("rochdale", visit, happened("child_died", "2026-06-02")) == []


def test_a_closed_case_waits_for_no_assessment():
    received = happened("referral_received", "2026-06-01")
    assert the("assessment", due("bolton", received)).standing == "overdue"
    assert due("bolton", received, happened("case_closed", "2026-06-10")) == []


def test_a_birthday_is_not_awaited_after_a_death():
    child = {"born_on": "2010-02-28"}
    assert due("rochdale", happened("child_died", "2026-06-02"), child=child) == []


def test_later_events_are_not_known_yet():
    assert due("hillingdon", FIRST, SECOND, today="2026-05-31") == []
    (visit,) = of("visit", due("hillingdon", FIRST, SECOND, today="2026-06-07"))
    assert (visit.counts_from_id, visit.met_on) == ("first", None)


def test_a_withdrawn_event_never_happened():
    withdrawn = happened("withdrawn", "2026-06-10", of="second")
    (visit,) = of("visit", due("hillingdon", FIRST, SECOND, withdrawn))
    assert visit.counts_from_id == "first"
    before = due("hillingdon", FIRST, SECOND, withdrawn, today="2026-06-09")
    assert len(of("visit", before)) == 2


def test_a_second_allocation_does_not_start_the_time_again():
    events = [happened("case_allocated", f"2026-06-{day}T09:00", id=day) for day in ("01", "10")]
    assert the("assessment", due("rochdale", *events)).counts_from_id == "01"


def test_each_assessment_has_its_own_time_where_its_start_counts():
    events = [
        happened("assessment_started", "2026-01-05", id="a"),
        happened("assessment_submitted", "2026-02-02", id="s", of="a"),
        happened("assessment_approved", "2026-02-03", of="s"),
        happened("assessment_started", "2026-06-01", id="b"),
    ]
    found = of("assessment", due("peterborough", *events))
    assert [(o.counts_from_id, o.standing) for o in found] == [("a", "met"), ("b", "overdue")]


def test_a_second_assessment_asks_for_no_second_initial_meeting():
    events = [
        happened("assessment_completed", "2026-01-05", id="first"),
        happened("meeting_held", "2026-01-12", kind="initial"),
        happened("assessment_completed", "2026-06-01", id="second"),
    ]
    assert the("initial_meeting", due("birmingham", *events)).counts_from_id == "first"


def test_a_meeting_held_before_the_assessment_was_completed_is_in_time():
    events = [
        happened("meeting_held", "2026-01-05", kind="initial"),
        happened("assessment_completed", "2026-01-12"),
    ]
    assert the("initial_meeting", due("birmingham", *events)).standing == "met"


def test_a_later_step_down_needs_a_meeting_of_its_own():
    events = [
        happened("assessment_completed", "2026-01-05"),
        happened("meeting_held", "2026-01-08", kind="initial"),
        happened("stepped_down", "2026-06-01", id="order"),
    ]
    found = of("initial_meeting", due("rochdale", *events))
    assert [(o.counts_from.type, o.standing) for o in found] == [
        ("assessment_completed", "met"),
        ("stepped_down", "overdue"),
    ]


def test_an_initial_meeting_starts_the_reviews_anew():
    held = happened("meeting_held", "2026-06-10", kind="initial", id="held")
    (review,) = of("review", due("birmingham", PLAN, held))
    assert review.counts_from_id == "held"
    (waiting,) = of("review", due("birmingham", PLAN))
    assert str(waiting.due_on) == "2026-09-01"
