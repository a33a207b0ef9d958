"""The worked examples of Peterborough and Bolton: every date, through the command."""

import pytest

from cin.procedures.book import preset
from tests.procedures.cases import happened

ASSESSED = happened("assessment_started", "2026-03-09")


@pytest.mark.rule("PET-63")
def test_an_assessment_of_35_working_days_does_not_count_the_easter_holidays(ask):
    assessment = ask("peterborough", ASSESSED, today="2026-04-26").the("assessment")
    assert assessment["due_on"] == "2026-04-29"
    assert assessment["amber_from"] == "2026-04-27"
    assert assessment["counts_from"] == {"type": "assessment_started", "on": "2026-03-09"}
    assert assessment["standing"] == "upcoming"


@pytest.mark.rule("PET-63")
@pytest.mark.parametrize(
    ("today", "standing"),
    [("2026-04-27", "due_soon"), ("2026-04-29", "due_soon"), ("2026-04-30", "overdue")],
)
def test_the_assessment_is_amber_two_working_days_before_and_overdue_the_day_after(
    ask, today, standing
):
    assert ask("peterborough", ASSESSED, today=today).the("assessment")["standing"] == standing


@pytest.mark.rule("PET-63")
@pytest.mark.parametrize(("apply_to_open", "due_on"), [(False, "2026-04-29"), (True, "2026-04-13")])
def test_a_started_assessment_keeps_its_date_unless_the_change_applies_to_open_events(
    ask, apply_to_open, due_on
):
    calendar_days = {"amount": 35, "unit": "calendar_days"}
    version = {
        "effective_from": "2026-03-16",
        "settings": {"assessment_max": calendar_days, "assessment_target": None},
        "apply_to_open": apply_to_open,
    }
    found = ask("peterborough", ASSESSED, today="2026-03-20", versions=[version])
    assert found.the("assessment")["due_on"] == due_on


@pytest.mark.rule("PET-88", "PET-89", "PET-90")
def test_a_step_down_meeting_is_due_in_10_working_days_over_the_late_may_holiday(ask):
    decided = happened("cp_step_down_decided", "2026-05-14")
    meeting = ask("peterborough", decided, today="2026-05-14").the("initial_meeting")
    assert meeting["due_on"] == "2026-05-29"
    assert meeting["rule"] == {
        "setting": "cp_stepdown_meeting_max",
        "amount": 10,
        "unit": "working_days",
    }
    assert preset("peterborough").get("cp_stepdown_plan_author") == "conference_chair"


PLANNED = happened("meeting_held", "2026-03-31", kind="initial")
AGREED = {"review_interval": {"amount": 3, "unit": "months"}}
LONGER = {
    "setting": "review_interval_max",
    "amount": 5,
    "unit": "months",
    "approved_on": "2026-06-10",
}


@pytest.mark.rule("PET-33", "PET-34")
def test_three_months_from_31_march_end_on_30_june(ask):
    review = ask("peterborough", PLANNED, today="2026-04-01", agreed=AGREED).the("review")
    assert review["due_on"] == "2026-06-30"
    assert review["amber_from"] == "2026-06-23"


@pytest.mark.rule("PET-35", "PET-36")
@pytest.mark.parametrize(
    ("today", "due_on"), [("2026-06-09", "2026-06-30"), ("2026-06-10", "2026-08-31")]
)
def test_an_exception_for_a_disabled_child_counts_from_its_approval_on(ask, today, due_on):
    found = ask(
        "peterborough",
        PLANNED,
        today=today,
        child={"cohorts": ["disabled"]},
        agreed=AGREED,
        exceptions=[LONGER],
    )
    assert found.the("review")["due_on"] == due_on


@pytest.mark.rule("PET-98", "PET-100", "PET-102", "PET-104", "PET-106", "PET-107", "PET-108")
def test_the_closing_checklists_are_those_of_the_text_in_its_order():
    procedure = preset("peterborough")
    worker = [item["cites"] for item in procedure.get("closure_checklist_sw")]
    manager = [item["cites"] for item in procedure.get("closure_checklist_manager")]
    assert worker == [f"PET-{number}" for number in range(98, 103)]
    assert manager == [f"PET-{number}" for number in range(104, 111)]
    assert procedure.get("closure_admin_user")


