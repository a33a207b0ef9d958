"""Every page says so when nobody is being alerted."""

from datetime import date, timedelta
from time import monotonic

import pytest
from django.test import Client
from django.urls import reverse

from alerts.models import Sweep
from alerts.selectors import sweeps
from alerts.selectors.sweeps import last_sweep_is_late
from alerts.services.raising import raise_alerts
from cin.core import clock
from tests.alerts.telling import supported_since, sweep
from tests.cases.browsing import open_page, words
from tests.stories import moment

pytestmark = pytest.mark.django_db
TODAY = reverse("desk:today")
PAGES = [TODAY, reverse("desk:cases"), reverse("policy:procedure"), reverse("alerts:alerts")]
LATE = "Alerts are not being raised. What is due was last checked on 9 April 2026 at 10am."


def page_at(house, when, address=TODAY):
    with clock.at(moment(when)):
        return words(open_page(house.sw, address))


def test_nothing_is_said_for_26_hours_after_a_sweep(house):
    supported_since(house, "2026-03-18")
    sweep("2026-04-09")
    assert "Alerts are not being raised" not in page_at(house, "2026-04-10 12:00")


@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_since_when_no_sweep_succeeded(house, address):
    supported_since(house, "2026-03-18")
    sweep("2026-04-09")
    assert LATE in page_at(house, "2026-04-10 12:01", address)


def test_a_page_that_is_not_there_says_it_too(house):
    supported_since(house, "2026-03-18")
    sweep("2026-04-09")
    assert LATE in page_at(house, "2026-04-11", "/cases/999999/")


def test_it_says_so_when_no_sweep_ever_ran_and_there_are_cases(house):
    assert "Alerts are not being raised" not in page_at(house, "2026-03-18")
    supported_since(house, "2026-03-18")
    assert "What is due has never been checked." in page_at(house, "2026-03-18")


def test_a_sweep_by_hand_for_another_day_does_not_hide_it(house):
    supported_since(house, "2026-03-18")
    sweep("2026-04-09")
    with clock.at(moment("2026-04-11")):
        raise_alerts(as_of=date(2026, 4, 9))
    assert LATE in page_at(house, "2026-04-11 12:00")


def test_it_goes_with_the_next_sweep(house):
    supported_since(house, "2026-03-18")
    sweep("2026-04-09")
    sweep("2026-04-13")
    assert "Alerts are not being raised" not in page_at(house, "2026-04-13 11:00")


def test_somebody_who_is_not_signed_in_is_told_nothing(house):
    supported_since(house, "2026-03-18")
    page = Client().get(reverse("accounts:sign_in"))
    assert page.status_code == 200
    assert "Alerts are not being raised" not in words(page)


@pytest.fixture
def trusting(settings, monkeypatch):
    """What a process remembers in production, beginning with nothing."""
    settings.CIN_SWEEP_TRUSTED_FOR = 60
    monkeypatch.setattr(sweeps, "memory", sweeps.Memory())


def test_pages_within_a_minute_ask_once(house, trusting, django_assert_num_queries):
    supported_since(house, "2026-03-18")
    sweep("2026-04-09")
    with clock.at(moment("2026-04-09 12:00")), django_assert_num_queries(1):
        assert [last_sweep_is_late() for _ in range(3)] == [None, None, None]


def test_a_process_that_trusts_says_so_after_26_hours_and_no_more_after_the_next_sweep(
    house, trusting
):
    supported_since(house, "2026-03-18")
    sweep("2026-04-09")
    assert "Alerts are not being raised" not in page_at(house, "2026-04-10 12:00")
    assert LATE in page_at(house, "2026-04-10 12:01")
    sweep("2026-04-10")
    assert "Alerts are not being raised" not in page_at(house, "2026-04-10 12:02")


def test_it_asks_again_after_a_minute(house, trusting, monkeypatch, django_assert_num_queries):
    supported_since(house, "2026-03-18")
    sweep("2026-04-09")
    with clock.at(moment("2026-04-09 12:00")):
        last_sweep_is_late()
        monkeypatch.setattr(sweeps, "monotonic", lambda: monotonic() + 61)
        with django_assert_num_queries(1):
            assert last_sweep_is_late() is None


def test_it_costs_a_page_one_query_while_sweeps_run(house, django_assert_num_queries):
    supported_since(house, "2026-03-18")
    sweep("2026-04-09")
    with clock.at(moment("2026-04-09 12:00")), django_assert_num_queries(1):
        assert last_sweep_is_late() is None
    assert Sweep.objects.get().finished_at + timedelta(hours=26) == moment("2026-04-10 12:00")
