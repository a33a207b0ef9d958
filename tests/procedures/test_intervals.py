"""Visits and reviews: what counts, what tightens, what loosens; the first visit; the assessment."""

from datetime import datetime

import pytest

from cin.procedures.calendar import LONDON
from cin.procedures.events import Event
from cin.procedures.reckoning import Limit
from tests.procedures.cases import due, happened, of, the

VISIT = happened("visit_made", "2026-06-01", id="v")
HELD = happened("meeting_held", "2026-06-01", kind="initial")


def weeks(amount: int) -> dict[str, object]:
    return {"amount": amount, "unit": "weeks"}


@pytest.mark.rule("ROC-88")
def test_where_visits_count_when_finalised_one_counts_once_it_is_recorded():
    plan = happened("plan_started", "2026-05-26", id="plan")
    waiting = the("visit", due("rochdale", plan, VISIT, today="2026-06-02"))
    assert waiting.counts_from_id == "plan"
    recorded = happened("visit_recorded", "2026-06-03")
    met, following = of("visit", due("rochdale", plan, VISIT, recorded, today="2026-06-03"))
    assert (met.counts_from_id, str(met.met_on)) == ("plan", "2026-06-01")
    assert (following.counts_from_id, str(following.due_on)) == ("v", "2026-06-29")


def test_elsewhere_a_visit_counts_as_soon_as_it_was_made():
    assert the("visit", due("bolton", VISIT)).counts_from_id == "v"


@pytest.mark.parametrize("kind", ["cin", "initial", "joint", "s47"])
def test_these_visits_count(kind):
    assert of("visit", due("bolton", happened("visit_made", "2026-06-01", kind=kind)))


@pytest.mark.parametrize("kind", ["private_fostering", "nrpf", "other"])
def test_these_visits_do_not_count(kind):
    assert of("visit", due("bolton", happened("visit_made", "2026-06-01", kind=kind))) == []


def test_without_a_visit_the_interval_runs_from_the_start_of_the_plan():
    visit = the("visit", due("bolton", happened("plan_started", "2026-06-01")))
    assert str(visit.due_on) == "2026-07-13"


def test_two_visits_on_one_day_are_one_link():
    found = of("visit", due("bolton", VISIT, happened("visit_made", "2026-06-01", kind="joint")))
    assert len(found) == 1


@pytest.mark.rule("PET-27")
def test_in_peterborough_the_plan_alone_sets_the_visits():
    assert of("visit", due("peterborough", VISIT)) == []
    visit = the("visit", due("peterborough", VISIT, agreed={"visit_interval": weeks(5)}))
    assert (visit.rule.setting, str(visit.due_on)) == ("visit_interval", "2026-07-06")
    assert visit.cites == ("PET-27",)


def test_an_agreed_interval_between_target_and_maximum_is_the_limit():
    visit = the("visit", due("bolton", VISIT, agreed={"visit_interval": weeks(5)}))
    assert (str(visit.due_on), str(visit.target_on)) == ("2026-07-06", "2026-06-29")
    assert [other.setting for other in visit.others] == ["visit_interval_max"]


def test_visits_may_be_closer_while_an_assessment_is_open():
    settings = {"visit_interval_assessment": weeks(1)}
    started = happened("assessment_started", "2026-05-25")
    done = happened("assessment_submitted", "2026-05-29")
    open_ = the("visit", due("bolton", started, VISIT, settings=settings))
    assert str(open_.due_on) == "2026-06-08"
    closed = the("visit", due("bolton", started, done, VISIT, settings=settings))
    assert str(closed.due_on) == "2026-07-13"


@pytest.mark.rule("HIL-51")
def test_what_the_manager_agreed_for_a_disabled_child_stands_alone():
    agreed = {"visit_interval": weeks(6)}
    child = {"cohorts": ["disabled"]}
    visit = the("visit", due("hillingdon", VISIT, child=child, agreed=agreed))
    assert (str(visit.due_on), visit.warnings) == ("2026-07-13", ())


def test_without_a_fallback_the_general_interval_applies_and_the_warning_stays():
    settings = {"visit_interval_by_cohort": {"disabled": "agreed_by_manager"}}
    child = {"cohorts": ["disabled"]}
    visit = the("visit", due("hillingdon", VISIT, child=child, settings=settings))
    assert (str(visit.due_on), visit.warnings) == ("2026-06-22", ("visit interval not agreed",))


def exception(amount: int, approved_on: str, setting: str = "review_interval_max") -> dict:
    return {"setting": setting, **weeks(amount), "approved_on": approved_on}


