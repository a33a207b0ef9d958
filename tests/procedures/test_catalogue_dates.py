"""Rules of the five procedures that say by when: each as its authority published it."""

import pytest

from cin.procedures.book import preset
from tests.procedures.cases import due, due_on, happened, of, the

INITIAL_MEETING = happened("meeting_held", "2026-06-01", kind="initial")
REVIEW = happened("meeting_held", "2026-06-29", kind="review")
PLAN = happened("plan_started", "2026-06-01")


@pytest.mark.rule("PET-04", "PET-64")
def test_peterboroughs_meeting_is_due_7_days_after_the_assessment():
    found = due("peterborough", happened("assessment_completed", "2026-06-01"))
    assert due_on("initial_meeting", found) == "2026-06-08"


@pytest.mark.rule("BOL-06", "BOL-36")
def test_boltons_reviews_are_due_every_6_weeks():
    found = of("review", due("bolton", INITIAL_MEETING, REVIEW))
    assert [each.due_on.isoformat() for each in found] == ["2026-07-13", "2026-08-10"]


@pytest.mark.rule("BOL-04")
def test_boltons_visits_aim_at_4_weeks_and_are_overdue_after_6():
    visit = the("visit", due("bolton", PLAN))
    assert visit.target_on.isoformat() == "2026-06-29"
    assert visit.due_on.isoformat() == "2026-07-13"


@pytest.mark.rule("HIL-34", "HIL-35")
def test_hillingdons_reviews_are_due_well_within_3_months():
    found = of("review", due("hillingdon", INITIAL_MEETING, REVIEW))
    assert [each.due_on.isoformat() for each in found] == ["2026-07-13", "2026-08-10"]


@pytest.mark.rule("HIL-85", "HIL-88")
def test_hillingdons_meeting_is_recorded_and_the_plan_updated_within_2_working_days():
    found = due("hillingdon", INITIAL_MEETING)
    assert due_on("meeting_record", found) == "2026-06-03"
    assert due_on("plan_update", found) == "2026-06-03"


@pytest.mark.rule("HIL-64")
def test_hillingdons_manager_reviews_a_plan_that_has_run_9_months():
    assert due_on("manager_review", due("hillingdon", PLAN)) == "2027-03-01"


@pytest.mark.rule("ROC-59")
def test_rochdales_checkpoint_2_is_agreed_by_working_day_30():
    found = due("rochdale", happened("case_allocated", "2026-06-01"))
    assert due_on("checkpoint_2", found) == "2026-07-13"


@pytest.mark.rule("ROC-65")
def test_rochdales_first_meeting_after_day_45_is_pointed_out():
    allocated = happened("case_allocated", "2026-06-01")
    on_time = due("rochdale", allocated, happened("assessment_completed", "2026-07-20"))
    late = due("rochdale", allocated, happened("assessment_completed", "2026-08-03"))
    assert due_on("initial_meeting", on_time) == "2026-07-27"
    assert due_on("initial_meeting", late) == "2026-08-10"
    assert "after day 45" not in the("initial_meeting", on_time).explanation
    assert "after day 45" in the("initial_meeting", late).explanation


@pytest.mark.rule("ROC-87")
def test_rochdales_visits_may_be_closer_together_by_the_plan():
    agreed = {"visit_interval": {"amount": 1, "unit": "weeks"}}
    plain = due("rochdale", PLAN)
    closer = due("rochdale", PLAN, agreed=agreed)
    assert due_on("visit", plain) == "2026-06-29"
    assert due_on("visit", closer) == "2026-06-08"


@pytest.mark.rule("ROC-89")
def test_rochdales_visits_are_recorded_within_2_working_days():
    found = due("rochdale", happened("visit_made", "2026-06-05"))
    assert due_on("visit_record", found) == "2026-06-09"


@pytest.mark.rule("HIL-104", "BIR-102", "ROC-76", "PET-50", "BOL-52")
@pytest.mark.parametrize(
    ("slug", "wanted"),
    [
        ("peterborough", {"single_agency", "multi_agency_plan"}),
        ("bolton", {"single_agency", "multi_agency_plan"}),
        ("hillingdon", {"early_help", "no_further_services"}),
        ("birmingham", {"single_agency", "multi_agency_plan", "early_help"}),
        ("rochdale", {"eha_taf", "universal"}),
    ],
)
def test_each_authority_names_where_a_case_goes_when_it_closes(slug, wanted):
    assert wanted <= set(preset(slug).get("closure_destinations"))


@pytest.mark.rule("ROC-107", "ROC-108", "ROC-112", "ROC-113", "ROC-114")
@pytest.mark.parametrize(
    "reason",
    [
        "early_help_escalation",
        "assessed_s17_10_a_b",
        "transfer_in",
        "nrpf_destitution",
        "disabled_s17_10_c",
    ],
)
def test_rochdale_offers_the_reasons_for_which_a_plan_starts(reason):
    assert reason in preset("rochdale").get("initiation_reasons")
