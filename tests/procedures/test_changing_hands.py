"""The joint visit when a case changes hands, and the manager's own schedule of visits."""

import pytest

from cin.procedures.reading import BadFacts
from tests.procedures.cases import due, due_on, happened, of, the

WORKER = happened("worker_changed", "2026-06-01", id="a")
TEAM = happened("team_changed", "2026-06-01", id="a")
ALLOCATED = happened("case_allocated", "2026-06-01")
WEEKLY = {"amount": 1, "unit": "weeks", "since": "2026-06-01"}


@pytest.mark.rule("PET-78", "PET-80", "BIR-57")
@pytest.mark.parametrize(
    ("authority", "change", "wanted"),
    [
        ("peterborough", WORKER, True),
        ("peterborough", TEAM, True),
        ("birmingham", TEAM, True),
        ("birmingham", WORKER, False),
        ("hillingdon", TEAM, False),
        ("rochdale", WORKER, False),
    ],
)
def test_a_joint_visit_is_due_where_the_procedure_requires_one(authority, change, wanted):
    found = of("joint_visit", due(authority, change, today="2026-06-02"))
    assert [str(each.due_on) for each in found] == (["2026-06-15"] if wanted else [])


@pytest.mark.rule("PET-80")
def test_the_date_says_which_rule_it_stands_on():
    found = the("joint_visit", due("peterborough", WORKER))
    assert found.explanation == (
        "Joint visit due by Monday 15 June 2026: 10 working days after the social worker changed "
        "on Monday 1 June 2026 (Peterborough procedure, PET-80)."
    )


def test_a_manager_sets_an_earlier_day_and_never_a_later_one():
    early = due("peterborough", WORKER, agreed={"joint_visit_by": "2026-06-05"})
    late = due("peterborough", WORKER, agreed={"joint_visit_by": "2026-07-05"})
    assert (due_on("joint_visit", early), due_on("joint_visit", late)) == (
        "2026-06-05",
        "2026-06-15",
    )


@pytest.mark.parametrize(
    ("day", "standing"),
    [("2026-05-04", "met"), ("2026-05-03", "overdue"), ("2026-06-20", "met_late")],
)
def test_the_two_can_have_gone_together_up_to_28_days_before(day, standing):
    made = happened("joint_visit_made", day)
    assert the("joint_visit", due("peterborough", WORKER, made)).standing == standing


def test_a_joint_visit_before_the_change_before_answers_only_that_one():
    again = happened("worker_changed", "2026-06-08", id="b")
    made = happened("joint_visit_made", "2026-05-28")
    found = of("joint_visit", due("peterborough", WORKER, again, made))
    assert [(str(each.counts_from.on), each.standing) for each in found] == [
        ("2026-06-01", "met"),
        ("2026-06-08", "overdue"),
    ]


def test_a_joint_visit_answers_one_change_only():
    again = happened("worker_changed", "2026-06-20", id="b")
    made = happened("joint_visit_made", "2026-06-05")
    found = of("joint_visit", due("peterborough", WORKER, again, made))
    assert [(each.counts_from.id, each.standing) for each in found] == [
        ("a", "met"),
        ("b", "overdue"),
    ]
    waived = happened("joint_visit_waived", "2026-06-01", of="a")
    spare = of("joint_visit", due("peterborough", WORKER, waived, again, made))
    assert [(each.counts_from.id, str(each.met_on)) for each in spare] == [
        ("a", "2026-06-01"),
        ("b", "2026-06-05"),
    ]


def test_a_joint_visit_on_the_day_of_the_next_change_is_that_ones():
    again = happened("worker_changed", "2026-06-20", id="b")
    made = happened("joint_visit_made", "2026-06-20")
    found = the("joint_visit", due("peterborough", WORKER, again, made))
    assert (found.counts_from.id, found.standing) == ("b", "met")


def test_one_never_made_is_dropped_when_the_case_changes_hands_again_or_closes():
    again = happened("worker_changed", "2026-06-08", id="b")
    found = of("joint_visit", due("peterborough", WORKER, again))
    assert [each.counts_from.id for each in found] == ["b"]
    closed = happened("case_closed", "2026-06-09")
    assert of("joint_visit", due("peterborough", WORKER, closed)) == []


def test_giving_it_up_answers_the_change_it_names():
    waived = happened("joint_visit_waived", "2026-06-01", of="a")
    assert the("joint_visit", due("peterborough", WORKER, waived)).standing == "met"


def plan(day="2026-06-01"):
    return happened("plan_started", day)


