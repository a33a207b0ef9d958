"""What stays overdue reaches the managers above, when the procedure says so."""

from datetime import date

import pytest

from alerts.labels import LABELS
from alerts.models import Alert
from alerts.selectors.telling import EVERY, TOLD_AFTER, latest_due_for
from alerts.services.raising import refresh_case
from cases.models import Case
from cin.accounts.models import User
from cin.core import clock
from cin.policy.models import ProcedureVersion
from cin.procedures.calendar import england_and_wales
from cin.procedures.settings import SETTINGS
from tests.alerts.telling import open_alerts, open_visit, supported_since, sweep, visit_on
from tests.stories import build_house, moment, screened

pytestmark = pytest.mark.django_db
# A visit due on Wednesday 8 April 2026.
SUPPORTED = "2026-03-18"
ENGLAND = england_and_wales()
FIRST = {("hillingdon.sw", "overdue"), ("hillingdon.tm", "overdue")}
SERVICE = ("hillingdon.sm", "escalated")
HEAD = ("hillingdon.hos", "escalated")


def depart(house, **settings):
    """Have the authority set something for itself."""
    version = ProcedureVersion.objects.get(authority=house.authority)
    version.departures = {**version.departures, **settings}
    version.save()


@pytest.mark.parametrize(
    ("day", "above"),
    [
        ("2026-04-14", set()),
        ("2026-04-15", {SERVICE}),
        ("2026-04-21", {SERVICE}),
        ("2026-04-22", {SERVICE, HEAD}),
    ],
)
def test_the_service_manager_is_told_after_5_working_days_and_the_head_after_10(house, day, above):
    case = supported_since(house, SUPPORTED)
    sweep(day)
    assert open_alerts(case) == FIRST | above


def test_bank_holidays_do_not_count():
    # Good Friday is 3 April 2026, Easter Monday the 6th.
    assert latest_due_for(1, date(2026, 4, 7), ENGLAND) == date(2026, 4, 6)
    assert latest_due_for(2, date(2026, 4, 7), ENGLAND) == date(2026, 4, 1)


def test_a_day_on_which_the_authority_is_closed_does_not_count(house):
    case = supported_since(house, SUPPORTED)
    depart(house, local_closure_days=["2026-04-10"])
    sweep("2026-04-15")
    assert SERVICE not in open_alerts(case)
    sweep("2026-04-16")
    assert SERVICE in open_alerts(case)


def test_past_the_known_holidays_somebody_is_told_too_early_rather_than_not():
    assert latest_due_for(5, date(2190, 4, 14), ENGLAND) == date(2190, 4, 9)


def test_an_authority_sets_its_own_number_for_everything_and_for_one_obligation(house):
    case = supported_since(house, SUPPORTED)
    depart(house, alert_service_manager_after={"every": 30, "visit": 1})
    sweep("2026-04-09")
    assert SERVICE in open_alerts(case, "visit")
    sweep("2026-04-30")
    assert Alert.objects.filter(tier="escalated", recipient=house.sm).exists()
    keys = Alert.objects.filter(tier="escalated", recipient=house.sm).values("deadline__key")
    assert {row["deadline__key"] for row in keys} == {"visit"}


def test_an_authority_may_tell_nobody_above_the_team(house):
    case = supported_since(house, SUPPORTED)
    depart(house, alert_service_manager_after={}, alert_head_of_service_after={})
    sweep("2026-05-22")
    assert open_alerts(case) == FIRST


MANAGER = "hillingdon.tm"


@pytest.mark.parametrize(
    ("chosen", "told_on"),
    [
        ("due_soon", ["2026-04-07", "2026-04-08", "2026-04-09"]),
        ("due", ["2026-04-08", "2026-04-09"]),
        ("overdue", ["2026-04-09"]),
    ],
)
def test_an_authority_chooses_from_when_the_team_manager_is_told(house, chosen, told_on):
    case = supported_since(house, SUPPORTED)
    depart(house, alert_team_manager_from=chosen)
    told = []
    for day in ("2026-04-07", "2026-04-08", "2026-04-09"):
        sweep(day)
        told += [day] if MANAGER in {name for name, _ in open_alerts(case)} else []
        assert "hillingdon.sw" in {name for name, _ in open_alerts(case)}
    assert told == told_on


def test_the_team_manager_is_told_of_one_obligation_after_its_own_number(house):
    case = supported_since(house, SUPPORTED)
    depart(house, alert_team_manager_after={"visit": 3})
    sweep("2026-04-10")
    assert MANAGER not in {name for name, _ in open_alerts(case)}
    others = Alert.objects.filter(recipient=house.tm).values_list("deadline__key", flat=True)
    assert set(others)
    sweep("2026-04-13")
    assert (MANAGER, "overdue") in open_alerts(case)


