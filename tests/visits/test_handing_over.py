"""A joint visit is asked for when the worker changes, until one is recorded (PET-80)."""

from datetime import date

import pytest

from cases.services.allocation import reallocate_case
from cases.services.handovers import HandoverDetails
from cin.core import clock
from desk.selectors.overview import overview_of
from desk.selectors.steps import steps_open_to
from tests.stories import allocated, build_house, moment, visited
from visits.models import Visit
from visits.selectors.handing_over import joint_visit_wanted_since

pytestmark = pytest.mark.django_db
ASKED = "Make the joint handover visit: the worker changed on 18 March"


def handed_over(slug="peterborough"):
    house = build_house(slug)
    with clock.at(moment("2026-03-02")):
        case = allocated(house)
    with clock.at(moment("2026-03-18")):
        reallocate_case(
            case_id=case.pk,
            actor=house.tm,
            worker_id=house.sw2.pk,
            note="SW leaves.",
            handover=HandoverDetails(record_checked=True),
        )
    case.refresh_from_db()
    return house, case


def labels(house, case):
    return [step.label for step in steps_open_to(house.sw2, overview_of(case, house.sw2))]


@pytest.mark.rule("PET-80")
def test_the_visit_is_asked_for_until_one_is_recorded():
    house, case = handed_over()
    with clock.at(moment("2026-03-20")):
        assert joint_visit_wanted_since(case) == date(2026, 3, 18)
        assert ASKED in labels(house, case)
        visited(house, case)
        assert ASKED in labels(house, case)
        Visit.objects.update(kind="handover", joint_with="SW and SW2")
        assert ASKED not in labels(house, case)


def test_a_visit_made_together_shortly_before_counts():
    house, case = handed_over()
    with clock.at(moment("2026-03-10")):
        visited(house, case)
    Visit.objects.update(kind="handover", joint_with="SW and SW2")
    assert joint_visit_wanted_since(case) is None


@pytest.mark.rule("PET-80")
def test_a_visit_that_answered_one_handover_does_not_answer_the_next():
    house, case = handed_over()
    with clock.at(moment("2026-03-20")):
        visited(house, case)
    Visit.objects.update(kind="handover", joint_with="SW and SW2")
    assert joint_visit_wanted_since(case) is None
    with clock.at(moment("2026-03-30")):
        reallocate_case(
            case_id=case.pk,
            actor=house.tm,
            worker_id=house.sw.pk,
            note="SW2 leaves.",
            handover=HandoverDetails(record_checked=True),
        )
    case.refresh_from_db()
    assert joint_visit_wanted_since(case) == date(2026, 3, 30)


def test_nothing_is_asked_of_the_first_worker_or_elsewhere():
    _house, case = handed_over("rochdale")
    assert joint_visit_wanted_since(case) is None
    assert joint_visit_wanted_since(allocated(build_house("peterborough"))) is None
