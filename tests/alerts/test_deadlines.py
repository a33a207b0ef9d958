"""Stored deadlines are what the engine says, no more and no less."""

import logging
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alerts.models import Deadline, Reconciliation
from alerts.selectors.facts import facts_for
from alerts.selectors.standing import standing_of
from alerts.services import deadlines
from alerts.services.deadlines import CannotTell, recompute
from alerts.services.reconciling import reconcile
from cases.models import Case
from cin.core import clock
from cin.policy.selectors import bank_holiday_calendar, procedure_book
from cin.procedures.obligations import obligations
from tests.alerts.telling import open_visit, supported_since, visit_on
from tests.stories import allocated, build_house, moment, referred, supported, visited

pytestmark = pytest.mark.django_db


def test_the_stored_deadlines_are_those_of_the_engine(house):
    case = supported_since(house, "2026-03-18")
    case = Case.objects.select_related("child").get(pk=case.pk)
    said = obligations(
        facts_for([case])[case.pk],
        procedure_book(case.authority_id),
        bank_holiday_calendar(),
        date(2026, 3, 18),
    )
    stored = Deadline.objects.filter(case=case, withdrawn_at=None)
    assert {(row.key, row.counts_from_id, row.due_on) for row in stored} == {
        (each.key, each.counts_from_id, each.due_on) for each in said
    }
    assert len(said) > 3


@pytest.mark.rule("HIL-52")
def test_a_visit_is_due_three_weeks_after_the_plan_started(house):
    case = supported_since(house, "2026-03-18")
    assert open_visit(case).due_on == date(2026, 4, 8)
    assert "HIL-52" in open_visit(case).cites


def test_a_second_recompute_writes_nothing(house):
    case = supported_since(house, "2026-03-18")
    with clock.at(moment("2026-03-18")):
        assert recompute([case.pk]) == 0


@pytest.mark.rule("ROC-77")
def test_a_deadline_in_the_hour_that_comes_twice_is_written_once(db):
    with clock.at(moment("2026-10-24 01:45")):
        case = allocated(build_house("rochdale"))
        Case.objects.update(initial_visit_hours=24)
        recompute([case.pk])
        row = Deadline.objects.get(case=case, key="initial_visit")
        assert row.due_at == datetime(2026, 10, 25, 0, 45, tzinfo=UTC)
        assert recompute([case.pk]) == 0


def test_a_recorded_visit_meets_its_deadline_and_starts_the_next(house):
    case = supported_since(house, "2026-03-18")
    first = open_visit(case)
    visit_on(house, case, "2026-04-01")
    first.refresh_from_db()
    assert first.met_on == date(2026, 4, 1)
    assert open_visit(case).due_on == date(2026, 4, 22)


def test_a_child_who_was_not_seen_is_still_to_be_visited(house):
    case = supported_since(house, "2026-03-18")
    visit_on(
        house,
        case,
        "2026-04-01",
        seen=False,
        seen_alone=None,
        not_seen_reason="Asleep",
        voice="",
    )
    assert open_visit(case).due_on == date(2026, 4, 8)


def test_a_deadline_the_facts_no_longer_ask_for_is_withdrawn_and_kept(house):
    case = supported_since(house, "2026-03-18")
    row = open_visit(case)
    Deadline.objects.filter(pk=row.pk).update(counts_from_id="plan-of-another-time")
    with clock.at(moment("2026-03-18")):
        assert recompute([case.pk]) == 2
    row.refresh_from_db()
    assert row.withdrawn_at is not None
    assert open_visit(case).pk != row.pk


def test_a_withdrawn_deadline_comes_back_when_the_facts_ask_for_it_again(house):
    case = supported_since(house, "2026-03-18")
    row = open_visit(case)
    Deadline.objects.filter(pk=row.pk).update(withdrawn_at=clock.now())
    with clock.at(moment("2026-03-18")):
        assert recompute([case.pk]) == 1
    assert open_visit(case).pk == row.pk


def test_the_nightly_round_repairs_a_deadline_that_differs(house):
    case = supported_since(house, "2026-03-18")
    row = open_visit(case)
    Deadline.objects.filter(pk=row.pk).update(due_on=date(2030, 1, 1))
    with clock.at(moment("2026-03-19")):
        assert reconcile() == 1
        assert reconcile() == 0
    assert open_visit(case).due_on == date(2026, 4, 8)


def test_the_nightly_round_writes_down_what_it_found_and_nothing_about_anybody(house, caplog):
    caplog.set_level(logging.INFO)
    case = supported_since(house, "2026-03-18")
    supported_since(house, "2026-03-18")
    Deadline.objects.filter(case=case).update(due_on=date(2030, 1, 1))
    number = Deadline.objects.filter(case=case, withdrawn_at=None).count()
    with clock.at(moment("2026-03-19 02:30")):
        reconcile()
        reconcile()
    first, second = Reconciliation.objects.order_by("pk")
    assert (first.cases, first.differing, first.repaired, first.unclear) == (2, 1, number, 0)
    assert (second.cases, second.differing, second.repaired) == (2, 0, 0)
    assert first.authority == house.authority
    assert f"2 cases checked, 1 differed, {number} dates repaired" in caplog.text
    assert case.reference not in caplog.text


