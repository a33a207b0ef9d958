"""What the procedure engine reads of visits."""

import pytest

from cin.core import clock
from tests.stories import allocated, moment, visited
from visits.selectors import facts_about
from visits.services import (
    ChildPart,
    VisitDetails,
    finalise_visit,
    record_failed_visit,
    record_visit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18 16:00")):
        yield


@pytest.fixture
def case(house):
    with clock.at(moment("2026-03-16")):
        return allocated(house)


def told(case):
    return [
        (event.type, event.on.isoformat(), event.kind) for event in facts_about([case.pk])[case.pk]
    ]


def test_a_visit_counts_on_its_own_day_not_on_that_of_its_record(house, case):
    visit = visited(house, case, at=moment("2026-03-17 18:00"), finalised=False)
    assert told(case) == [("visit_made", "2026-03-17", "cin")]
    finalise_visit(visit_id=visit.pk, actor=house.sw)
    made, recorded = facts_about([case.pk])[case.pk]
    assert (recorded.type, recorded.on.isoformat(), recorded.of) == (
        "visit_recorded",
        "2026-03-18",
        made.id,
    )


def test_a_visit_after_midnight_in_summer_is_of_the_new_day(house):
    with clock.at(moment("2026-07-01 10:00")):
        case = allocated(house, on=moment("2026-06-01").date())
        visited(house, case, at=moment("2026-07-01 00:30"))
    made = facts_about([case.pk])[case.pk][0]
    assert (made.on.isoformat(), made.at.hour) == ("2026-07-01", 0)


@pytest.mark.parametrize("seen", [False, None])
def test_a_child_who_was_not_seen_was_not_visited(house, case, seen):
    visited(
        house,
        case,
        finalised=False,
        seen=seen,
        seen_alone=None,
        not_seen_reason="At a friend's" if seen is False else "",
    )
    assert told(case) == []


def test_a_failed_visit_is_no_visit(house, case):
    details = VisitDetails(kind="cin", visited_at=clock.now(), place="At home")
    record_failed_visit(case_id=case.pk, actor=house.sw, details=details, reason="Nobody in")
    assert told(case) == []


def test_each_kind_of_visit_keeps_its_kind(house, case):
    visited(house, case, kind="s47", finalised=False)
    assert told(case) == [("visit_made", "2026-03-18", "s47")]


def test_facts_cost_the_same_for_one_case_as_for_ten(house, django_assert_num_queries):
    cases = []
    for _ in range(10):
        with clock.at(moment("2026-03-16")):
            case = allocated(house)
        record_visit(
            case_id=case.pk,
            actor=house.sw,
            details=VisitDetails(kind="cin", visited_at=clock.now(), place="At home"),
            parts=[ChildPart(case_id=case.pk, seen=True)],
        )
        cases.append(case.pk)
    with django_assert_num_queries(1):
        facts_about(cases[:1])
    with django_assert_num_queries(1):
        assert len(facts_about(cases)) == 10
