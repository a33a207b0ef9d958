"""What the procedure engine reads of a case."""

from datetime import date

import pytest

from cases.selectors.facts import agreements_about, facts_about
from cases.services.allocation import allocate_case
from cases.services.referrals import screen_referral
from cin.core import clock
from tests.early_help import passed_to_early_help
from tests.stories import allocated, moment, referred, screened

pytestmark = pytest.mark.django_db


def told(case):
    return [(event.type, event.on.isoformat()) for event in facts_about([case.pk])[case.pk]]


def test_a_new_referral_is_one_fact(house):
    case = referred(house, on=date(2026, 3, 16))
    assert told(case) == [("referral_received", "2026-03-16")]


def test_acceptance_and_allocation_follow_on_their_own_days(house):
    with clock.at(moment("2026-03-16")):
        case = screened(house)
    with clock.at(moment("2026-03-18 23:30")):
        allocate_case(case_id=case.pk, actor=house.tm, worker_id=house.sw.pk, note="Go")
    assert told(case) == [
        ("referral_received", "2026-03-16"),
        ("referral_accepted", "2026-03-16"),
        ("case_allocated", "2026-03-18"),
    ]


def test_the_day_is_londons_in_summer_too(house):
    with clock.at(moment("2026-07-01 00:30")):
        case = allocated(house)
    assert told(case)[-1] == ("case_allocated", "2026-07-01")
    assert facts_about([case.pk])[case.pk][-1].at.hour == 0


@pytest.mark.parametrize("decision", ["early_help", "no_further_action"])
def test_a_referral_that_ends_at_screening_was_not_accepted(house, decision):
    with clock.at(moment("2026-03-16")):
        case = referred(house)
        if decision == "early_help":
            passed_to_early_help(house, case)
        else:
            screen_referral(case_id=case.pk, actor=house.tm, decision=decision, reason="Enough")
    assert told(case) == [
        ("referral_received", "2026-03-16"),
        ("referral_decided", "2026-03-16"),
        ("case_closed", "2026-03-16"),
    ]


def test_the_hours_a_manager_agreed_are_told(house):
    case = screened(house)
    allocate_case(
        case_id=case.pk, actor=house.tm, worker_id=house.sw.pk, note="Go", initial_visit_hours=24
    )
    silent = allocated(house)
    agreed = agreements_about([case.pk, silent.pk])
    assert str(agreed[case.pk]["initial_visit_within"]) == "24 hours"
    assert silent.pk not in agreed


def test_facts_cost_the_same_for_one_case_as_for_ten(house, django_assert_num_queries):
    cases = [allocated(house).pk for _ in range(10)]
    with django_assert_num_queries(9):
        facts_about(cases[:1])
    with django_assert_num_queries(9):
        assert len(facts_about(cases)) == 10