def test_the_team_manager_is_told_of_everything_after_a_number_for_everything(house):
    supported_since(house, SUPPORTED)
    depart(house, alert_team_manager_after={"every": 30})
    sweep("2026-04-10")
    assert not Alert.objects.filter(recipient=house.tm).exists()
    sweep("2026-05-22")
    assert Alert.objects.filter(recipient=house.tm, tier="overdue").exists()


def test_a_case_nobody_carries_is_told_to_its_manager_at_once_whatever_is_chosen(house):
    case = supported_since(house, SUPPORTED)
    depart(house, alert_team_manager_from="overdue", alert_team_manager_after={"visit": 9})
    Case.objects.filter(pk=case.pk).update(worker=None)
    sweep("2026-04-07")
    assert open_alerts(case) == {(MANAGER, "due_soon")}


def test_a_case_whose_worker_has_left_is_told_to_its_manager_at_once(house):
    case = supported_since(house, SUPPORTED)
    depart(house, alert_team_manager_from="overdue")
    User.objects.filter(pk=house.sw.pk).update(is_active=False)
    sweep("2026-04-07")
    assert open_alerts(case) == {(MANAGER, "due_soon")}


@pytest.mark.parametrize("name", TOLD_AFTER.values())
def test_every_obligation_can_have_its_own_number(name):
    assert set(SETTINGS[name].keys) == {EVERY, *LABELS}


def test_everybody_told_is_told_no_longer_when_the_visit_is_made(house):
    case = supported_since(house, SUPPORTED)
    sweep("2026-04-22")
    visit_on(house, case, "2026-04-22")
    assert open_alerts(case) == set()


def test_nobody_of_another_authority_or_another_team_is_told(house):
    build_house("rochdale")
    case = supported_since(house, SUPPORTED)
    sweep("2026-05-22")
    assert open_alerts(case) == FIRST | {SERVICE, HEAD}


def test_a_person_who_left_is_not_told_and_no_longer_told(house):
    case = supported_since(house, SUPPORTED)
    sweep("2026-04-22")
    User.objects.filter(pk__in=[house.sw.pk, house.sm.pk]).update(is_active=False)
    sweep("2026-04-23")
    assert open_alerts(case) == {("hillingdon.tm", "overdue"), HEAD}


def test_a_worker_whose_new_post_sees_no_cases_is_told_no_longer(house):
    case = supported_since(house, SUPPORTED)
    sweep("2026-04-09")
    User.objects.filter(pk=house.sw.pk).update(role="procedure_admin")
    sweep("2026-04-10")
    assert open_alerts(case) == {("hillingdon.tm", "overdue")}


@pytest.mark.parametrize("slug", ["peterborough", "bolton", "hillingdon"])
def test_a_review_of_an_unallocated_case_is_told_to_the_responsible_manager(slug):
    house = build_house(slug)
    case = supported_since(house, SUPPORTED)
    Case.objects.filter(pk=case.pk).update(worker=None)
    due_on = case.deadlines.get(key="review", met_on=None).due_on
    with clock.at(moment(f"{due_on} 12:00")):
        refresh_case(case.pk)
    sweep("2026-12-30")
    assert open_alerts(case, "review") & {(f"{slug}.tm", "overdue"), (f"{slug}.sw", "overdue")} == {
        (f"{slug}.tm", "overdue")
    }


def test_a_case_that_waits_for_a_worker_is_told_to_the_teams_manager():
    house = build_house("rochdale")
    with clock.at(moment("2026-03-17 15:00")):
        case = screened(house)
        refresh_case(case.pk)
    sweep("2026-04-09")
    assert ("rochdale.tm", "overdue") in open_alerts(case, "allocation")
    assert "rochdale.tm2" not in {name for name, _ in open_alerts(case, "allocation")}


def test_where_a_team_has_no_manager_the_service_manager_is_told_until_it_has_one(house):
    case = supported_since(house, SUPPORTED)
    Case.objects.filter(pk=case.pk).update(worker=None)
    User.objects.filter(pk=house.tm.pk).update(is_active=False)
    sweep("2026-04-09")
    assert open_alerts(case) == {("hillingdon.sm", "overdue")}
    User.objects.filter(pk=house.tm.pk).update(is_active=True)
    sweep("2026-04-10")
    assert open_alerts(case) == {("hillingdon.tm", "overdue")}


def test_a_second_sweep_of_the_day_changes_nothing_when_all_are_told(house):
    case = supported_since(house, SUPPORTED)
    sweep("2026-04-22")
    assert sweep("2026-04-22") == (0, 0)
    assert open_visit(case).alerts.count() == 4
