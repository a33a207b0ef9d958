"""People are told once of what is near or past, and no longer once it is done."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alerts.models import Alert, Deadline, Sweep
from alerts.services.deadlines import recompute
from alerts.services.raising import raise_alerts, refresh_case
from cases.models import Case
from cases.selectors.access import visible_cases
from cases.services.allocation import reallocate_case
from cin.core import clock
from tests.alerts.telling import (
    open_alerts,
    open_visit,
    supported_since,
    sweep,
    visit_on,
)
from tests.stories import allocated, build_house, moment, supported

pytestmark = pytest.mark.django_db
BOTH_SOON = {("hillingdon.sw", "due_soon"), ("hillingdon.tm", "due_soon")}
BOTH_DUE = {("hillingdon.sw", "due"), ("hillingdon.tm", "due")}
BOTH_LATE = {("hillingdon.sw", "overdue"), ("hillingdon.tm", "overdue")}


def test_nobody_is_told_before_the_date_is_near(house):
    case = supported_since(house, "2026-03-18")
    sweep("2026-03-20")
    assert open_alerts(case) == set()


def test_the_worker_and_the_teams_manager_are_told_when_a_visit_is_near(house):
    case = supported_since(house, "2026-03-18")
    sweep("2026-04-02")
    assert open_alerts(case) == BOTH_SOON


def test_a_second_sweep_of_the_day_raises_nothing(house):
    case = supported_since(house, "2026-03-18")
    raised, _ = sweep("2026-04-02")
    assert raised > 0
    assert sweep("2026-04-02") == (0, 0)
    assert open_alerts(case) == BOTH_SOON


@pytest.mark.parametrize(
    ("day", "told"),
    [("2026-04-07", BOTH_SOON), ("2026-04-08", BOTH_DUE), ("2026-04-09", BOTH_LATE)],
)
def test_what_was_due_soon_is_due_on_its_day_and_overdue_the_day_after(house, day, told):
    case = supported_since(house, "2026-03-18")
    sweep("2026-04-02")
    sweep(day)
    assert open_alerts(case) == told


def test_an_alert_clears_when_the_visit_is_recorded(house):
    case = supported_since(house, "2026-03-18")
    sweep("2026-04-09")
    visit_on(house, case, "2026-04-09")
    assert open_alerts(case) == set()
    assert Alert.objects.filter(deadline__case=case, deadline__key="visit").count() == 2


def test_a_deadline_that_moved_is_told_again(house):
    case = supported_since(house, "2026-03-18")
    sweep("2026-04-02")
    Deadline.objects.filter(pk=open_visit(case).pk).update(due_on=date(2026, 4, 6))
    sweep("2026-04-02")
    told = Alert.objects.filter(deadline=open_visit(case), cleared_at=None)
    assert {row.due_on for row in told} == {date(2026, 4, 6)}
    assert open_alerts(case) == BOTH_SOON


def test_a_deadline_that_moved_back_is_told_again_in_the_same_row(house):
    case = supported_since(house, "2026-03-18")
    sweep("2026-04-02")
    before = Alert.objects.count()
    Alert.objects.update(cleared_at=clock.now())
    sweep("2026-04-02")
    assert open_alerts(case) == BOTH_SOON
    assert Alert.objects.count() == before


def test_the_former_worker_is_no_longer_told(house):
    case = supported_since(house, "2026-03-18")
    sweep("2026-04-09")
    with clock.at(moment("2026-04-09 12:00")):
        reallocate_case(
            case_id=case.pk, actor=house.tm, worker_id=house.sw3.pk, note="Moved to the south"
        )
        refresh_case(case.pk)
    assert open_alerts(case) == set()
    sweep("2026-04-10")
    assert open_alerts(case) == {("hillingdon.sw3", "overdue"), ("hillingdon.tm2", "overdue")}


def test_a_limit_in_hours_is_due_on_its_day_and_overdue_from_the_next():
    house = build_house("rochdale")
    with clock.at(moment("2026-03-17 15:00")):
        case = allocated(house)
        recompute([case.pk])
    due = Deadline.objects.get(case=case, key="initial_visit")
    assert due.due_at == moment("2026-03-19 15:00")
    for now, tier in (
        ("2026-03-18 10:00", "due_soon"),
        ("2026-03-19 09:00", "due"),
        ("2026-03-19 16:00", "due"),
        ("2026-03-20 09:00", "overdue"),
    ):
        with clock.at(moment(now)):
            raise_alerts(as_of=clock.today())
        assert {told for _, told in open_alerts(case, "initial_visit")} == {tier}


def test_a_sweep_is_written_down_with_what_it_did(house):
    supported_since(house, "2026-03-18")
    raised, cleared = sweep("2026-04-02")
    latest = Sweep.objects.first()
    assert (latest.as_of, latest.raised, latest.cleared) == (date(2026, 4, 2), raised, cleared)


def test_ten_cases_cost_a_sweep_as_many_queries_as_one(house):
    counts = []
    for number in (1, 9):
        with clock.at(moment("2026-03-18")):
            for _ in range(number):
                recompute([supported(house).pk])
        with CaptureQueriesContext(connection) as queries:
            sweep("2026-04-09")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_whoever_is_told_may_open_the_case(house):
    for day in ("2026-03-18", "2026-03-25"):
        supported_since(house, day)
    unallocated = supported_since(house, "2026-03-18")
    Case.objects.filter(pk=unallocated.pk).update(worker=None)
    elsewhere = supported_since(house, "2026-03-18")
    Case.objects.filter(pk=elsewhere.pk).update(team=house.other_team)
    build_house("rochdale")
    sweep("2026-05-22")
    told = Alert.objects.filter(cleared_at=None).select_related("recipient", "deadline__case")
    assert {alert.recipient.role for alert in told} >= {"social_worker", "head_of_service"}
    for alert in told:
        assert visible_cases(alert.recipient).filter(pk=alert.deadline.case_id).exists()


def test_a_closed_case_is_told_to_its_team_and_not_to_a_worker_who_sat_in_another(house):
    case = supported_since(house, "2026-03-18")
    Case.objects.filter(pk=case.pk).update(worker=house.sw3)
    sweep("2026-04-02")
    assert open_alerts(case) == {("hillingdon.sw3", "due_soon"), ("hillingdon.tm", "due_soon")}
    Case.objects.filter(pk=case.pk).update(state="closed", closed_on=date(2026, 4, 2))
    assert not visible_cases(house.sw3).filter(pk=case.pk).exists()
    sweep("2026-04-02")
    assert open_alerts(case) == {("hillingdon.tm", "due_soon")}
    assert sweep("2026-04-02") == (0, 0)


def test_the_command_raises_for_a_day_once_and_refuses_what_is_no_day(house, capsys):
    supported_since(house, "2026-03-18")
    for _ in range(2):
        call_command("raise_alerts", today="2026-04-02")
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("2 April 2026: ")
    assert not first.startswith("2 April 2026: 0 raised")
    assert second == "2 April 2026: 0 raised, 0 cleared"
    for day in ("", "2 April", "20260402"):
        with pytest.raises(CommandError, match="is not a date like 2026-05-04"):
            call_command("raise_alerts", today=day)


def test_a_second_sweep_changes_no_row(house):
    supported_since(house, "2026-03-18")
    sweep("2026-04-22")
    before = list(Alert.objects.order_by("pk").values())
    assert sweep("2026-04-22") == (0, 0)
    assert list(Alert.objects.order_by("pk").values()) == before
