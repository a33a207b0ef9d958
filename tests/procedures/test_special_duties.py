"""The obligations that arise only for some children, or have a shape of their own."""

from datetime import date

import pytest

from cin.procedures.calendar import CalendarEnds
from cin.procedures.obligations import obligations
from cin.procedures.reading import read_case
from tests.procedures.cases import due, happened, of, the

A_MONDAY = "2026-06-01"
PLAN = happened("plan_started", A_MONDAY)


@pytest.mark.rule("PET-74", "PET-75")
@pytest.mark.parametrize(
    ("proposed", "agreed", "due_on"),
    [
        (True, {}, "2026-06-08"),
        (False, {}, None),
        (True, {"retained_for_short_work": True}, None),
    ],
)
def test_a_transfer_is_due_only_where_it_was_proposed_and_the_case_not_kept(
    proposed, agreed, due_on
):
    events = [happened("assessment_completed", A_MONDAY)]
    events += [happened("transfer_proposed", A_MONDAY)] if proposed else []
    found = of("internal_transfer", due("peterborough", *events, today=A_MONDAY, agreed=agreed))
    assert [str(obligation.due_on) for obligation in found] == ([due_on] if due_on else [])


@pytest.mark.rule("ROC-131")
def test_an_assessment_is_renewed_within_a_year_while_a_plan_runs():
    approved = happened("assessment_approved", A_MONDAY)
    assert of("reassessment", due("rochdale", approved)) == []
    reassessment = the("reassessment", due("rochdale", approved, PLAN))
    assert str(reassessment.due_on) == "2027-06-01"
    assert str(reassessment.amber_from) == "2027-04-06"
    ended = happened("plan_ended", "2026-09-01")
    assert of("reassessment", due("rochdale", approved, PLAN, ended)) == []


@pytest.mark.rule("ROC-128", "ROC-161")
@pytest.mark.parametrize("change", ["significant_change", "planned_move"])
@pytest.mark.parametrize("answer", ["meeting_held", "early_review_declined"])
def test_a_change_opens_a_task_without_a_date_until_it_is_answered(change, answer):
    changed = happened(change, A_MONDAY)
    task = the("early_review", due("rochdale", changed, today="2026-07-01"))
    assert (task.due_on, task.standing) == (None, "due_soon")
    assert task.as_data()["rule"] == {"setting": "early_review_on", "amount": None, "unit": None}
    found = due("rochdale", changed, happened(answer, "2026-06-03"), today="2026-07-01")
    assert the("early_review", found).standing == "met"


@pytest.mark.rule("HIL-32")
def test_a_planned_move_calls_for_no_early_review_where_the_procedure_does_not_say_so():
    assert of("early_review", due("hillingdon", happened("planned_move", A_MONDAY))) == []


def test_tasks_without_a_date_come_last():
    found = due("rochdale", happened("significant_change", A_MONDAY), PLAN)
    assert [obligation.key for obligation in found][-1] == "early_review"


@pytest.mark.rule("HIL-44")
def test_only_destitute_children_have_nrpf_home_visits():
    started = happened("nrpf_started", A_MONDAY)
    child = {"cohorts": ["nrpf_only"]}
    assert str(the("nrpf_home_visit", due("hillingdon", started, child=child)).due_on) == (
        "2026-09-01"
    )
    assert of("nrpf_home_visit", due("hillingdon", started)) == []
    assert of("nrpf_connect_check", due("hillingdon", started, child=child)) == []


def test_a_recurring_check_counts_from_the_last_one():
    started = happened("nrpf_started", A_MONDAY)
    checks = [happened("nrpf_subsistence_checked", day) for day in ("2026-06-20", "2026-07-21")]
    found = of("nrpf_subsistence", due("hillingdon", started, *checks, today="2026-07-22"))
    assert [(str(o.due_on), o.standing) for o in found] == [
        ("2026-07-01", "met"),
        ("2026-07-20", "met_late"),
        ("2026-08-21", "upcoming"),
    ]


NOTIFIED = happened("pf_notified", "2026-06-01")
STARTED = happened("pf_arrangement_started", "2026-06-20")


@pytest.mark.rule("ROC-152", "ROC-153", "ROC-154", "ROC-155")
@pytest.mark.parametrize(
    ("events", "setting", "due_on"),
    [
        ([], "pf_initial_visit_max", "2026-06-03"),
        (["2026-06-02"], "pf_visit_interval_assessment", "2026-06-09"),
        (["2026-06-22"], "pf_visit_interval_year1", "2026-08-03"),
        (["2027-06-20"], "pf_visit_interval_later", "2027-09-12"),
    ],
)
def test_private_fostering_visits_grow_rarer(events, setting, due_on):
    visits = [happened("visit_made", day, kind="private_fostering") for day in events]
    found = due("rochdale", NOTIFIED, STARTED, *visits, today="2027-06-21")
    last = of("private_fostering_visit", found)[-1]
    assert (last.rule.setting, str(last.due_on)) == (setting, due_on)


