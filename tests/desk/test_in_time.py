"""How much of what fell due was done in time."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from alerts.models import Deadline
from alerts.selectors.in_time import shares_by_obligation, shares_by_team
from cin.core import clock
from tests.cases.browsing import open_page, queries_to_open, words
from tests.stories import allocated

pytestmark = pytest.mark.django_db
PAGE = reverse("desk:in_time")


def due(case, key="visit", *, days_ago=10, done_after=None, **more):
    """A deadline so many days ago, done so many days after it (None: not done)."""
    due_on = clock.today() - timedelta(days=days_ago)
    met_on = None if done_after is None else due_on + timedelta(days=done_after)
    return Deadline.objects.create(
        case=case,
        key=key,
        counts_from_id=f"{key}-{Deadline.objects.count()}",
        counts_from_type="visit_made",
        counts_from_on=date(2025, 1, 1),
        due_on=due_on,
        met_on=met_on,
        **more,
    )


@pytest.fixture
def case(neighbour):
    """A case whose own dates are out of the way."""
    found = allocated(neighbour)
    Deadline.objects.all().delete()
    return found


@pytest.mark.rule("HIL-49")
def test_the_share_in_time_is_told_for_each_kind(neighbour, case):
    due(case, done_after=0)
    due(case, done_after=-3)
    due(case, done_after=1)
    due(case, done_after=-1, met_late=True, missed_on=date(2026, 1, 2))
    due(case)
    due(case, "review", done_after=0)
    visits, reviews = shares_by_obligation(neighbour.tm, weeks=13)
    assert (visits.fell_due, visits.in_time, visits.late, visits.still_open) == (5, 2, 2, 1)
    assert (visits.percent, reviews.percent) == (40, 100)
    text = words(open_page(neighbour.tm, PAGE))
    assert "Visit 5 2 2 1 40%" in text


def test_what_is_due_today_counts_once_it_is_done_and_what_was_dropped_never(neighbour, case):
    due(case, days_ago=0)
    due(case, days_ago=-1)
    due(case, days_ago=95, done_after=0)
    due(case, withdrawn_at=clock.now())
    due(case, "eighteenth_birthday")
    assert shares_by_obligation(neighbour.tm, weeks=13) == []
    assert "Nothing fell due" in words(open_page(neighbour.tm, PAGE))
    due(case, days_ago=0, done_after=0)
    assert [each.fell_due for each in shares_by_obligation(neighbour.tm, weeks=4)] == [1]
    assert "Last 4 weeks" in words(open_page(neighbour.tm, f"{PAGE}?weeks=4"))


def test_a_head_of_service_sees_each_team_and_a_manager_only_their_own(neighbour, case):
    due(case, done_after=0)
    (team,) = shares_by_team(neighbour.hos, weeks=13)
    assert (team.name, team.team_id) == (str(case.team), case.team_id)
    page = open_page(neighbour.hos, f"{PAGE}?team={case.team_id}")
    assert f"Done in time in {case.team}" in words(page)
    assert "By team" in words(open_page(neighbour.hos, f"{PAGE}?team=nonsense"))
    assert shares_by_obligation(neighbour.tm2, weeks=13) == []
    assert "By team" not in words(open_page(neighbour.tm, PAGE))
    assert open_page(neighbour.sw, PAGE).status_code == 403


def test_it_costs_the_same_for_one_kind_as_for_several(neighbour, case):
    due(case, done_after=0)
    few = queries_to_open(neighbour.hos, PAGE)
    for key in ("review", "assessment", "supervision"):
        due(case, key)
    assert queries_to_open(neighbour.hos, PAGE) == few
