"""An authority closes on days of its own, and every open date moves accordingly."""

from datetime import date

import pytest
from django.urls import reverse

from alerts.models import Deadline
from alerts.services.recomputing import carry_on
from cin.audit.models import AuditEvent
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed
from cin.core.templatetags.cin import day
from cin.policy.models import DayOff, ProcedureVersion, Recomputation
from cin.policy.selectors import (
    bank_holiday_calendar,
    calendar_ends_on,
    find_version,
    procedure_of,
    working_calendar,
)
from cin.policy.services import add_day_off, remove_day_off
from cin.procedures.durations import Duration
from meetings.selectors import latest_next_meeting
from meetings.views.recording import next_meeting_hint
from tests.cases.browsing import open_page, queries_to_open, send, words
from tests.stories import House, allocated, build_house, moment, supported

CALENDAR = reverse("policy:calendar")
ADD = reverse("policy:add_day_off")
CLOSED = date(2026, 5, 12)


@pytest.fixture
def busy(house, django_capture_on_commit_callbacks) -> House:
    """Hillingdon, with a child whose assessment began on 1 May 2026."""
    with clock.at(moment("2026-05-01")), django_capture_on_commit_callbacks(execute=True):
        allocated(house)
    return house


def closed(house: House, day: date = CLOSED) -> DayOff:
    return add_day_off(actor=house.admin, day=day, kind="closure", reason="Offices are moved")


def assessment_day() -> date:
    return Deadline.objects.get(key="assessment").due_on


def test_an_open_date_moves_by_the_day_and_back_when_it_is_removed(busy):
    with clock.at(moment("2026-05-06")):
        before = assessment_day()
        row = closed(busy)
        carry_on(Recomputation.objects.latest("pk").pk)
        assert assessment_day() == working_calendar(busy.authority.pk).next_working_day(before)
        remove_day_off(actor=busy.admin, day_off_id=row.pk)
        carry_on(Recomputation.objects.latest("pk").pk)
        assert assessment_day() == before


def test_what_moved_is_written_down_with_its_old_and_new_date(busy):
    with clock.at(moment("2026-05-06")):
        before = assessment_day()
        closed(busy)
        row = Recomputation.objects.get()
        carry_on(row.pk)
        row.refresh_from_db()
        text = words(open_page(busy.admin, CALENDAR))
    assert row.moved_in_all == len(row.moved) >= 1
    moves = [move for move in row.moves if move["what"] == "Child and Family Assessment"]
    assert (moves[0]["before"], moves[0]["after"]) == (before, assessment_day())
    assert "HIL-00001, Child and Family Assessment:" in text
    assert "12 May 2026 made a day off" in text


def test_another_authority_works_on_that_day(busy, django_capture_on_commit_callbacks):
    neighbour = build_house("bolton")
    with clock.at(moment("2026-05-01")), django_capture_on_commit_callbacks(execute=True):
        theirs = allocated(neighbour)
    days = Deadline.objects.filter(case=theirs).order_by("pk").values_list("due_on", flat=True)
    before = list(days)
    with clock.at(moment("2026-05-06")):
        closed(busy)
        carry_on(Recomputation.objects.get().pk)
    assert list(days) == before


def test_a_day_off_is_no_change_of_the_procedure(house):
    with clock.at(moment("2026-05-06")):
        closed(house)
    assert procedure_of(find_version(house.sw, 1)).get("local_closure_days") == ()


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 5, 5), "The day has passed"),
        (date(2026, 5, 25), "a day off already"),
        (date(2026, 5, 13), "a day off already"),
        (date(2026, 5, 16), "Nobody works on a Saturday here already"),
        (date(2099, 5, 13), "The calendar is known until"),
    ],
)
def test_a_day_that_cannot_be_a_day_off_is_refused_beside_its_field(house, day, told):
    with clock.at(moment("2026-05-06")):
        closed(house, date(2026, 5, 13))
        with pytest.raises(BadInput, match=told) as refused:
            closed(house, day)
    assert refused.value.field == "day"


def test_a_day_off_stays_once_it_has_passed(house):
    with clock.at(moment("2026-05-06")):
        row = closed(house)
    with clock.at(moment("2026-05-13")):
        with pytest.raises(StepNotAllowed, match="has passed"):
            remove_day_off(actor=house.admin, day_off_id=row.pk)
        address = reverse("policy:remove_day_off", args=[row.pk])
        assert open_page(house.admin, address).status_code == 409
        assert "Remove" not in words(open_page(house.admin, CALENDAR))


@pytest.mark.parametrize("person", ["sw", "tm", "sm"])
def test_only_an_administrator_changes_the_calendar(house, person):
    who = house.people[person]
    with pytest.raises(NotPermitted):
        add_day_off(actor=who, day=CLOSED, kind="closure", reason="Offices are moved")
    assert open_page(who, ADD).status_code == 403
    assert "Add a day off" not in words(open_page(who, CALENDAR))


