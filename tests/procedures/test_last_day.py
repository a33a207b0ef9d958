"""What begins, or is done, on the day a case or a plan ended, or later."""

import pytest

from tests.procedures.cases import due, happened, of, the

A_FRIDAY = "2026-05-01"
LATER = "2026-09-01"
LAST_OF_THE_DAY = ("cp_plan_started", "case_closed", "child_died")
SOME = {"birmingham": "visit", "bolton": "review", "rochdale": "long_plan_clinic"}


def keys(authority, *events, today=LATER):
    return {row.key for row in due(authority, *events, today=today)}


def still_due(authority, *events, today=LATER):
    return {row.key for row in due(authority, *events, today=today) if row.met_on is None}


@pytest.mark.parametrize("authority", ["bolton", "hillingdon", "birmingham", "rochdale"])
def test_a_referral_closed_on_the_day_it_came_asks_for_no_assessment(authority):
    types = ("referral_received", "referral_decided", "case_closed")
    assert keys(authority, *(happened(type_, A_FRIDAY) for type_ in types)) == {"referral_decision"}


@pytest.mark.parametrize("end", ["case_closed", "child_died"])
def test_a_case_that_ended_on_the_day_it_was_allocated_asks_for_nothing(end):
    types = ("referral_received", "referral_accepted", "case_allocated", end)
    assert not still_due("rochdale", *(happened(type_, A_FRIDAY) for type_ in types))


@pytest.mark.parametrize("end", ["plan_ended", *LAST_OF_THE_DAY])
@pytest.mark.parametrize("authority", SOME)
def test_a_plan_that_ended_on_the_day_it_started_asks_for_nothing(authority, end):
    assert SOME[authority] in keys(authority, happened("plan_started", A_FRIDAY))
    assert not keys(authority, happened("plan_started", A_FRIDAY), happened(end, A_FRIDAY))


@pytest.mark.parametrize("end", ["plan_ended", *LAST_OF_THE_DAY])
def test_a_visit_after_the_end_does_not_make_visits_fall_due_again(end):
    plan, ended = happened("plan_started", "2026-04-20"), happened(end, A_FRIDAY)
    done = [
        happened("visit_made", "2026-05-05"),
        happened("supervision_held", "2026-05-06"),
        happened("meeting_held", "2026-05-07", changes_plan=False),
    ]
    assert not keys("birmingham", plan, ended, *done)


@pytest.mark.parametrize("end", ["plan_ended", *LAST_OF_THE_DAY])
def test_a_managers_schedule_ends_with_what_ends_a_plan(end):
    schedule = {"amount": 2, "unit": "weeks", "since": "2026-04-20"}
    agreed = {"visit_schedules": [schedule]}
    allocated = happened("case_allocated", "2026-04-20")
    running = due("birmingham", allocated, today=LATER, agreed=agreed)
    assert str(the("visit", running).due_on) == "2026-05-04"
    ended = due("birmingham", allocated, happened(end, A_FRIDAY), today=LATER, agreed=agreed)
    assert not of("visit", ended)


def test_a_plan_that_follows_another_on_one_day_runs():
    events = [
        happened("plan_started", "2026-04-20", id="first"),
        happened("plan_ended", A_FRIDAY),
        happened("plan_started", A_FRIDAY, id="second"),
    ]
    visit = the("visit", due("birmingham", *events, today="2026-05-02"))
    assert (visit.counts_from_id, str(visit.due_on)) == ("second", "2026-05-29")


@pytest.mark.parametrize(("started", "ended", "runs"), [(1, 1, False), (2, 1, True), (2, 2, False)])
def test_what_was_ended_and_begun_again_on_one_day_runs(started, ended, runs):
    events = [happened("nrpf_started", A_FRIDAY) for _ in range(started)]
    events += [happened("nrpf_ended", A_FRIDAY) for _ in range(ended)]
    assert ("nrpf_review" in keys("hillingdon", *events)) is runs


def test_two_plans_that_end_on_one_day_leave_none_running():
    days = [("plan_started", "2026-04-20"), ("plan_ended", A_FRIDAY), ("plan_started", A_FRIDAY)]
    events = [happened(type_, day) for type_, day in [*days, ("plan_ended", A_FRIDAY)]]
    assert not still_due("birmingham", *events)


@pytest.mark.parametrize("again", ["cp_step_down_decided", "plan_started", "case_allocated"])
def test_visits_count_again_once_work_on_a_plan_begins_again(again):
    events = [
        happened("plan_started", "2026-04-01"),
        happened("cp_plan_started", "2026-04-20"),
        happened("visit_made", "2026-05-05"),
        happened(again, "2026-05-10"),
        happened("visit_made", "2026-05-12"),
    ]
    dates = [str(row.due_on) for row in of("visit", due("birmingham", *events, today=LATER))]
    assert dates[-1] == "2026-06-09"
    assert "2026-06-02" not in dates


def test_nothing_begins_after_the_child_has_died():
    events = [
        happened("child_died", A_FRIDAY),
        happened("significant_change", "2026-05-04"),
        happened("worker_changed", "2026-05-05"),
        happened("case_allocated", "2026-05-05"),
        happened("assessment_completed", "2026-05-06"),
        happened("plan_started", "2026-05-07"),
        happened("nrpf_started", "2026-05-07"),
        happened("pf_notified", "2026-05-07"),
    ]
    for authority in ("peterborough", "hillingdon", "rochdale"):
        assert not keys(authority, *events)


def test_private_fostering_visits_go_on_when_a_plan_ends():
    events = [
        happened("pf_notified", "2026-04-01"),
        happened("plan_ended", A_FRIDAY),
        happened("visit_made", "2026-05-05", kind="private_fostering"),
    ]
    found = of("private_fostering_visit", due("rochdale", *events, today="2026-05-06"))
    assert str(found[-1].due_on) == "2026-05-12"


def test_no_new_assessment_is_due_for_a_plan_that_ended_on_the_day_it_started():
    approved = happened("assessment_approved", "2026-04-20")
    plan = [happened("plan_started", A_FRIDAY), happened("plan_ended", A_FRIDAY)]
    assert "reassessment" in keys("rochdale", approved, plan[0])
    assert "reassessment" not in keys("rochdale", approved, *plan)
