"""Every obligation of the contract: what it counts from, what meets it, when it is due."""

import pytest

from cin.procedures.duties import DUTIES
from tests.procedures.cases import due, happened, of, the

A_MONDAY = "2026-06-01"
PLAN = happened("plan_started", A_MONDAY)
INITIAL_MEETING = happened("meeting_held", A_MONDAY, kind="initial")
INITIAL_VISIT = happened("visit_made", A_MONDAY, kind="initial")

# key, authority, what it counts from, the due date, what meets it
TABLE = [
    ("referral_decision", "bolton", "referral_received", "2026-06-02", "referral_accepted"),
    ("referral_decision", "bolton", "referral_received", "2026-06-02", "referral_decided"),
    ("referral_decision", "bolton", "referral_received", "2026-06-02", "case_allocated"),
    ("allocation", "rochdale", "referral_accepted", "2026-06-01", "case_allocated"),
    (
        "initial_recording",
        "rochdale",
        "case_allocated",
        "2026-06-04",
        "initial_recording_completed",
    ),
    ("safety_plan", "rochdale", INITIAL_VISIT, "2026-06-02", "safety_plan_recorded"),
    ("genogram", "rochdale", INITIAL_VISIT, "2026-06-02", "genogram_uploaded"),
    (
        "information_checks",
        "rochdale",
        "case_allocated",
        "2026-06-04",
        "information_checks_requested",
    ),
    ("checkpoint_1", "rochdale", "case_allocated", "2026-06-08", "checkpoint_1_agreed"),
    ("checkpoint_2", "rochdale", "case_allocated", "2026-07-13", "checkpoint_2_agreed"),
    ("family_network_meeting", "rochdale", "case_allocated", "2026-06-15", "fnm_held"),
    ("family_network_meeting", "rochdale", "case_allocated", "2026-06-15", "fnm_not_appropriate"),
    ("family_network_meeting", "hillingdon", INITIAL_MEETING, "2026-06-15", "fnm_held"),
    ("fnm_minutes", "rochdale", "fnm_held", "2026-06-08", "fnm_minutes_distributed"),
    ("assessment", "peterborough", "assessment_started", "2026-07-20", "assessment_submitted"),
    ("assessment", "peterborough", "assessment_started", "2026-07-20", "assessment_approved"),
    ("assessment", "bolton", "referral_received", "2026-08-03", "assessment_submitted"),
    ("assessment", "rochdale", "case_allocated", "2026-08-03", "assessment_approved"),
    ("meeting_record", "hillingdon", "meeting_held", "2026-06-03", "meeting_recorded"),
    ("plan_update", "hillingdon", "meeting_held", "2026-06-03", "plan_updated"),
    ("plan_circulation", "birmingham", "meeting_held", "2026-06-08", "plan_circulated"),
    ("minutes_circulation", "rochdale", "meeting_held", "2026-06-08", "minutes_circulated"),
    ("visit_record", "rochdale", "visit_made", "2026-06-03", "visit_recorded"),
    ("supervision", "birmingham", PLAN, "2026-07-27", "supervision_held"),
    ("group_supervision", "rochdale", PLAN, "2026-07-01", "group_supervision_held"),
    ("long_plan_clinic", "rochdale", PLAN, "2026-12-01", "clinic_held"),
    ("panel", "hillingdon", PLAN, "2027-02-01", "panel_heard"),
    (
        "panel_decision_upload",
        "hillingdon",
        "panel_heard",
        "2026-06-08",
        "panel_decisions_uploaded",
    ),
    ("manager_review", "hillingdon", PLAN, "2027-03-01", "manager_review_done"),
    ("long_plan_review", "peterborough", PLAN, "2027-06-01", "long_plan_review_held"),
    ("long_plan_authorisation", "birmingham", PLAN, "2027-06-01", "long_plan_authorised"),
    ("strategy_meeting", "rochdale", "strategy_decided", "2026-06-02", "strategy_held"),
    ("strategy_actions", "rochdale", "strategy_held", "2026-06-01", "strategy_actions_shared"),
    ("strategy_minutes", "rochdale", "strategy_held", "2026-06-02", "strategy_minutes_shared"),
    ("s47_child_seen", "rochdale", "s47_started", "2026-06-02", "s47_child_seen"),
    ("s47", "rochdale", "s47_started", "2026-06-08", "s47_completed"),
    (
        "transfer_out_information",
        "birmingham",
        "moved_out",
        "2026-06-08",
        "transfer_out_information_shared",
    ),
    (
        "transfer_out_decision",
        "birmingham",
        "transfer_out_notified",
        "2026-07-01",
        "transfer_out_decided",
    ),
    ("transfer_in_meeting", "hillingdon", "became_resident", "2026-06-29", "meeting_held"),
    (
        "transfer_in_decision",
        "birmingham",
        "transfer_in_notified",
        "2026-07-01",
        "transfer_in_decided",
    ),
    ("nrpf_connect_check", "hillingdon", "nrpf_started", "2026-08-01", "nrpf_connect_checked"),
    ("nrpf_subsistence", "hillingdon", "nrpf_started", "2026-07-01", "nrpf_subsistence_checked"),
    ("nrpf_review", "hillingdon", "nrpf_started", "2026-12-01", "nrpf_reviewed"),
]