@pytest.mark.rule("ROC-86", "ROC-87")
@pytest.mark.parametrize(
    ("every", "expected"),
    [
        ({"amount": 1, "unit": "weeks"}, "2026-06-08"),
        ({"amount": 20, "unit": "working_days"}, "2026-06-29"),
        ({"amount": 3, "unit": "months"}, "2026-06-29"),
    ],
)
def test_the_managers_schedule_tightens_and_never_loosens(every, expected):
    schedule = {**every, "since": "2026-06-01"}
    found = due("rochdale", plan(), agreed={"visit_schedules": [schedule]}, today="2026-06-02")
    assert due_on("visit", found) == expected


@pytest.mark.rule("ROC-86")
def test_the_date_says_that_it_is_the_managers():
    found = due("rochdale", plan(), agreed={"visit_schedules": [WEEKLY]}, today="2026-06-02")
    assert the("visit", found).explanation == (
        "Visit due by Monday 8 June 2026: 1 week by the manager's schedule, after the plan was "
        "started on Monday 1 June 2026 (Rochdale procedure, ROC-86)."
    )


def test_what_the_plan_agrees_stands_where_it_is_sooner():
    agreed = {
        "visit_interval": {"amount": 3, "unit": "calendar_days"},
        "visit_schedules": [WEEKLY],
    }
    found = due("rochdale", plan(), agreed=agreed, today="2026-06-02")
    assert due_on("visit", found) == "2026-06-04"


def test_a_schedule_makes_no_earlier_visit_late_and_one_that_ended_holds_no_more():
    visit = happened("visit_made", "2026-06-15")
    later = {**WEEKLY, "since": "2026-06-20"}
    found = of("visit", due("bolton", plan(), visit, agreed={"visit_schedules": [later]}))
    assert [each.standing for each in found if each.met_on] == ["met"] * len(
        [each for each in found if each.met_on]
    )
    ended = {**WEEKLY, "until": "2026-06-18"}
    found = due("rochdale", plan(), agreed={"visit_schedules": [ended]}, today="2026-06-19")
    assert due_on("visit", found) == "2026-06-29"


def test_a_schedule_counts_from_the_allocation_until_the_first_visit():
    found = due("bolton", ALLOCATED, agreed={"visit_schedules": [WEEKLY]}, today="2026-06-02")
    assert due_on("visit", found) == "2026-06-08"
    assert of("visit", due("bolton", ALLOCATED, today="2026-06-02")) == []
    closed = happened("case_closed", "2026-06-02")
    agreed = {"visit_schedules": [WEEKLY]}
    assert of("visit", due("bolton", ALLOCATED, closed, agreed=agreed)) == []


def test_a_plan_that_starts_excuses_no_visit_owed_since_the_allocation():
    agreed = {"visit_schedules": [WEEKLY]}
    late = of("visit", due("bolton", ALLOCATED, plan("2026-06-10"), agreed=agreed))
    assert (str(late[0].due_on), late[0].standing) == ("2026-06-08", "overdue")
    visit = happened("visit_made", "2026-06-12")
    made = of("visit", due("bolton", ALLOCATED, plan("2026-06-10"), visit, agreed=agreed))
    assert [(str(each.counts_from.on), each.standing) for each in made][:2] == [
        ("2026-06-01", "met_late"),
        ("2026-06-10", "met"),
    ]


@pytest.mark.parametrize(
    ("schedules", "why"),
    [
        ("weekly", "agreed visit_schedules: is not a list"),
        ([{"amount": 1, "unit": "weeks"}], "agreed visit_schedules 1: since is missing"),
        ([{**WEEKLY, "often": True}], "agreed visit_schedules 1: unknown key 'often'"),
    ],
)
def test_a_schedule_that_cannot_be_is_refused_by_name(schedules, why):
    with pytest.raises(BadFacts, match=why):
        due("bolton", agreed={"visit_schedules": schedules})


def test_a_referral_decided_by_the_next_working_day_is_in_time():
    friday = happened("referral_received", "2026-06-05T16:50")
    decided = happened("referral_decided", "2026-06-08T16:00")
    found = the("referral_decision", due("bolton", friday, decided))
    assert (found.standing, str(found.due_on)) == ("met", "2026-06-08")


def test_hours_count_from_the_moment_of_receipt():
    settings = {"referral_decision_max": {"amount": 24, "unit": "hours"}}
    received = happened("referral_received", "2026-06-05T16:50")
    found = the("referral_decision", due("bolton", received, settings=settings))
    assert str(found.due_at) == "2026-06-06 16:50:00"
