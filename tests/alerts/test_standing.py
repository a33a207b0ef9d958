"""How a deadline stands is worked out from its dates and the moment it is read."""

from datetime import date

import pytest

from alerts.models import Deadline
from alerts.selectors.due import counts_by_team, due_to_worker, next_due
from alerts.selectors.standing import is_overdue, is_pressing, standing_of
from cases.models import Case
from cin.core import clock
from tests.alerts.telling import supported_since
from tests.stories import moment

DUE = {"due_on": date(2026, 4, 8), "amber_from": date(2026, 3, 31)}


@pytest.mark.parametrize(
    ("now", "more", "standing"),
    [
        ("2026-03-30 23:59", {}, "upcoming"),
        ("2026-03-31 00:00", {}, "due_soon"),
        ("2026-04-08 23:59", {}, "due_soon"),
        ("2026-04-09 00:00", {}, "overdue"),
        ("2026-04-08 15:01", {"due_at": moment("2026-04-08 15:00")}, "due_soon"),
        ("2026-04-09 00:00", {"due_at": moment("2026-04-08 15:00")}, "overdue"),
        ("2026-05-01 10:00", {"met_on": date(2026, 4, 8), "met_late": True}, "met_late"),
        ("2026-05-01 10:00", {"met_on": date(2026, 4, 8)}, "met"),
        ("2026-05-01 10:00", {"met_on": date(2026, 4, 9)}, "met_late"),
        ("2026-05-01 10:00", {"due_on": None, "amber_from": None}, "due_soon"),
    ],
)
def test_a_deadline_stands_by_its_dates(now, more, standing):
    with clock.at(moment(now)):
        assert standing_of(Deadline(**{**DUE, **more}), clock.today()) == standing


@pytest.mark.django_db
def test_the_query_and_the_sentence_agree_on_every_day(house):
    supported_since(house, "2026-03-18")
    Deadline.objects.filter(key="visit").update(due_at=moment("2026-04-08 15:00"))
    for now in ("2026-03-18", "2026-03-31", "2026-04-08", "2026-04-09", "2026-06-01"):
        at = date.fromisoformat(now)
        rows = Deadline.objects.exclude(due_on=None).filter(met_on=None)
        late = {row.pk for row in rows.filter(is_overdue(at))}
        near = {row.pk for row in rows.filter(is_pressing(at))}
        assert late == {row.pk for row in rows if standing_of(row, at) == "overdue"}
        assert near == {row.pk for row in rows if standing_of(row, at) != "upcoming"}


@pytest.mark.django_db
def test_what_is_due_in_fourteen_days_is_coming_up_and_what_is_later_is_not(house):
    case = supported_since(house, "2026-03-18")
    Deadline.objects.filter(case=case).exclude(key="visit").delete()
    for now, shown in (
        ("2026-03-24", []),
        ("2026-03-25", ["upcoming"]),
        ("2026-04-09", ["overdue"]),
    ):
        with clock.at(moment(now)):
            assert [due.standing for due in due_to_worker(house.sw)] == shown


@pytest.mark.django_db
def test_a_case_stands_as_its_most_pressing_deadline(house):
    case = supported_since(house, "2026-03-18")
    with clock.at(moment("2026-04-09")):
        assert next_due([case.pk])[case.pk].standing == "overdue"


@pytest.mark.django_db
def test_the_counts_of_a_team_are_those_of_its_deadlines(house):
    supported_since(house, "2026-03-18")
    with clock.at(moment("2026-04-09")):
        counts = counts_by_team(Case.objects.all())[house.team.pk]
        standings = [
            standing_of(row, clock.today())
            for row in Deadline.objects.filter(met_on=None, withdrawn_at=None)
        ]
    assert counts == {
        "overdue": standings.count("overdue"),
        "due_soon": standings.count("due_soon"),
    }
