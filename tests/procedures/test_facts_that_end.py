"""Longer times that end, circumstances that end, and the one change that an answer is about."""

import pytest

from cin.procedures.events import BadFacts
from cin.procedures.reading import read_case
from tests.procedures.cases import due, happened, of, the

A_MONDAY = "2026-06-01"
PLAN = happened("plan_started", A_MONDAY)
MEETING = happened("meeting_held", A_MONDAY, kind="initial")
EIGHT_WEEKS = {
    "setting": "review_interval_max",
    "amount": 8,
    "unit": "weeks",
    "approved_on": "2026-06-02",
}
DISABLED_WITH_TEAM = {"cohorts": ["disabled", "cwd_team"]}


def review(*exceptions, today="2026-06-10", authority="rochdale", **more):
    found = due(authority, PLAN, MEETING, today=today, exceptions=list(exceptions), **more)
    return the("review", found)


@pytest.mark.parametrize(
    ("until", "due_on", "says"),
    [
        ("2026-12-31", "2026-07-27", "8 weeks as approved for this child"),
        ("2026-07-10", "2026-07-10", "the last day of the longer time approved for this child"),
        ("2026-06-20", "2026-06-29", "4 weeks after"),
    ],
)
def test_a_longer_time_carries_no_date_beyond_its_last_day(until, due_on, says):
    found = review({**EIGHT_WEEKS, "until": until})
    assert str(found.due_on) == due_on
    assert says in found.explanation


def test_a_longer_time_is_not_in_force_before_the_day_from_which_it_holds():
    later = {**EIGHT_WEEKS, "approved_on": "2026-06-15"}
    assert str(review(later, today="2026-06-10").due_on) == "2026-06-29"
    assert str(review(later, today="2026-06-15").due_on) == "2026-07-27"


def test_the_last_day_of_a_longer_time_must_be_a_date():
    data = {"authority": "rochdale", "exceptions": [{**EIGHT_WEEKS, "until": "soon"}]}
    with pytest.raises(BadFacts, match="exception 1 until: 'soon' is not a date"):
        read_case(data)


@pytest.mark.rule("ROC-157")
@pytest.mark.parametrize(
    ("cohorts", "due_on"), [(["disabled"], "2026-06-29"), (["disabled", "cwd_team"], "2026-07-27")]
)
def test_a_cohorts_own_longer_time_needs_no_general_permission(cohorts, due_on):
    settings = {"review_interval_exception_allowed": False}
    found = review(EIGHT_WEEKS, settings=settings, child={"cohorts": cohorts})
    assert str(found.due_on) == due_on


def test_checks_end_with_the_circumstance_and_those_done_stay():
    events = [
        happened("nrpf_started", A_MONDAY),
        happened("nrpf_reviewed", "2026-09-01"),
        happened("nrpf_ended", "2026-09-15"),
    ]
    (done,) = of("nrpf_review", due("hillingdon", *events))
    assert (done.standing, str(done.met_on)) == ("met", "2026-09-01")
    again = happened("nrpf_started", "2026-10-01")
    starts = [
        row.counts_from.on.isoformat()
        for row in of("nrpf_review", due("hillingdon", *events, again))
    ]
    assert starts == [A_MONDAY, "2026-10-01"]


def test_private_fostering_visits_end_with_the_arrangement():
    notified = happened("pf_notified", A_MONDAY)
    ended = happened("pf_ended", "2026-06-02")
    assert str(the("private_fostering_visit", due("rochdale", notified)).due_on) == "2026-06-03"
    assert of("private_fostering_visit", due("rochdale", notified, ended)) == []


def test_an_early_review_is_declined_after_the_change_that_is_named():
    events = [
        happened("significant_change", A_MONDAY, id="illness"),
        happened("significant_change", "2026-06-02", id="new-home"),
        happened("early_review_declined", "2026-06-03", of="new-home"),
    ]
    found = of("early_review", due("rochdale", *events, today="2026-06-10"))
    assert {row.counts_from_id: row.standing for row in found} == {
        "illness": "due_soon",
        "new-home": "met",
    }