def review_due(*events: dict, authority: str = "bolton", **more: object) -> list[str]:
    return [str(o.due_on) for o in of("review", due(authority, HELD, *events, **more))]


@pytest.mark.rule("BOL-37")
def test_an_approved_exception_loosens_the_review():
    assert review_due() == ["2026-07-13"]
    assert review_due(exceptions=[exception(8, "2026-06-20")]) == ["2026-07-27"]
    longest = [exception(8, "2026-06-20"), exception(10, "2026-06-20", "first_review_max")]
    assert review_due(exceptions=longest) == ["2026-08-10"]


def test_an_exception_from_the_first_review_carries_no_later_one():
    second = happened("meeting_held", "2026-07-27")
    granted = [exception(8, "2026-06-20", "first_review_max")]
    assert review_due(second, exceptions=granted) == ["2026-07-27", "2026-09-07"]


def test_a_review_left_to_the_manager_says_that_it_is_the_review_that_was_not_agreed():
    settings = {"review_interval_by_cohort": {"disabled": "agreed_by_manager"}}
    child = {"cohorts": ["disabled"]}
    review = the("review", due("bolton", HELD, child=child, settings=settings))
    assert review.warnings == ("review interval not agreed",)


def test_an_exception_is_shown_as_the_rule_in_force():
    review = the("review", due("bolton", HELD, exceptions=[exception(8, "2026-06-20")]))
    assert review.as_data()["rule"] == {"setting": "review_interval_max", **weeks(8)}
    assert "8 weeks as approved for this child, after the initial meeting" in review.explanation


@pytest.mark.parametrize(
    "granted",
    [
        exception(4, "2026-06-20"),
        exception(8, "2027-06-20"),
        exception(8, "2026-06-20", "visit_interval_max"),
    ],
)
def test_a_shorter_later_or_other_exception_changes_nothing(granted):
    assert review_due(exceptions=[granted]) == ["2026-07-13"]


def test_an_exception_approved_after_the_meeting_does_not_excuse_it():
    late = happened("meeting_held", "2026-07-20")
    granted = [exception(8, "2026-07-21")]
    assert review_due(late, exceptions=granted) == ["2026-07-13", "2026-09-14"]


def test_where_the_procedure_allows_no_exception_there_is_none():
    granted = [exception(8, "2026-06-20")]
    assert review_due(authority="hillingdon", exceptions=granted) == ["2026-07-13"]


def test_a_first_review_without_a_limit_of_its_own_has_the_intervals():
    assert review_due(settings={"first_review_max": None}) == ["2026-07-13"]
    three_months = {"amount": 3, "unit": "months"}
    assert review_due(settings={"first_review_max": three_months}) == ["2026-09-01"]


def test_without_any_limit_there_is_no_review():
    assert review_due(settings={"first_review_max": None, "review_interval_max": None}) == []


ALLOCATED = happened("case_allocated", "2026-05-22T15:00")


@pytest.mark.rule("ROC-77")
@pytest.mark.parametrize(
    ("agreed", "due_on", "due_at"),
    [
        ({"amount": 24, "unit": "hours"}, "2026-05-23", "2026-05-23T15:00:00"),
        ({"amount": 48, "unit": "hours"}, "2026-05-27", None),
        ({"amount": 60, "unit": "hours"}, "2026-05-27", None),
        ({"amount": 96, "unit": "hours"}, "2026-05-26", "2026-05-26T15:00:00"),
        ({"amount": 1, "unit": "working_days"}, "2026-05-26", None),
    ],
)
def test_the_managers_own_time_for_the_first_visit(agreed, due_on, due_at):
    found = due("rochdale", ALLOCATED, agreed={"initial_visit_within": agreed})
    visit = the("initial_visit", found).as_data()
    assert (visit["due_on"], visit["due_at"]) == (due_on, due_at)


@pytest.mark.rule("ROC-77")
@pytest.mark.parametrize(
    ("visited", "standing"), [("2026-03-20T10:00", "met"), ("2026-03-20T10:01", "met_late")]
)
def test_a_limit_in_hours_is_kept_to_the_minute(visited, standing):
    allocated = happened("case_allocated", "2026-03-18T10:00")
    found = due("rochdale", allocated, happened("visit_made", visited, kind="initial"))
    assert the("initial_visit", found).standing == standing


