"""A longer time that was approved stands in for the procedure's maximum, and for nothing closer
that was agreed (C9, C10).
"""

import pytest

from cin.procedures.calendar import CalendarEnds
from tests.procedures.cases import due, happened, the


def weeks(amount: int) -> dict[str, object]:
    return {"amount": amount, "unit": "weeks"}


def longer_for(setting: str, amount: int) -> list[dict[str, object]]:
    return [{"setting": setting, **weeks(amount), "approved_on": "2026-10-01"}]


@pytest.mark.rule("HIL-33")
@pytest.mark.parametrize(("agreed", "due_on"), [(2, "2026-11-16"), (3, "2026-11-30")])
def test_a_longer_visit_time_loosens_the_procedure_and_not_a_closer_plan(agreed, due_on):
    visit = happened("visit_made", "2026-11-02")
    more = {
        "agreed": {"visit_interval": weeks(agreed)},
        "exceptions": longer_for("visit_interval_max", 4),
    }
    found = the("visit", due("hillingdon", visit, today="2026-11-02", **more))
    assert str(found.due_on) == due_on
    assert "2026-11-23" not in [str(other.due_on) for other in found.others]


@pytest.mark.rule("BOL-37")
def test_a_longer_time_between_reviews_leaves_the_plans_own_standing():
    held = happened("meeting_held", "2026-09-29")
    more = {
        "agreed": {"review_interval": weeks(3)},
        "exceptions": longer_for("review_interval_max", 8),
    }
    found = the("review", due("bolton", held, today="2026-10-02", **more))
    assert (str(found.due_on), found.rule.setting) == ("2026-10-20", "review_interval")
    assert [str(other.due_on) for other in found.others] == ["2026-11-24"]


def test_a_longer_time_leaves_the_interval_during_an_assessment_standing():
    started = happened("assessment_started", "2026-10-12")
    visit = happened("visit_made", "2026-10-19")
    more = {
        "settings": {"visit_interval_assessment": weeks(1)},
        "exceptions": longer_for("visit_interval_max", 4),
    }
    found = the("visit", due("hillingdon", started, visit, today="2026-10-20", **more))
    assert str(found.due_on) == "2026-10-26"


@pytest.mark.rule("HIL-51")
@pytest.mark.parametrize(
    ("agreed", "due_on"), [(2, "2026-11-16"), (4, "2026-12-07"), (6, "2026-12-14")]
)
def test_what_a_manager_agreed_below_the_fallback_stands_beside_a_longer_time(agreed, due_on):
    visit = happened("visit_made", "2026-11-02")
    more = {
        "child": {"cohorts": ["disabled"]},
        "agreed": {"visit_interval": weeks(agreed)},
        "exceptions": longer_for("visit_interval_max", 5),
    }
    found = the("visit", due("hillingdon", visit, today="2026-11-02", **more))
    assert str(found.due_on) == due_on


@pytest.mark.rule("HIL-51")
@pytest.mark.parametrize(("cohorts", "due_on"), [([], "2026-11-16"), (["disabled"], "2026-12-14")])
def test_what_a_manager_agreed_holds_only_for_children_left_to_the_manager(cohorts, due_on):
    more = {
        "child": {"cohorts": cohorts},
        "agreed": {"visit_interval": weeks(2), "managers_visit_interval": weeks(6)},
    }
    visit = happened("visit_made", "2026-11-02")
    found = the("visit", due("hillingdon", visit, today="2026-11-02", **more))
    assert str(found.due_on) == due_on


BEYOND = {"amount": 2000, "unit": "working_days"}
A_SCHEDULE = [{**BEYOND, "since": "2026-10-01"}]


@pytest.mark.parametrize("agreed", [{"visit_interval": BEYOND}, {"visit_schedules": A_SCHEDULE}])
def test_what_ends_beyond_the_known_calendar_drops_out_beside_an_earlier_limit(agreed):
    visit = happened("visit_made", "2026-11-02")
    found = the("visit", due("hillingdon", visit, today="2026-11-02", agreed=agreed))
    assert (str(found.due_on), found.others) == ("2026-11-23", ())


@pytest.mark.parametrize(
    ("authority", "more"),
    [
        ("peterborough", {"agreed": {"visit_interval": BEYOND}}),
        ("peterborough", {"agreed": {"visit_schedules": A_SCHEDULE}}),
        ("hillingdon", {"agreed": {"visit_interval": BEYOND}, "child": {"cohorts": ["disabled"]}}),
    ],
)
def test_the_only_limit_is_not_dropped_in_silence(authority, more):
    with pytest.raises(CalendarEnds):
        due(authority, happened("visit_made", "2026-11-02"), today="2026-11-02", **more)


def test_where_there_is_no_maximum_a_longer_time_loosens_nothing():
    more = {
        "settings": {"visit_interval_max": None},
        "agreed": {"visit_interval": weeks(2)},
        "exceptions": longer_for("visit_interval_max", 4),
    }
    visit = happened("visit_made", "2026-11-02")
    found = the("visit", due("hillingdon", visit, today="2026-11-02", **more))
    assert str(found.due_on) == "2026-11-16"
