"""The worked examples of Hillingdon and Birmingham: every date, through the command."""

import pytest

from cin.procedures.book import preset
from tests.procedures.cases import happened

DECIDED = happened("plan_decided", "2026-02-17")
COMPLETED = happened("assessment_completed", "2026-02-27")
LAST_VISIT = happened("visit_made", "2026-03-26")


@pytest.mark.rule("HIL-29", "HIL-54")
@pytest.mark.parametrize(
    ("trigger", "today", "due_on"),
    [
        ("earliest", "2026-02-28", "2026-03-03"),
        ("earliest", "2026-02-20", "2026-03-03"),
        ("assessment_completed", "2026-02-28", "2026-03-13"),
        ("latest", "2026-02-28", "2026-03-13"),
    ],
)
def test_the_initial_meeting_counts_from_the_event_the_procedure_chooses(
    ask, trigger, today, due_on
):
    settings = {"initial_meeting_trigger": trigger}
    found = ask("hillingdon", DECIDED, COMPLETED, today=today, settings=settings)
    assert found.the("initial_meeting")["due_on"] == due_on


@pytest.mark.rule("HIL-29", "HIL-54")
def test_the_later_of_the_two_dates_is_shown_beside_the_earlier(ask):
    meeting = ask("hillingdon", DECIDED, COMPLETED, today="2026-02-28").the("initial_meeting")
    assert meeting["others"] == [{"setting": "initial_meeting_max", "due_on": "2026-03-13"}]


@pytest.mark.rule("HIL-52")
def test_a_child_is_visited_at_least_every_3_weeks(ask):
    visit = ask("hillingdon", LAST_VISIT, today="2026-03-27").the("visit")
    assert visit["due_on"] == "2026-04-16"
    assert visit["amber_from"] == "2026-04-09"


@pytest.mark.rule("HIL-53")
def test_a_plan_of_2_weeks_brings_the_visit_forward(ask):
    agreed = {"visit_interval": {"amount": 2, "unit": "weeks"}}
    visit = ask("hillingdon", LAST_VISIT, today="2026-03-27", agreed=agreed).the("visit")
    assert visit["due_on"] == "2026-04-09"
    assert visit["others"] == [{"setting": "visit_interval_max", "due_on": "2026-04-16"}]


@pytest.mark.rule("HIL-33", "HIL-51")
def test_a_plan_of_4_weeks_counts_only_where_the_procedure_allows_4(ask):
    four_weeks = {"amount": 4, "unit": "weeks"}
    agreed = {"visit_interval": four_weeks}
    visit = ask("hillingdon", LAST_VISIT, today="2026-03-27", agreed=agreed).the("visit")
    assert visit["due_on"] == "2026-04-16"
    settings = {"visit_interval_max": four_weeks}
    looser = ask("hillingdon", LAST_VISIT, today="2026-03-27", agreed=agreed, settings=settings)
    assert looser.the("visit")["due_on"] == "2026-04-23"


@pytest.mark.rule("HIL-52", "HIL-51")
@pytest.mark.parametrize("cohort", ["disabled", "nrpf_cin"])
def test_a_disabled_child_without_an_agreed_interval_has_4_weeks_and_a_warning(ask, cohort):
    child = {"cohorts": [cohort]}
    visit = ask("hillingdon", LAST_VISIT, today="2026-03-27", child=child).the("visit")
    assert visit["due_on"] == "2026-04-23"
    assert visit["warnings"] == ["visit interval not agreed"]
    assert "visit interval not agreed" in visit["explanation"]


@pytest.mark.rule("HIL-25", "HIL-28", "HIL-18", "HIL-26")
def test_a_family_network_meeting_is_due_10_working_days_after_the_initial_meeting(ask):
    held = happened("meeting_held", "2026-05-20", kind="initial")
    meeting = ask("hillingdon", held, today="2026-05-21").the("family_network_meeting")
    assert meeting["due_on"] == "2026-06-04"
    assert not preset("hillingdon").flag("fnm_in_person_required")


@pytest.mark.rule("HIL-56", "HIL-57")
def test_a_meeting_is_amber_after_4_weeks_and_due_after_6(ask):
    held = happened("meeting_held", "2026-07-21")
    review = ask("hillingdon", held, today="2026-07-22").the("review")
    assert (review["target_on"], review["amber_from"]) == ("2026-08-18", "2026-08-18")
    assert review["due_on"] == "2026-09-01"


@pytest.mark.rule("HIL-35", "HIL-58")
@pytest.mark.parametrize(
    ("agreed", "due_on"),
    [({}, "2026-10-21"), ({"review_interval": {"amount": 8, "unit": "weeks"}}, "2026-09-15")],
)
@pytest.mark.parametrize("kind", ["initial", "review"])
def test_a_disabled_child_has_3_months_or_what_the_manager_recorded(ask, kind, agreed, due_on):
    held = happened("meeting_held", "2026-07-21", kind=kind)
    child = {"cohorts": ["disabled"]}
    found = ask("hillingdon", held, today="2026-07-22", child=child, agreed=agreed)
    assert found.the("review")["due_on"] == due_on


@pytest.mark.rule("HIL-40", "HIL-41", "HIL-42")
def test_a_destitute_child_with_a_concern_has_three_cycles(ask):
    started = happened("nrpf_started", "2026-01-15")
    found = ask("hillingdon", started, today="2026-01-15", child={"cohorts": ["nrpf_cin"]})
    assert {entry["key"]: entry["due_on"] for entry in found} == {
        "nrpf_subsistence": "2026-02-15",
        "nrpf_connect_check": "2026-03-15",
        "nrpf_review": "2026-07-15",
    }
    assert found.the("nrpf_subsistence")["last_working_day_before"] == "2026-02-13"


