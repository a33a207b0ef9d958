"""The pages on which circumstances, changes and longer times are read and recorded."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alerts.models import Deadline
from alerts.services.deadlines import recompute
from cases.models import Change, Circumstance, LongerTime
from cases.services.changes import ChangeDetails, record_change
from cases.services.circumstances import CircumstanceDetails, record_circumstance
from cases.services.exceptions import (
    LongerTimeDetails,
    approve_longer_time,
    ask_longer_time,
)
from cin.audit.models import RecordView
from cin.core import clock
from cin.procedures.durations import Duration
from desk.selectors.decisions import waiting_for
from tests.alerts.test_tiers import depart
from tests.cases.browsing import open_page, queries_to_open, send, words
from tests.cases.test_circumstances import FOSTERED
from tests.stories import allocated, build_house, moment, supported

pytestmark = pytest.mark.django_db


def page_of(case):
    return reverse("cases:circumstances", args=[case.pk])


def ask(house, case, **more):
    details = LongerTimeDetails(
        duration=Duration.parse("8 weeks"),
        reason="Settled at school",
        holds_from=clock.today(),
        **more,
    )
    return ask_longer_time(
        case_id=case.pk, actor=house.sw, limit="review_interval", details=details
    )


def changed(house, case):
    details = ChangeDetails(
        happened_on=clock.today(),
        note="He moved back in.",
        needs_assessment=True,
        assessment_reason="The home is another.",
    )
    return record_change(
        case_id=case.pk, actor=house.sw, kind="significant_change", details=details
    )


def test_the_page_says_what_sets_the_case_apart_and_who_recorded_it(house):
    case = allocated(house)
    details = CircumstanceDetails(
        starts_on=clock.today(), note="Notified by <b>the aunt</b>.", **FOSTERED
    )
    record_circumstance(case_id=case.pk, actor=house.sw, kind="private_fostering", details=details)
    changed(house, case)
    ask(house, case)
    response = open_page(house.sw, page_of(case))
    text = words(response)
    assert "Private fostering Now" in text
    assert "Notified by <b>the aunt</b>." in text
    assert "New assessment Needed: The home is another." in text
    assert "Waiting for a decision" in text
    assert "Time between reviews: 4 weeks by the procedure" in text
    assert "<b>the aunt" not in response.content.decode()
    assert RecordView.objects.filter(case_id=case.pk, page="circumstances").count() == 1


def test_the_page_says_where_no_limit_may_be_longer():
    house = build_house("bolton")
    depart(house, review_interval_exception_allowed=False)
    text = words(open_page(house.sw, page_of(allocated(house))))
    assert "The procedure of Bolton lets no limit be longer for this child." in text


def test_the_page_costs_the_same_for_one_fact_as_for_several(house):
    case = allocated(house)
    changed(house, case)
    few = queries_to_open(house.sw, page_of(case))
    for _ in range(4):
        changed(house, case)
    assert queries_to_open(house.sw, page_of(case)) == few


def test_what_a_circumstance_does_stands_on_its_page_and_its_dates_follow():
    house = build_house("hillingdon")
    case = allocated(house)
    address = reverse("cases:record_circumstance", args=[case.pk, "nrpf_cin"])
    text = words(open_page(house.sw, address))
    assert "NRPF Connect check every 2 months." in text
    today = clock.today().strftime("%d/%m/%Y")
    response = send(house.sw, address, {"starts_on": today, "note": "Status refused."})
    assert response["Location"] == page_of(case)
    assert Circumstance.objects.get().kind == "nrpf_cin"
    assert "NRPF Connect check done" in words(open_page(house.sw, page_of(case)))
    assert "welfare" in words(open_page(house.sw, reverse("desk:case", args=[case.pk])))


def test_a_report_for_the_court_needs_its_day(house):
    case = allocated(house)
    address = reverse("cases:record_circumstance", args=[case.pk, "private_law"])
    answers = {
        "starts_on": clock.today().strftime("%d/%m/%Y"),
        "note": "Contact dispute, O'Neill.",
        "court_report": "s7",
    }
    refused = send(house.sw, address, answers)
    assert "the day by which the court expects the report" in words(refused)
    assert "Contact dispute" in words(refused)
    due = (clock.today() + timedelta(days=60)).strftime("%d/%m/%Y")
    assert send(house.sw, address, {**answers, "report_due_on": due}).status_code == 302
    assert send(house.sw, address, {**answers, "court_report": "none"}).status_code == 200
    assert "Report expected by" in words(open_page(house.sw, page_of(case)))


def test_a_significant_change_is_recorded_and_declined_by_the_manager(house):
    case = allocated(house)
    address = reverse("cases:record_change", args=[case.pk, "significant_change"])
    assert "early review is asked for" in words(open_page(house.sw, address))
    answers = {
        "happened_on": clock.today().strftime("%d/%m/%Y"),
        "note": "He moved back in.",
        "needs_assessment": "no",
        "assessment_reason": "Known already.",
    }
    assert send(house.sw, address, answers)["Location"] == page_of(case)
    row = Change.objects.get()
    decline = reverse("cases:decline_early_review", args=[row.pk])
    assert open_page(house.sw, decline).status_code == 403
    assert decline in open_page(house.tm, page_of(case)).content.decode()
    assert send(house.tm, decline, {"reason": "Known."}).status_code == 302
    assert open_page(house.tm, decline).status_code == 409
    withdraw = reverse("cases:withdraw_change", args=[row.pk])
    assert send(house.sw, withdraw, {"reason": "Another family."}).status_code == 302
    assert "Another family." in words(open_page(house.sw, page_of(case)))


def test_a_longer_time_is_asked_for_decided_and_explained_on_the_dates_page(house):
    with clock.at(moment("2026-03-18")):
        case = supported(house)
        recompute([case.pk])
        row = Deadline.objects.get(case=case, key="review", met_on=None)
        why = reverse("desk:deadline", args=[case.pk, row.pk])
        ask_page = reverse("cases:ask_longer_time", args=[case.pk, "review_interval"])
        assert ask_page in open_page(house.sw, why).content.decode()
        answers = {"duration_amount": "8", "duration_unit": "weeks", "reason": "Settled at school"}
        answers["holds_from"] = "18/03/2026"
        assert send(house.sw, ask_page, answers)["Location"] == page_of(case)
        assert open_page(house.sw, ask_page).status_code == 409
        asked = LongerTime.objects.get()
        decide = reverse("cases:decide_longer_time", args=[asked.pk])
        assert decide in open_page(house.tm, page_of(case)).content.decode()
        assert open_page(house.sw, decide).status_code == 403
        sent = send(house.tm, decide, {"decision": "approve", "reason": "Agreed in supervision"})
        assert sent.status_code == 302
        recompute([case.pk])
        text = words(open_page(house.sw, why))
    assert "8 weeks as approved for this child" in text
    assert "Settled at school. Approved by TM of Rochdale on Wednesday 18 March 2026" in text
    assert "Agreed in supervision" in text


def test_the_dates_page_says_where_no_longer_time_is_allowed():
    house = build_house("hillingdon")
    case = allocated(house)
    recompute([case.pk])
    row = Deadline.objects.get(case=case, key="assessment")
    text = words(open_page(house.sw, reverse("desk:deadline", args=[case.pk, row.pk])))
    assert "The procedure allows no longer time for this." in text


def test_the_manager_declines_an_early_review_from_the_page_of_its_date(house):
    case = allocated(house)
    row = changed(house, case)
    recompute([case.pk])
    deadline = Deadline.objects.get(case=case, key="early_review")
    why = reverse("desk:deadline", args=[case.pk, deadline.pk])
    assert "A manager can decide" in words(open_page(house.sw, why))
    decline = reverse("cases:decline_early_review", args=[row.pk])
    assert decline in open_page(house.tm, why).content.decode()


def test_a_request_waits_for_those_who_may_decide_and_not_for_others(house):
    case = allocated(house)
    asked = ask(house, case)
    for person, waits in ((house.tm, True), (house.sm, True), (house.tm2, False)):
        waiting = [each.what for each in waiting_for(person)]
        assert ("Longer time to decide on" in waiting) is waits
    text = words(open_page(house.tm, reverse("desk:case", args=[case.pk])))
    assert "Decide on a longer time: time between reviews" in text
    approve_longer_time(longer_time_id=asked.pk, actor=house.tm, reason="Yes.")
    withdraw = reverse("cases:withdraw_longer_time", args=[asked.pk])
    assert open_page(house.sw, withdraw).status_code == 403
    assert send(house.tm, withdraw, {"reason": "No longer."}).status_code == 302
    assert open_page(house.tm, withdraw).status_code == 409


def test_ending_and_withdrawing_a_circumstance_by_its_pages(house):
    case = allocated(house)
    details = CircumstanceDetails(starts_on=clock.today(), note="Moved to the team.")
    row = record_circumstance(case_id=case.pk, actor=house.sw, kind="cwd_team", details=details)
    end = reverse("cases:end_circumstance", args=[row.pk])
    today = clock.today().strftime("%d/%m/%Y")
    assert send(house.sw, end, {"ends_on": today, "reason": "Moved back."}).status_code == 302
    assert open_page(house.sw, end).status_code == 409
    withdraw = reverse("cases:withdraw_circumstance", args=[row.pk])
    assert send(house.sw, withdraw, {"reason": "By mistake."}).status_code == 302
    assert open_page(house.sw, withdraw).status_code == 409
    assert "By mistake." in words(open_page(house.sw, page_of(case)))


def test_other_teams_and_unknown_kinds_are_not_found(house):
    case = allocated(house)
    row = changed(house, case)
    asked = ask(house, case)
    addresses = [
        page_of(case),
        reverse("cases:record_circumstance", args=[case.pk, "nrpf_cin"]),
        reverse("cases:record_change", args=[case.pk, "moved_out"]),
        reverse("cases:withdraw_change", args=[row.pk]),
        reverse("cases:ask_longer_time", args=[case.pk, "review_interval"]),
        reverse("cases:decide_longer_time", args=[asked.pk]),
    ]
    assert {open_page(house.sw3, address).status_code for address in addresses} == {404}
    for name in ("record_circumstance", "record_change", "ask_longer_time"):
        unknown = reverse(f"cases:{name}", args=[case.pk, "anything"])
        assert open_page(house.sw, unknown).status_code == 404


def test_only_managers_are_offered_what_managers_record(house):
    case = allocated(house)
    died = reverse("cases:record_change", args=[case.pk, "child_died"])
    assert open_page(house.sw, died).status_code == 403
    assert died not in open_page(house.sw, page_of(case)).content.decode()
    assert died in open_page(house.tm, page_of(case)).content.decode()