def test_another_authoritys_day_off_is_not_there(house):
    with clock.at(moment("2026-05-06")):
        row = closed(house)
        address = reverse("policy:remove_day_off", args=[row.pk])
        assert open_page(build_house("bolton").admin, address).status_code == 404


def test_the_administrator_adds_and_removes_a_day_in_the_browser(house):
    answers = {"day": "12 May 2026", "kind": "holiday", "reason": ""}
    with clock.at(moment("2026-05-06")):
        assert "Enter why it is a day off" in words(send(house.admin, ADD, answers))
        done = {**answers, "reason": "Proclaimed on 1 May"}
        assert send(house.admin, ADD, done).url == CALENDAR
        text = words(open_page(house.sw, CALENDAR))
        assert (
            "Tuesday 12 May 2026 Proclaimed bank holiday Proclaimed on 1 May Added by ADMIN" in text
        )
        again = send(house.admin, ADD, done)
        assert "This is a day off already" in words(again)
        remove = reverse("policy:remove_day_off", args=[DayOff.objects.get().pk])
        twice = {"submission": "6b8f0d6e-4f5e-4b57-9a55-1a2f5a0e7f10"}
        first, second = (send(house.admin, remove, twice) for _ in range(2))
    assert first.url == second.url == CALENDAR
    assert not DayOff.objects.exists()
    actions = list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))
    assert actions == ["policy.add_day_off", "policy.remove_day_off"]


def test_the_end_of_the_calendar_is_said_120_days_before_it_to_those_who_can_act(house):
    end = bank_holiday_calendar().known_until
    early, late = (moment(f"{date.fromordinal(end.toordinal() - days)}") for days in (121, 120))
    with clock.at(early):
        assert calendar_ends_on() is None
    with clock.at(late):
        assert calendar_ends_on() == end
        for address in (CALENDAR, reverse("policy:procedure")):
            for person in (house.admin, house.sm, house.tm):
                assert "Bank holidays are known until" in words(open_page(person, address))
            assert "Bank holidays are known until" not in words(open_page(house.sw, address))


def test_the_calendar_costs_the_same_number_of_queries_however_many_days_there_are(house):
    with clock.at(moment("2026-05-06")):
        closed(house)
        few = queries_to_open(house.admin, CALENDAR)
        for day in (13, 14, 15):
            closed(house, date(2026, 5, day))
        assert queries_to_open(house.admin, CALENDAR) == few


def test_the_working_days_of_an_authority_leave_out_its_own_days_off_and_no_others(house):
    neighbour = build_house("bolton")
    with clock.at(moment("2026-05-06")):
        closed(house)
        ours, theirs = (working_calendar(each.authority.pk) for each in (house, neighbour))
    assert not ours.is_working_day(CLOSED)
    assert theirs.is_working_day(CLOSED)
    assert not theirs.is_working_day(date(2026, 5, 25))
    five = Duration.parse("5 working days")
    assert ours.add(date(2026, 5, 11), five) == theirs.next_working_day(date(2026, 5, 18))


def test_the_hint_of_the_next_meeting_names_a_working_day_of_the_authority(house):
    with clock.at(moment("2026-05-06")):
        case = supported(house)
        latest = latest_next_meeting(case, kind="review", held_on=clock.today())
        assert "working day before" not in next_meeting_hint(case, "review")
        closed(house, latest)
        before = working_calendar(house.authority.pk).last_working_day_before(latest)
        assert f"the last working day before is {day(before)}" in next_meeting_hint(case, "review")


def test_every_day_of_a_year_is_shown_with_where_it_comes_from(house):
    with clock.at(moment("2026-05-06")):
        closed(house)
        this_year = words(open_page(house.admin, CALENDAR))
        next_year = words(open_page(house.admin, f"{CALENDAR}?year=2027"))
    assert (
        "Friday 25 December 2026 Christmas Day Government list for England and Wales" in this_year
    )
    assert "Tuesday 12 May 2026 Local closure day Offices are moved Added by ADMIN" in this_year
    assert "Monday 27 December 2027 Christmas Day" in next_year
    assert "Offices are moved" not in next_year


def test_a_day_off_in_the_procedure_itself_names_its_version(house):
    ProcedureVersion.objects.create(
        authority=house.authority,
        number=2,
        preset="hillingdon",
        effective_from=date(2026, 5, 1),
        departures={"local_closure_days": ["2026-12-24"]},
    )
    with clock.at(moment("2026-05-06")):
        text = words(open_page(house.sw, CALENDAR))
    assert "Thursday 24 December 2026 Closure day Version 2 of the procedure" in text


@pytest.mark.parametrize("year", ["2011", "2099", "next", "12026"])
def test_a_year_outside_the_calendar_is_not_there(house, year):
    assert open_page(house.sw, f"{CALENDAR}?year={year}").status_code == 404