def test_the_nightly_round_goes_on_past_a_case_that_cannot_be_reckoned_with():
    house = build_house("rochdale")
    with clock.at(moment("2026-03-18")):
        good, bad = allocated(house), allocated(house)
        recompute([good.pk, bad.pk])
    true = list(good.deadlines.order_by("pk").values_list("due_on", flat=True))
    Deadline.objects.update(due_on=date(2030, 1, 1))
    Case.objects.filter(pk=bad.pk).update(allocated_at=moment("2040-03-18"))
    with clock.at(moment("2040-03-20")), pytest.raises(CannotTell) as told:
        reconcile()
    assert list(told.value.problems) == [bad.pk]
    row = Reconciliation.objects.get()
    assert (row.cases, row.differing, row.unclear) == (2, 2, 1)
    assert list(good.deadlines.order_by("pk").values_list("due_on", flat=True)) == true
    wrong = bad.deadlines.filter(due_on=date(2030, 1, 1)).values_list("key", flat=True)
    assert "assessment" in wrong
    assert "referral_decision" not in wrong


def test_done_on_the_day_but_after_its_hours_is_late_on_the_pages_as_in_the_engine():
    house = build_house("rochdale")
    with clock.at(moment("2026-03-17 15:00")):
        case = allocated(house)
    with clock.at(moment("2026-03-19 16:00")):
        visited(house, case, kind="initial")
        recompute([case.pk])
    row = Deadline.objects.get(case=case, key="initial_visit")
    assert (row.due_on, row.met_on) == (date(2026, 3, 19), date(2026, 3, 19))
    assert standing_of(row, date(2026, 3, 20)) == "met_late"


def test_a_limit_in_hours_ends_at_its_moment(house):
    with clock.at(moment("2026-03-18 15:00")):
        case = referred(house)
        recompute([case.pk])
    for row in Deadline.objects.exclude(due_at=None):
        assert row.due_on == row.due_at.astimezone(moment("2026-03-18").tzinfo).date()


def test_a_case_that_cannot_be_reckoned_with_does_not_stop_the_others():
    house = build_house("rochdale")
    with clock.at(moment("2026-03-18")):
        good, bad = allocated(house), allocated(house)
    # The bank holidays of 2040 are not published, so nobody can count its working days.
    Case.objects.filter(pk=bad.pk).update(allocated_at=moment("2040-03-18"))
    with clock.at(moment("2040-03-20")), pytest.raises(CannotTell) as told:
        recompute([good.pk, bad.pk])
    assert list(told.value.problems) == [bad.pk]
    assert Deadline.objects.filter(case=good).exists()
    kept = Deadline.objects.filter(case=bad).values_list("key", flat=True)
    assert set(kept) == {"referral_decision", "allocation", "eighteenth_birthday"}


def test_a_date_beyond_the_calendar_keeps_no_other_date_of_its_case_from_being_right():
    house = build_house("birmingham")
    with pytest.raises(CannotTell):
        supported_since(house, "2028-02-01")
    case = Case.objects.get()
    # A year later the bank holidays are not known, so neither is the last working day before.
    assert not case.deadlines.filter(key="long_plan_review").exists()
    visit = open_visit(case)
    assert visit.due_on == date(2028, 2, 22)
    Deadline.objects.filter(pk=visit.pk).update(due_on=date(2028, 1, 1))
    Deadline.objects.create(
        case=case,
        key="long_plan_review",
        counts_from_id=visit.counts_from_id,
        counts_from_type="plan_started",
        counts_from_on=date(2028, 2, 1),
        due_on=date(2029, 2, 1),
    )
    with clock.at(moment("2028-02-02")), pytest.raises(CannotTell, match="bank holidays are known"):
        reconcile()
    assert open_visit(case).due_on == date(2028, 2, 22)
    assert case.deadlines.filter(key="long_plan_review", withdrawn_at=None).exists()
    row = Reconciliation.objects.get()
    assert (row.cases, row.differing, row.unclear) == (1, 1, 1)


def test_an_error_in_the_product_stops_the_dates_of_one_case_only(house, monkeypatch, caplog):
    good, bad = (supported_since(house, "2026-03-18") for _ in range(2))
    Deadline.objects.update(due_on=date(2030, 1, 1))
    plan = f"plan-{Deadline.objects.filter(case=bad, key='visit').get().counts_from_id}"

    def fall_over(facts, *args, **kwargs):
        if any(f"plan-{event.id}" == plan for event in facts.events):
            raise KeyError("what a family said")
        return obligations(facts, *args, **kwargs)

    monkeypatch.setattr(deadlines, "obligations", fall_over)
    with clock.at(moment("2026-03-19")), pytest.raises(CannotTell) as told:
        reconcile()
    assert told.value.problems == {bad.pk: "KeyError"}
    assert open_visit(good).due_on == date(2026, 4, 8)
    assert open_visit(bad).due_on == date(2030, 1, 1)


def test_several_cases_cost_as_many_queries_as_one(house):
    with clock.at(moment("2026-03-18")):
        cases = [supported(house).pk for _ in range(4)]
        counts = []
        for wanted in (cases[:1], cases[1:], cases[:1], cases):
            with CaptureQueriesContext(connection) as queries:
                recompute(wanted)
            counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[2] == counts[3]