@pytest.mark.rule("PET-42", "PET-55", "PET-85", "PET-15")
def test_a_review_three_months_after_11_march_is_due_on_11_june(ask):
    held = happened("meeting_held", "2026-03-11", kind="review")
    assert ask("peterborough", held, today="2026-06-01").the("review")["due_on"] == "2026-06-11"
    procedure = preset("peterborough")
    assert procedure.get("review_without_meeting") == "manager_approval"
    assert "step_down_tac" in procedure.get("review_outcomes")
    assert procedure.get("step_down_panel_name") == "MASG"
    assert procedure.flag("meeting_record_signature_required")


@pytest.mark.rule("BOL-30")
@pytest.mark.parametrize(
    ("today", "standing"),
    [
        ("2026-04-28", "upcoming"),
        ("2026-04-29", "due_soon"),
        ("2026-05-13", "due_soon"),
        ("2026-05-14", "overdue"),
    ],
)
def test_a_visit_is_amber_from_4_weeks_and_overdue_after_6(ask, today, standing):
    found = ask(
        "bolton",
        happened("visit_made", "2026-04-01"),
        today=today,
        agreed={"visit_interval": {"amount": 4, "unit": "weeks"}},
    )
    visit = found.the("visit")
    assert visit["standing"] == standing
    assert (visit["target_on"], visit["amber_from"]) == ("2026-04-29", "2026-04-29")
    assert visit["due_on"] == "2026-05-13"


@pytest.mark.rule("BOL-30")
@pytest.mark.parametrize(
    ("weeks", "target_on", "due_on"),
    [
        (3, "2026-04-22", "2026-04-22"),
        (6, "2026-04-29", "2026-05-13"),
        (7, "2026-04-29", "2026-05-13"),
    ],
)
def test_a_plan_can_tighten_the_visits_and_never_loosen_them(ask, weeks, target_on, due_on):
    found = ask(
        "bolton",
        happened("visit_made", "2026-04-01"),
        today="2026-04-02",
        agreed={"visit_interval": {"amount": weeks, "unit": "weeks"}},
    )
    visit = found.the("visit")
    assert (visit["target_on"], visit["due_on"]) == (target_on, due_on)


@pytest.mark.rule("BOL-15", "BOL-16", "BOL-11", "BOL-50", "BOL-05")
def test_the_first_child_action_meeting_has_no_date_of_its_own(ask):
    found = ask(
        "bolton",
        happened("assessment_completed", "2026-06-01"),
        happened("cp_step_down_decided", "2026-06-09"),
        today="2026-06-09",
    )
    assert found.of("initial_meeting") == []
    procedure = preset("bolton")
    assert procedure.get("initial_meeting_chair_role") == "line_manager"
    assert procedure.get("initial_meeting_chair_role_cp_stepdown") == "lead_professional"
    assert procedure.get("pre_meeting_visit") == "required"
    assert procedure.get("meeting_case_note_heading") == "Child Action Meeting"
    assert procedure.get("smart_definition")["R"] == "Related to the assessment"


@pytest.mark.rule("BOL-52", "BOL-53", "BOL-54", "BOL-33", "BOL-55")
def test_a_child_action_meeting_sets_no_date_for_sending_out_the_plan(ask):
    found = ask("bolton", happened("meeting_held", "2026-07-15"), today="2026-08-15")
    assert found.of("plan_circulation") == []
    assert found.of("minutes_circulation") == []
    procedure = preset("bolton")
    outcomes = ("no_longer_cin", "continue_cin", "significant_harm")
    assert procedure.get("review_outcomes") == outcomes
    assert procedure.get("plan_distributor_role_initial") == "chair"
    assert procedure.get("plan_distributor_role_amended") == "lead_professional"
    assert procedure.get("closure_approver_roles") == ("team_manager",)