@pytest.mark.rule("HIL-43", "HIL-44", "HIL-45", "HIL-46")
def test_a_child_in_need_only_through_destitution_has_no_plan_visits_or_reviews(ask):
    found = ask(
        "hillingdon",
        happened("nrpf_started", "2026-01-15"),
        happened("assessment_completed", "2026-01-15"),
        happened("visit_made", "2026-01-15"),
        happened("meeting_held", "2026-01-15"),
        today="2026-01-15",
        child={"cohorts": ["nrpf_only"]},
    )
    cycles = {entry["key"]: entry["due_on"] for entry in found if entry["key"][:4] == "nrpf"}
    assert cycles == {
        "nrpf_home_visit": "2026-04-15",
        "nrpf_subsistence": "2026-04-15",
        "nrpf_review": "2026-07-15",
    }
    assert not {"visit", "review", "initial_meeting"} & {entry["key"] for entry in found}


@pytest.mark.rule("HIL-138", "HIL-136")
def test_a_family_that_moved_in_has_its_meeting_within_20_working_days(ask):
    resident = happened("became_resident", "2026-08-17")
    meeting = ask("hillingdon", resident, today="2026-08-17").the("transfer_in_meeting")
    assert meeting["due_on"] == "2026-09-15"
    assert preset("hillingdon").get("transfer_dispute_role") == "service_manager"


@pytest.mark.rule("BIR-27", "BIR-28", "BIR-29", "BIR-59")
def test_the_initial_meeting_is_due_in_10_working_days_and_the_review_in_3_months(ask):
    found = ask(
        "birmingham",
        happened("assessment_completed", "2026-03-23"),
        happened("meeting_held", "2026-04-08", kind="initial"),
        today="2026-04-09",
    )
    meeting = found.the("initial_meeting")
    assert (meeting["due_on"], meeting["standing"]) == ("2026-04-08", "met")
    review = found.the("review")
    assert (review["due_on"], review["amber_from"]) == ("2026-07-08", "2026-07-01")
    procedure = preset("birmingham")
    assert procedure.get("initial_meeting_chair_role") == "social_worker"
    assert procedure.get("chair_escalation_roles") == ("team_manager", "senior_practitioner")
    assert procedure.get("plan_approval") == "after_meeting"


@pytest.mark.rule("BIR-109", "BIR-108")
@pytest.mark.parametrize(
    ("today", "standing"),
    [("2026-04-27", "upcoming"), ("2026-04-28", "due_soon"), ("2026-05-07", "overdue")],
)
def test_a_plan_is_discussed_in_supervision_every_8_weeks(ask, today, standing):
    held = happened("supervision_held", "2026-03-11")
    supervision = ask("birmingham", held, today=today).the("supervision")
    assert (supervision["due_on"], supervision["standing"]) == ("2026-05-06", standing)
    assert supervision["amber_from"] == "2026-04-28"


@pytest.mark.rule("BIR-109")
def test_without_any_supervision_the_8_weeks_count_from_the_start_of_the_plan(ask):
    started = happened("plan_started", "2026-03-11")
    assert ask("birmingham", started, today="2026-03-12").the("supervision")["due_on"] == (
        "2026-05-06"
    )


@pytest.mark.rule("BIR-39", "BIR-47")
@pytest.mark.parametrize(
    ("today", "standing"),
    [
        ("2026-05-17", "upcoming"),
        ("2026-05-18", "due_soon"),
        ("2026-05-25", "due_soon"),
        ("2026-05-26", "overdue"),
    ],
)
def test_a_visit_due_on_a_bank_holiday_is_not_moved(ask, today, standing):
    found = ask(
        "birmingham",
        happened("visit_made", "2026-04-27"),
        today=today,
        agreed={"visit_interval": {"amount": 4, "unit": "weeks"}},
    )
    visit = found.the("visit")
    assert (visit["due_on"], visit["standing"]) == ("2026-05-25", standing)
    assert visit["last_working_day_before"] == "2026-05-22"
    assert visit["amber_from"] == "2026-05-18"


@pytest.mark.rule("BIR-21", "BIR-22", "BIR-23", "BIR-16", "BIR-24")
def test_birmingham_wants_consent_and_plans_after_an_unsubstantiated_enquiry():
    procedure = preset("birmingham")
    assert procedure.get("assessment_consent") == "required"
    assert "s47_not_substantiated" in procedure.get("initiation_reasons")


@pytest.mark.rule("BIR-96", "BIR-97", "BIR-98", "BIR-99", "BIR-100", "BIR-101", "BIR-105")
def test_birmingham_closes_with_summary_letters_safety_plan_and_chronology(ask):
    final = happened("meeting_held", "2026-09-10", kind="closure")
    found = ask("birmingham", final, happened("plan_ended", "2026-09-10"), today="2026-09-11")
    assert found == []
    procedure = preset("birmingham")
    steps = [item["code"] for item in procedure.get("closure_checklist_sw")]
    assert steps == ["closing_summary", "final_review", "letters", "safety_plan", "chronology"]
    assert procedure.get("closure_letters") == ("child", "parent_carer", "agency")
    assert procedure.get("review_approver_roles") == ("team_manager",)