def counted_from(start: str | dict) -> dict:
    """The event a duty counts from, with an id."""
    event = happened(start, A_MONDAY) if isinstance(start, str) else start
    return {**event, "id": "start"}


@pytest.mark.parametrize(("key", "authority", "start", "due_on", "met_by"), TABLE)
def test_an_obligation_counts_from_its_event_until_it_is_met(key, authority, start, due_on, met_by):
    event = counted_from(start)
    waiting = the(key, due(authority, event, today=A_MONDAY))
    assert str(waiting.due_on) == due_on
    assert waiting.counts_from_id == "start"
    assert waiting.standing in {"upcoming", "due_soon"}
    assert waiting.cites or authority == "bolton"
    last_day = max(due_on, A_MONDAY)
    met = of(key, due(authority, event, happened(met_by, last_day), today="2028-01-01"))[0]
    assert (met.standing, str(met.met_on)) == ("met", last_day)
    assert met.due_on == waiting.due_on


@pytest.mark.parametrize(("key", "authority", "start", "due_on", "met_by"), TABLE)
def test_an_obligation_without_its_limit_does_not_arise(key, authority, start, due_on, met_by):
    event = counted_from(start)
    setting = the(key, due(authority, event, today=A_MONDAY)).rule.setting
    assert of(key, due(authority, event, today=A_MONDAY, settings={setting: None})) == []


def test_every_key_of_the_contract_has_a_duty_and_a_test():
    special = {
        "joint_visit",
        "initial_visit",
        "reassessment",
        "initial_meeting",
        "review",
        "early_review",
        "visit",
        "internal_transfer",
        "nrpf_home_visit",
        "private_fostering_visit",
        "eighteenth_birthday",
        "post_closure_contact",
    }
    keys = [duty.key for duty in DUTIES]
    assert len(keys) == len(set(keys)) == 48
    assert {row[0] for row in TABLE} | special == set(keys)


@pytest.mark.parametrize("mode", ["off", "expected", "required"])
def test_no_family_network_meeting_is_due_where_none_is_used(mode):
    allocated = happened("case_allocated", A_MONDAY)
    found = due("rochdale", allocated, today=A_MONDAY, settings={"fnm_mode": mode})
    assert bool(of("family_network_meeting", found)) is (mode != "off")


@pytest.mark.rule("HIL-25")
def test_a_family_network_meeting_held_before_the_initial_meeting_meets_it():
    found = due("hillingdon", happened("fnm_held", "2026-05-20"), INITIAL_MEETING, today=A_MONDAY)
    assert the("family_network_meeting", found).standing == "met"


@pytest.mark.rule("BIR-81")
def test_information_shared_before_the_move_is_in_time():
    shared = happened("transfer_out_information_shared", "2026-05-20")
    found = due("birmingham", shared, happened("moved_out", A_MONDAY), today=A_MONDAY)
    assert the("transfer_out_information", found).standing == "met"