@pytest.mark.rule("ROC-77")
@pytest.mark.parametrize(
    ("visited", "standing"),
    [("2026-10-25T01:40+01:00", "met"), ("2026-10-25T01:15+00:00", "met_late")],
)
def test_a_limit_in_hours_is_kept_in_the_hour_that_comes_twice(visited, standing):
    agreed = {"initial_visit_within": {"amount": 24, "unit": "hours"}}
    allocated = happened("case_allocated", "2026-10-24T01:45")
    seen = happened("visit_made", visited, kind="initial")
    found = the("initial_visit", due("rochdale", allocated, seen, agreed=agreed))
    assert (found.standing, found.due_at.fold) == (standing, 0)


def test_limits_in_the_hour_that_comes_twice_are_compared_as_moments():
    first, second = (
        Limit("a", None, Event("referral_received", at.date()), at.date(), at)
        for at in (
            datetime(2026, 10, 25, 1, 45, tzinfo=LONDON),
            datetime(2026, 10, 25, 1, 15, tzinfo=LONDON, fold=1),
        )
    )
    assert first.ends < second.ends


def test_hours_from_a_day_without_an_hour_give_the_day():
    visit = the("initial_visit", due("rochdale", happened("case_allocated", "2026-03-18")))
    assert (str(visit.due_on), visit.due_at) == ("2026-03-20", None)


@pytest.mark.rule("ROC-51", "ROC-60")
@pytest.mark.parametrize(
    ("set_on", "due_on", "setting"),
    [
        ("2026-06-30", "2026-06-30", "assessment_due_on"),
        ("2026-12-01", "2026-07-27", "assessment_max"),
    ],
)
def test_the_managers_date_may_bring_an_assessment_forward_only(set_on, due_on, setting):
    found = due("rochdale", ALLOCATED, agreed={"assessment_due_on": set_on})
    assessment = the("assessment", found)
    assert (str(assessment.due_on), assessment.rule.setting) == (due_on, setting)
    if setting == "assessment_due_on":
        assert assessment.as_data()["rule"] == {"setting": setting, "amount": None, "unit": None}
        assert "the date the manager set" in assessment.explanation


def test_the_statutory_limit_is_shown_where_the_time_starts_elsewhere():
    events = [
        happened("referral_received", "2026-05-18"),
        happened("assessment_started", "2026-05-20"),
    ]
    assessment = the("assessment", due("peterborough", *events))
    assert [(o.setting, str(o.due_on)) for o in assessment.others] == [
        ("assessment_statutory_max", "2026-07-21")
    ]
    silent = due("peterborough", *events, settings={"assessment_statutory_max": None})
    assert the("assessment", silent).others == ()
    assert the("assessment", due("bolton", *events)).others == ()


@pytest.mark.rule("ROC-83")
def test_a_short_assessment_counts_only_where_one_is_offered():
    agreed = {"short_assessment": True}
    received = happened("referral_received", "2026-05-18")
    assert str(the("assessment", due("bolton", received, agreed=agreed)).due_on) == "2026-07-21"


@pytest.mark.parametrize(
    ("policy", "due_on", "before"),
    [
        ("none", "2026-05-25", "2026-05-22"),
        ("previous_working_day", "2026-05-22", "None"),
        ("next_working_day", "2026-05-26", "None"),
    ],
)
def test_a_date_on_a_day_off_is_moved_only_where_the_procedure_says_so(policy, due_on, before):
    settings = {"non_working_due_policy": policy}
    visit = happened("visit_made", "2026-04-27")
    found = the("visit", due("birmingham", visit, settings=settings))
    assert (str(found.due_on), str(found.last_working_day_before)) == (due_on, before)


@pytest.mark.parametrize(
    ("warnings", "amber_from"),
    [
        ([weeks(1)], "2026-07-06"),
        ([{"amount": 1, "unit": "months"}], "2026-06-13"),
        ([{"amount": 3, "unit": "calendar_days"}], "2026-07-10"),
        ([{"amount": 36, "unit": "hours"}], "2026-07-11"),
        ([weeks(1), {"amount": 10, "unit": "working_days"}], "2026-06-29"),
        ([], "2026-07-13"),
    ],
)
def test_the_procedure_may_warn_earlier_or_later(warnings, amber_from):
    settings = {"alert_before": {"review": warnings}}
    review = the("review", due("bolton", HELD, settings=settings))
    assert str(review.amber_from) == amber_from


def test_closure_days_and_weekdays_of_the_procedure_are_its_own():
    started = happened("assessment_started", "2026-06-01")
    closed = {"local_closure_days": ["2026-06-02"], "bank_holidays": ["2026-06-03"]}
    assessment = the("assessment", due("peterborough", started, settings=closed))
    assert str(assessment.due_on) == "2026-07-22"
    counted = the("assessment", due("peterborough", started, settings={"count_trigger_day": True}))
    assert str(counted.due_on) == "2026-07-17"
