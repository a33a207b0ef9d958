"""The worked examples of Rochdale: every date, through the command."""

from datetime import date

import pytest

from cin.procedures.book import preset
from cin.procedures.reading import read_case
from cin.procedures.windows import follow_up_window
from tests.procedures.cases import happened

ALLOCATED = happened("case_allocated", "2026-03-18T10:00", id="a")
TIMELINE = {
    "initial_visit": "2026-03-20",
    "initial_recording": "2026-03-23",
    "information_checks": "2026-03-23",
    "checkpoint_1": "2026-03-25",
    "family_network_meeting": "2026-04-01",
    "checkpoint_2": "2026-05-01",
    "assessment": "2026-05-26",
}


@pytest.mark.rule("ROC-30", "ROC-41", "ROC-48", "ROC-50", "ROC-52", "ROC-58", "ROC-84", "ROC-60")
@pytest.mark.parametrize("agreed", [{}, {"initial_visit_within": {"amount": 48, "unit": "hours"}}])
def test_the_timeline_runs_from_allocation_over_easter_and_may_day(ask, agreed):
    found = ask("rochdale", ALLOCATED, today="2026-03-18", agreed=agreed)
    assert {entry["key"]: entry["due_on"] for entry in found} == TIMELINE
    assert found.the("initial_visit")["due_at"] == "2026-03-20T10:00:00"
    assert found.the("assessment")["target_on"] == "2026-05-11"


@pytest.mark.rule("ROC-105")
def test_the_follow_up_meeting_belongs_between_day_35_and_day_45():
    case = read_case({"authority": "rochdale", "events": [ALLOCATED]})
    window = follow_up_window(case.facts, case.book, case.calendar, date(2026, 3, 18))
    assert window is not None
    assert (window.opens_on, window.closes_on) == (date(2026, 5, 11), date(2026, 5, 26))
    assert window.cites == ("ROC-105",)


@pytest.mark.rule("ROC-77", "ROC-41", "ROC-81", "ROC-48")
def test_48_hours_that_end_on_a_day_off_give_way_to_working_day_2(ask):
    found = ask(
        "rochdale",
        happened("case_allocated", "2026-05-22T15:00"),
        happened("visit_made", "2026-05-26", kind="initial"),
        today="2026-05-26",
    )
    visit = found.the("initial_visit")
    assert (visit["due_on"], visit["due_at"]) == ("2026-05-27", None)
    assert visit["standing"] == "met"
    assert found.the("safety_plan")["due_on"] == "2026-05-27"
    assert found.the("genogram")["due_on"] == "2026-05-27"
    assert found.the("initial_recording")["due_on"] == "2026-05-28"


@pytest.mark.rule("ROC-83", "ROC-51", "ROC-56", "ROC-176", "ROC-179", "ROC-73")
def test_a_10_day_assessment_and_its_family_network_meeting_end_together(ask):
    found = ask(
        "rochdale",
        happened("case_allocated", "2026-04-02T09:30"),
        today="2026-04-02",
        agreed={"short_assessment": True},
    )
    assert found.the("initial_visit")["due_on"] == "2026-04-08"
    assert found.the("checkpoint_1")["due_on"] == "2026-04-13"
    assert found.the("assessment")["due_on"] == "2026-04-20"
    assert found.the("family_network_meeting")["due_on"] == "2026-04-20"
    assert found.of("checkpoint_2") == []
    assert preset("rochdale").get("new_lp_required_by") == "before_meeting"


APPROVED = happened("assessment_completed", "2026-05-21")


@pytest.mark.rule("ROC-124", "ROC-61", "ROC-66", "ROC-68")
def test_the_initial_meeting_is_due_5_working_days_after_the_assessment(ask):
    meeting = ask("rochdale", ALLOCATED, APPROVED, today="2026-05-21").the("initial_meeting")
    assert meeting["due_on"] == "2026-05-29"
    assert preset("rochdale").get("plan_approval") == "before_meeting"


@pytest.mark.rule("ROC-105")
def test_a_meeting_due_after_day_45_is_warned_about(ask):
    meeting = ask("rochdale", ALLOCATED, APPROVED, today="2026-05-21").the("initial_meeting")
    assert meeting["warnings"] == ["after day 45 (Tuesday 26 May 2026)"]
    assert meeting["others"] == [{"setting": "followup_meeting_window", "due_on": "2026-05-26"}]


STEPPED_DOWN = [
    happened("plan_ended", "2026-04-29"),
    happened("cp_step_down_decided", "2026-04-29"),
]
HELD = happened("meeting_held", "2026-05-19", kind="initial")


