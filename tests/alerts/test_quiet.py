"""Nobody is told outside working hours; the next working hour catches up."""

from datetime import UTC, date, datetime

import pytest

from alerts.models import Alert, Sweep
from alerts.selectors.sweeps import last_sweep_is_late
from alerts.services.raising import raise_alerts
from cin.core import clock
from cin.policy.models import BankHoliday
from tests.alerts.telling import open_alerts, supported_since, visit_on
from tests.alerts.test_tiers import depart
from tests.stories import moment

pytestmark = pytest.mark.django_db
BOTH = {("hillingdon.sw", "overdue"), ("hillingdon.tm", "overdue")}
FRIDAY_EVENING = "2026-04-10 18:00"
QUIET = [
    "2026-04-09 07:59",
    FRIDAY_EVENING,
    "2026-04-11 10:00",
    "2026-04-12 10:00",
    "2026-05-04 10:00",
    "2026-12-25 10:00",
]


def sweep_at(when, **more):
    with clock.at(moment(when)):
        return raise_alerts(as_of=clock.today(), **more)


@pytest.fixture
def case(house):
    return supported_since(house, "2026-03-18")


@pytest.mark.parametrize("when", QUIET)
def test_nothing_is_raised_outside_working_hours_or_on_a_day_off(case, when):
    assert sweep_at(when).raised == 0
    assert not Alert.objects.exists()


@pytest.mark.parametrize("when", ["2026-04-09 08:00", "2026-04-09 17:59"])
def test_alerts_are_raised_in_the_first_and_the_last_working_hour(case, when):
    sweep_at(when)
    assert open_alerts(case) == BOTH


def test_the_next_working_morning_catches_up(case):
    for quiet in (FRIDAY_EVENING, "2026-04-11 10:00", "2026-04-12 23:00", "2026-04-13 07:00"):
        sweep_at(quiet)
    assert open_alerts(case) == set()
    sweep_at("2026-04-13 08:00")
    assert open_alerts(case) == BOTH


@pytest.mark.parametrize(
    ("utc", "told"),
    [
        (datetime(2026, 4, 9, 6, 59, tzinfo=UTC), False),
        (datetime(2026, 4, 9, 7, 0, tzinfo=UTC), True),
        (datetime(2026, 12, 9, 7, 59, tzinfo=UTC), False),
        (datetime(2026, 12, 9, 8, 0, tzinfo=UTC), True),
    ],
)
def test_working_hours_are_those_of_london_in_summer_and_winter(case, utc, told):
    with clock.at(utc):
        raise_alerts(as_of=clock.today())
    assert (open_alerts(case) >= BOTH) is told


def test_a_quiet_sweep_still_clears_what_is_done_and_counts_as_a_sweep(house, case):
    sweep_at("2026-04-10 12:00")
    with clock.at(moment("2026-04-10 17:00")):
        visit_on(house, case, "2026-04-10")
        Alert.objects.update(cleared_at=None)
    assert sweep_at("2026-04-11 03:00").cleared >= 2
    with clock.at(moment("2026-04-11 12:00")):
        assert last_sweep_is_late() is None
    assert Sweep.objects.count() == 2


def test_an_authority_sets_its_own_hours(house, case):
    depart(house, alert_hour_from=6, alert_hour_until=7)
    sweep_at("2026-04-09 10:00")
    assert open_alerts(case) == set()
    sweep_at("2026-04-09 06:30")
    assert open_alerts(case) == BOTH


def test_an_authority_is_quiet_on_the_days_on_which_it_is_closed(house, case):
    depart(house, local_closure_days=["2026-04-10"], working_weekdays=[0, 1, 2, 3, 4, 5])
    sweep_at("2026-04-10 10:00")
    assert open_alerts(case) == set()
    sweep_at("2026-04-11 10:00")
    assert open_alerts(case) == BOTH


def test_an_authority_is_quiet_on_a_bank_holiday_of_a_newer_list(house, case):
    BankHoliday.objects.create(day=date(2026, 4, 10), title="Proclaimed", source="A newer list")
    sweep_at("2026-04-10 10:00")
    assert open_alerts(case) == set()
    sweep_at("2026-04-13 10:00")
    assert open_alerts(case) == BOTH


def test_a_service_that_works_round_the_clock_is_told_at_any_time(house, case):
    depart(house, alert_times="any_time")
    sweep_at("2026-04-12 03:00")
    assert open_alerts(case) == BOTH


def test_whoever_asks_by_hand_is_served_at_any_hour(case):
    sweep_at("2026-04-12 03:00", at_any_hour=True)
    assert open_alerts(case) == BOTH


def test_past_the_known_holidays_monday_to_friday_are_working_days(case):
    with clock.at(moment("2190-04-14 10:00")):
        assert raise_alerts(as_of=date(2026, 4, 9)).raised > 0
    with clock.at(moment("2190-04-17 10:00")):
        assert raise_alerts(as_of=date(2026, 5, 9)).raised == 0