@pytest.mark.rule("ROC-153")
def test_private_fostering_visits_are_weekly_while_an_assessment_is_open():
    assessing = happened("assessment_started", "2026-06-21")
    visit = happened("visit_made", "2026-06-22", kind="private_fostering")
    found = due("rochdale", NOTIFIED, STARTED, assessing, visit, today="2026-06-23")
    assert str(of("private_fostering_visit", found)[-1].due_on) == "2026-06-29"
    approved = happened("assessment_approved", "2026-06-22")
    found = due("rochdale", NOTIFIED, STARTED, assessing, approved, visit, today="2026-06-23")
    assert str(of("private_fostering_visit", found)[-1].due_on) == "2026-08-03"


def test_elsewhere_the_first_private_fostering_visit_is_due_in_the_national_7_working_days():
    visit = the("private_fostering_visit", due("bolton", NOTIFIED))
    assert str(visit.due_on) == "2026-06-10"
    assert "Children (Private Arrangements for Fostering) Regulations 2005" in visit.explanation


@pytest.mark.rule("ROC-172")
def test_a_plan_ceases_on_the_18th_birthday():
    child = {"born_on": "2010-02-28"}
    birthday = the("eighteenth_birthday", due("rochdale", child=child, today="2026-06-01"))
    assert (str(birthday.due_on), str(birthday.amber_from)) == ("2028-02-28", "2027-08-28")
    assert birthday.last_working_day_before is None
    assert "the child's 18th birthday" in birthday.explanation
    closed = happened("case_closed", "2028-02-28")
    found = due("rochdale", closed, child=child, today="2028-03-01")
    assert the("eighteenth_birthday", found).standing == "met"
    assert due("bolton", child=child) == []


def test_a_birthday_beyond_the_calendar_is_no_reason_to_refuse():
    birthday = the("eighteenth_birthday", due("rochdale", child={"born_on": "2020-02-29"}))
    assert str(birthday.due_on) == "2038-02-28"


@pytest.mark.rule("ROC-185")
@pytest.mark.parametrize(("today", "standing"), [("2026-06-02", "upcoming"), ("2026-08-25", "met")])
def test_after_closing_to_early_help_the_family_may_call_for_12_weeks(today, standing):
    closed = happened("case_closed", A_MONDAY, destination="early_help")
    window = the("post_closure_contact", due("rochdale", closed, today=today))
    assert (str(window.due_on), window.standing) == ("2026-08-24", standing)
    universal = happened("case_closed", A_MONDAY, destination="universal")
    assert of("post_closure_contact", due("rochdale", universal, today=today)) == []


@pytest.mark.rule("ROC-147", "ROC-148", "ROC-150")
@pytest.mark.parametrize("cohort", ["workbook_exempt", "cwd_team", "private_law"])
def test_children_in_special_circumstances_have_no_group_supervision(cohort):
    assert of("group_supervision", due("rochdale", PLAN, child={"cohorts": [cohort]})) == []
    disabled = due("rochdale", PLAN, child={"cohorts": ["disabled"]})
    assert of("group_supervision", disabled)
    without = due("rochdale", PLAN, settings={"workbook_enabled": False})
    assert of("group_supervision", without) == []


@pytest.mark.rule("PET-47", "BOL-48", "BIR-65", "HIL-102")
@pytest.mark.parametrize(
    ("authority", "exempt"),
    [
        ("peterborough", {"long_plan_review"}),
        ("bolton", {"long_plan_review"}),
        ("birmingham", {"long_plan_review", "long_plan_authorisation"}),
        ("hillingdon", set()),
    ],
)
def test_plans_for_longer_term_support_are_exempt_where_the_text_says_so(authority, exempt):
    before = {o.key for o in due(authority, PLAN)}
    after = {o.key for o in due(authority, PLAN, agreed={"long_term_support": True})}
    assert before - after == exempt


@pytest.mark.rule("HIL-110", "HIL-112")
def test_a_plan_of_8_months_goes_to_the_next_panel():
    panels = {"panel_dates": ["2027-01-20", "2027-02-17"]}
    assert str(the("panel", due("hillingdon", PLAN, settings=panels)).due_on) == "2027-02-17"
    without = due("hillingdon", PLAN, settings={"panel_enabled": False})
    assert of("panel", without) == []


