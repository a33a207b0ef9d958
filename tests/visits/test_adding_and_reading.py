"""What is added to a finished record, what one child's file shows, and how long records take."""

from datetime import date

import pytest
from django.urls import reverse

from cases.services.referrals import ChildDetails, add_sibling
from cin.audit.models import AuditEvent, RecordView
from cin.core import clock
from cin.core.errors import BadInput, NotFound, StepNotAllowed
from tests.cases.browsing import open_page, queries_to_open, send, words
from tests.stories import ANSWERED, allocated, build_house, moment, visited
from visits.models import Visit, VisitAddendum, VisitChild
from visits.selectors import time_to_record
from visits.services import ChildPart, VisitDetails, add_to_visit, finalise_visit, record_visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18 16:00")):
        yield


@pytest.fixture
def case(house):
    with clock.at(moment("2026-03-16")):
        return allocated(house)


@pytest.fixture
def sibling(house, case):
    child = ChildDetails(given_names="Sean", family_name="O'Brien", born_on=date(2024, 1, 1))
    return add_sibling(actor=house.sw, case_id=case.pk, child=child)


@pytest.fixture
def together(house, case, sibling):
    seen = {"seen": True, "seen_alone": True, "lived_experience": "Busy."}
    visit = record_visit(
        case_id=case.pk,
        actor=house.sw,
        details=VisitDetails(
            kind="cin",
            visited_at=moment("2026-03-18 13:00"),
            location="home",
            account="We talked in the kitchen.",
            concern_raised=False,
            **ANSWERED,
        ),
        parts=[
            ChildPart(case_id=case.pk, voice="I like it here.", **seen),
            ChildPart(case_id=sibling.pk, voice="He waved.", **seen),
        ],
    )
    return finalise_visit(visit_id=visit.pk, actor=house.sw)


def add(house, visit, **changes):
    answers = {"why": "Left out", "text": "The aunt came too.", **changes}
    return add_to_visit(visit_id=visit.pk, actor=house.sw, **answers)


def test_an_addition_says_who_why_and_what_and_changes_nothing_else(house, case, together):
    before = Visit.objects.values().get(pk=together.pk)
    add(house, together)
    assert Visit.objects.values().get(pk=together.pk) == before
    told = words(open_page(house.sw, reverse("visits:visit", args=[together.pk])))
    assert "The aunt came too." in told
    assert "Left out" in told
    assert "SW of Rochdale" in told
    assert AuditEvent.objects.filter(action="visits.add_to_visit").count() == 2


def test_an_addition_needs_its_reason_and_text_and_a_finished_record(house, case, together):
    for field in ("why", "text"):
        with pytest.raises(BadInput) as refused:
            add(house, together, **{field: " "})
        assert refused.value.field == field
    with pytest.raises(StepNotAllowed, match="not finished"):
        add(house, visited(house, case, finalised=False))
    stranger = allocated(house)
    with pytest.raises(NotFound):
        add(house, together, about_case_id=stranger.pk)


def test_an_addition_about_one_child_is_in_that_childs_file_alone(house, case, sibling, together):
    address = reverse("visits:add_to_visit", args=[together.pk])
    typed = {"about": str(sibling.pk), "why": "Left out", "text": "Sean has a cough."}
    send(house.sw, address, typed)
    assert VisitAddendum.objects.get().case == sibling
    told = [
        words(open_page(house.sw, reverse("visits:child_visit", args=[together.pk, each.pk])))
        for each in (case, sibling)
    ]
    assert ["Sean has a cough." in each for each in told] == [False, True]
    done = AuditEvent.objects.filter(action="visits.add_to_visit").values_list("case_id", flat=True)
    assert list(done) == [sibling.pk]


def test_one_childs_page_shows_that_child_and_what_is_shared(house, case, sibling, together):
    address = reverse("visits:child_visit", args=[together.pk, sibling.pk])
    told = words(open_page(house.sw, address))
    assert "He waved." in told
    assert "We talked in the kitchen." in told
    assert "I like it here." not in told
    assert str(case.child) not in told
    view = RecordView.objects.filter(page="child_visit").get()
    assert view.case_id == sibling.pk
    type(sibling).objects.filter(pk=sibling.pk).update(team=house.other_team)
    assert open_page(house.sw, address).status_code == 404
    assert open_page(house.sw3, address).status_code == 200
    mine = reverse("visits:child_visit", args=[together.pk, case.pk])
    assert open_page(house.sw3, mine).status_code == 404


def test_strangers_cannot_add_or_read(house, case, together):
    for stranger in (house.sw3, house.admin, build_house("bolton").sw):
        for address in (
            reverse("visits:add_to_visit", args=[together.pk]),
            reverse("visits:child_visit", args=[together.pk, case.pk]),
        ):
            assert open_page(stranger, address).status_code == 404


def test_a_record_says_how_long_after_the_visit_it_was_made(house, case, together):
    told = words(open_page(house.sw, reverse("visits:visit", args=[together.pk])))
    assert "Recorded 3 hours after the visit, finished 3 hours after it." in told


def test_managers_see_the_middle_time_of_the_last_28_days(house, case):
    for hours, day in ((2, "2026-03-18"), (4, "2026-03-18"), (30, "2026-03-17")):
        with clock.at(moment(f"{day} 10:00")):
            visit = visited(house, case, finalised=False)
        at = moment(f"{day} {10 + hours % 24}:00") if hours < 24 else moment("2026-03-18 16:00")
        with clock.at(at):
            finalise_visit(visit_id=visit.pk, actor=house.sw)
    with clock.at(moment("2026-03-18 17:00")):
        visited(house, case, finalised=False)
        team, person = time_to_record(house.tm)
        assert (team.team, team.name) == ("Family Support North", "")
        assert (person.name, person.finished, person.unfinished) == ("SW of Rochdale", 3, 1)
        assert (person.median_hours, person.longest_hours) == (4.0, 30.0)
        assert time_to_record(house.tm2) == []
        page = words(open_page(house.tm, reverse("desk:visit_times")))
        assert "4 hours" in page
        assert open_page(house.sw, reverse("desk:visit_times")).status_code == 403
    with clock.at(moment("2026-04-16 17:00")):
        assert [row.finished for row in time_to_record(house.tm)] == [0, 0]


def test_the_figures_cost_the_same_for_many_visits(house, case):
    visited(house, case)
    address = reverse("desk:visit_times")
    before = queries_to_open(house.tm, address)
    for _ in range(5):
        visited(house, case)
    assert queries_to_open(house.tm, address) == before


def test_the_case_page_costs_the_same_with_5_and_with_500_visits(house, case):
    visited(house, case)
    first = Visit.objects.get()

    def more(number):
        rows = Visit.objects.bulk_create(
            Visit(
                case=case,
                visitor=house.sw,
                visited_at=first.visited_at,
                state="finalised",
                finalised_at=first.finalised_at,
            )
            for _ in range(number)
        )
        VisitChild.objects.bulk_create(
            VisitChild(visit=row, case=case, seen=True, seen_alone=True, voice="Hello")
            for row in rows
        )

    more(4)
    address = reverse("desk:case", args=[case.pk])
    with_five = queries_to_open(house.sw, address)
    more(495)
    assert queries_to_open(house.sw, address) == with_five
