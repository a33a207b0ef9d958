"""The list of alerts: one's own, narrowed as one asks, and never of a case one may not open."""

import pytest
from django.urls import reverse

from alerts.models import Alert
from alerts.services.answering import answer_alert
from cases.models import Case
from cin.core import clock
from tests.alerts.telling import open_visit, supported_since, sweep, visit_on
from tests.cases.browsing import open_page, queries_to_open, words
from tests.stories import build_house, moment

pytestmark = pytest.mark.django_db
ALERTS = reverse("alerts:alerts")
DAY = "2026-04-10"


def list_of(person, query="", day=DAY):
    with clock.at(moment(day)):
        return words(open_page(person, ALERTS + query))


def visit_alert(person, case):
    return Alert.objects.get(
        recipient=person, deadline=open_visit(case), tier="overdue", cleared_at=None
    )


def answered(person, case, kind="snoozed"):
    """Have a person answer the alert about a visit on the day, for five days."""
    with clock.at(moment(DAY)):
        return answer_alert(
            alert_id=visit_alert(person, case).pk,
            actor=person,
            kind=kind,
            reason="They are on holiday until the 14th.",
            until=moment("2026-04-15").date(),
        )


@pytest.fixture
def case(house):
    found = supported_since(house, "2026-03-18")
    sweep(DAY)
    return found


def test_it_names_the_child_what_is_due_and_when_one_was_alerted(house, case):
    text = list_of(house.sw)
    assert f"{case.child} : Visit" in text
    assert "Wednesday 8 April 2026 , 2 days ago" in text
    assert "you were alerted on 10 Apr 2026" in text


def test_it_leads_to_the_page_where_the_thing_is_done(house, case):
    with clock.at(moment(DAY)):
        page = open_page(house.sw, ALERTS).content.decode()
    assert f'href="/cases/{case.pk}/visits/new/"' in page
    assert f'href="/alerts/{visit_alert(house.sw, case).pk}/answer/"' in page


def test_an_alert_goes_when_what_it_is_about_is_done(house, case):
    visit_on(house, case, DAY)
    assert f"{case.child} : Visit" not in list_of(house.sw)


def test_nobody_sees_the_alerts_of_others(house, case):
    assert "0 alerts" in list_of(house.sw2)
    assert "0 alerts" in list_of(build_house("rochdale").tm)


def test_an_alert_of_a_case_one_may_no_longer_open_is_not_shown(house, case):
    Case.objects.filter(pk=case.pk).update(team=house.other_team, worker=house.sw3)
    assert "0 alerts" in list_of(house.sw)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?tier=overdue", True),
        ("?tier=due_soon", False),
        ("?whose=mine", True),
        ("?whose=others", False),
        ("?whose=unallocated", False),
        ("?shown=snoozed", False),
        ("?shown=all", True),
        ("?tier=nonsense&whose=x", True),
    ],
)
def test_a_worker_narrows_the_list(house, case, query, found):
    assert (f"{case.child} : Visit Overdue" in list_of(house.sw, query)) is found


def test_a_manager_asks_for_the_cases_of_others_or_of_nobody(house, case):
    assert f"{case.child} : Visit" in list_of(house.tm, "?whose=others")
    Case.objects.filter(pk=case.pk).update(worker=None)
    assert f"{case.child} : Visit" in list_of(house.tm, "?whose=unallocated")
    assert "not allocated to anybody" in list_of(house.tm, "?whose=unallocated")
    assert "0 alerts" in list_of(house.tm, "?whose=others")


def test_a_snoozed_alert_leaves_the_list_until_its_end(house, case):
    answered(house.sw, case)
    assert f"{case.child} : Visit Overdue" not in list_of(house.sw)
    snoozed = list_of(house.sw, "?shown=snoozed")
    assert "Snoozed until 15 April 2026 by you: They are on holiday until the 14th." in snoozed
    assert f"{case.child} : Visit Overdue" in list_of(house.sw, day="2026-04-15")


def test_an_acknowledged_alert_stays_in_the_list(house, case):
    answered(house.sw, case, "acknowledged")
    assert "Acknowledged until 15 April 2026 by you" in list_of(house.sw)
    assert f"{case.child} : Visit Overdue" in list_of(house.sw, "?shown=acknowledged")


def test_the_manager_sees_who_snoozed_and_why_and_still_has_the_alert(house, case):
    answered(house.sw, case)
    text = list_of(house.tm)
    assert f"{case.child} : Visit Overdue" in text
    assert "Snoozed until 15 April 2026 by SW of Hillingdon: They are on holiday" in text


def test_the_list_costs_as_many_queries_for_many_as_for_one(house, case):
    with clock.at(moment(DAY)):
        before = queries_to_open(house.sw, ALERTS)
    for _ in range(4):
        supported_since(house, "2026-03-18")
    sweep(DAY)
    with clock.at(moment(DAY)):
        assert queries_to_open(house.sw, ALERTS) == before


def test_today_leads_to_the_list_with_the_number_of_alerts(house, case):
    with clock.at(moment(DAY)):
        page = open_page(house.sw, reverse("desk:today"))
    number = Alert.objects.filter(recipient=house.sw, cleared_at=None).count()
    assert f"Your alerts {number}" in words(page)
    assert f'href="{ALERTS}"' in page.content.decode()