@pytest.mark.rule("ROC-125")
@pytest.mark.parametrize("type_", ["cp_step_down_decided", "stepped_down"])
def test_the_meeting_after_a_step_down_is_due_in_4_weeks(ask, type_):
    found = ask("rochdale", happened(type_, "2026-04-29"), today="2026-04-30")
    assert found.the("initial_meeting")["due_on"] == "2026-05-27"


@pytest.mark.rule("ROC-127", "ROC-141")
def test_the_next_meeting_is_due_in_4_weeks(ask):
    found = ask("rochdale", *STEPPED_DOWN, HELD, today="2026-05-20")
    assert found.the("review")["due_on"] == "2026-06-16"
    assert found.the("initial_meeting")["standing"] == "met"


@pytest.mark.rule("ROC-157")
@pytest.mark.parametrize(
    ("cohorts", "due_on"),
    [
        (["disabled", "cwd_team"], "2026-06-30"),
        (["disabled"], "2026-06-16"),
        ([], "2026-06-16"),
    ],
)
def test_a_manager_may_agree_longer_only_for_the_disabled_childrens_team(ask, cohorts, due_on):
    found = ask(
        "rochdale",
        HELD,
        today="2026-05-20",
        child={"cohorts": cohorts},
        agreed={"review_interval": {"amount": 6, "unit": "weeks"}},
    )
    assert found.the("review")["due_on"] == due_on


@pytest.mark.rule("ROC-32")
def test_a_strategy_meeting_is_due_24_hours_after_the_decision_weekend_or_not(ask):
    decided = happened("strategy_decided", "2026-05-01T16:30")
    meeting = ask("rochdale", decided, today="2026-05-01").the("strategy_meeting")
    assert (meeting["due_on"], meeting["due_at"]) == ("2026-05-02", "2026-05-02T16:30:00")


@pytest.mark.rule("ROC-35", "ROC-36", "ROC-37", "ROC-39", "ROC-34")
def test_what_follows_a_strategy_meeting_over_a_holiday_weekend(ask):
    found = ask(
        "rochdale",
        happened("strategy_decided", "2026-05-01T16:30"),
        happened("strategy_held", "2026-05-02T11:00"),
        happened("s47_started", "2026-05-02T11:00"),
        today="2026-05-02",
    )
    assert found.the("strategy_meeting")["standing"] == "met"
    assert found.the("strategy_actions")["due_at"] == "2026-05-02T11:00:00"
    assert found.the("strategy_minutes")["due_at"] == "2026-05-03T11:00:00"
    assert found.the("s47_child_seen")["due_at"] == "2026-05-03T11:00:00"
    assert found.the("s47")["due_on"] == "2026-05-11"


@pytest.mark.rule("ROC-142")
def test_the_4th_meeting_falls_on_29_september_and_is_a_managers(ask):
    days = ["2026-07-07", "2026-08-04", "2026-09-01"]
    kinds = ["initial", "review", "review"]
    held = [happened("meeting_held", day, kind=kind) for day, kind in zip(days, kinds, strict=True)]
    reviews = ask("rochdale", *held, today="2026-09-02").of("review")
    assert [entry["due_on"] for entry in reviews] == ["2026-08-04", "2026-09-01", "2026-09-29"]
    procedure = preset("rochdale")
    assert procedure.get("manager_chaired_meeting_numbers") == (4,)
    assert procedure.flag("meeting_count_includes_initial")
    assert procedure.get("manager_chaired_roles") == ("team_manager", "advanced_practitioner")


CLINICS = {"long_plan_clinic_dates": ["2026-07-15", "2026-10-14", "2027-01-13"]}
LONG_PLAN = happened("plan_started", "2026-02-10")


@pytest.mark.rule("ROC-143", "ROC-144")
def test_a_plan_of_6_months_is_discussed_at_the_next_clinic_and_then_the_next(ask):
    clinic = ask("rochdale", LONG_PLAN, today="2026-08-15", settings=CLINICS).the(
        "long_plan_clinic"
    )
    assert clinic["due_on"] == "2026-10-14"
    held = happened("clinic_held", "2026-10-14")
    later = ask("rochdale", LONG_PLAN, held, today="2026-10-15", settings=CLINICS)
    assert [entry["due_on"] for entry in later.of("long_plan_clinic")] == [
        "2026-10-14",
        "2027-01-13",
    ]


@pytest.mark.rule("ROC-143")
def test_without_dates_of_clinics_the_sixth_month_itself_counts(ask):
    clinic = ask("rochdale", LONG_PLAN, today="2026-08-15").the("long_plan_clinic")
    assert clinic["due_on"] == "2026-08-10"
    chairs = preset("rochdale").get("long_plan_clinic_chair_roles")
    assert chairs == ("head_of_service", "service_manager")