def test_dates_of_sittings_that_have_run_out_leave_the_time_itself():
    clinics = {"long_plan_clinic_dates": ["2026-09-16"]}
    clinic = the("long_plan_clinic", due("rochdale", PLAN, settings=clinics))
    assert str(clinic.due_on) == "2026-12-01"


@pytest.mark.rule("HIL-112")
@pytest.mark.parametrize(
    ("dates", "every", "due_on"),
    [
        (["2026-09-16"], {"amount": 1, "unit": "months"}, "2027-02-16"),
        (["2026-09-16"], {"amount": 2, "unit": "months"}, "2027-03-16"),
        (["2026-09-06"], {"amount": 1, "unit": "months"}, "2027-02-08"),
        (["2026-09-16", "2027-01-20"], {"amount": 1, "unit": "months"}, "2027-02-22"),
        (["2026-09-16"], {"amount": 999, "unit": "months"}, "2027-02-01"),
        (["2026-09-16"], None, "2027-02-01"),
    ],
)
def test_panels_go_on_at_their_interval_after_the_last_date_entered(dates, every, due_on):
    panels = {"panel_dates": dates, "panel_interval": every}
    assert str(the("panel", due("hillingdon", PLAN, settings=panels)).due_on) == due_on


@pytest.mark.rule("PET-76")
def test_a_transfer_proposed_after_the_first_meeting_follows_from_no_assessment():
    events = [
        happened("assessment_completed", "2026-06-01"),
        happened("meeting_held", "2026-06-05", kind="initial"),
    ]
    late = happened("transfer_proposed", "2026-11-02")
    early = happened("transfer_proposed", "2026-06-05")
    assert of("internal_transfer", due("peterborough", *events, late)) == []
    assert str(the("internal_transfer", due("peterborough", *events, early)).due_on) == "2026-06-08"


PAPERS = [
    happened("visit_made", "2026-06-02", id="first", kind="initial"),
    happened("visit_recorded", "2026-06-02", of="first"),
    happened("consent_recorded", "2026-06-02"),
    happened("case_summary_written", "2026-06-03"),
    happened("genogram_uploaded", "2026-06-02"),
    happened("safety_plan_recorded", "2026-06-04"),
]


@pytest.mark.rule("ROC-47", "ROC-48")
def test_the_papers_of_the_first_visit_are_complete_with_the_last_of_them():
    allocated = happened("case_allocated", "2026-06-01")
    papers = the("initial_recording", due("rochdale", allocated, *PAPERS))
    assert (str(papers.due_on), str(papers.met_on), papers.standing) == (
        "2026-06-04",
        "2026-06-04",
        "met",
    )
    for missing in PAPERS:
        there = [paper for paper in PAPERS if paper is not missing]
        if missing is not PAPERS[0]:
            found = the("initial_recording", due("rochdale", allocated, *there))
            assert found.standing == "overdue", missing


def test_noting_that_the_papers_are_complete_counts_as_before():
    allocated = happened("case_allocated", "2026-06-01")
    noted = happened("initial_recording_completed", "2026-06-03")
    papers = the("initial_recording", due("rochdale", allocated, noted, *PAPERS))
    assert str(papers.met_on) == "2026-06-03"


@pytest.mark.parametrize("named", [False, True])
def test_an_approval_without_a_submission_finishes_its_own_assessment(named):
    def of_assessment(name):
        return {"of": name} if named else {}

    events = [
        happened("assessment_started", "2026-01-05", id="first"),
        happened("assessment_approved", "2026-02-02", **of_assessment("first")),
        happened("assessment_started", "2026-03-02", id="second"),
        happened("assessment_submitted", "2026-03-09", **of_assessment("second")),
        happened("assessment_approved", "2026-03-10", **of_assessment("second")),
        happened("assessment_started", "2026-04-01", id="third"),
    ]
    found = {row.counts_from_id: row for row in of("assessment", due("peterborough", *events))}
    assert {name: str(row.met_on) for name, row in found.items()} == {
        "first": "2026-02-02",
        "second": "2026-03-09",
        "third": "None",
    }


@pytest.mark.parametrize("versions", [[], [{"effective_from": "2020-01-01", "settings": {}}]])
def test_what_lies_beyond_the_calendar_is_named_and_the_rest_of_its_kind_is_given(versions):
    visits = [happened("visit_made", day) for day in ("2028-11-20", "2028-12-11")]
    case = read_case({"authority": "birmingham", "events": visits, "versions": versions})
    today, unclear = date(2028, 12, 12), {}
    with pytest.raises(CalendarEnds):
        obligations(case.facts, case.book, case.calendar, today)
    found = obligations(case.facts, case.book, case.calendar, today, unclear=unclear)
    assert [str(row.met_on) for row in of("visit", found)] == ["2028-12-11"]
    assert list(unclear) == ["visit"]
