"""Before a version is published, everybody who decides sees what it would do, and no more."""

import re
from datetime import date

import pytest
from django.urls import reverse

from alerts.models import Deadline
from alerts.services import whatif
from alerts.services.whatif import MOST_LISTED, what_if
from cases.models import Case
from cin.core import clock
from cin.policy.models import ProcedureDraft, ProcedureVersion
from tests.cases.browsing import open_page, queries_to_open, send, words
from tests.many import many_like
from tests.policy.drafting import drafted
from tests.stories import House, allocated, build_house, moment

PREVIEW = reverse("desk:preview")
PUBLISH = reverse("desk:publish_draft")
SHORTER = {"amount": 1, "unit": "working_days"}


@pytest.fixture
def house(db) -> House:
    """Hillingdon, with two children whose assessments began on 1 May 2026."""
    house = build_house("hillingdon")
    with clock.at(moment("2026-05-01")):
        allocated(house, given_names="Zoltan")
        allocated(house, given_names="Ottoline")
    return house


def shortened(house: House, *, to_open: bool = True) -> ProcedureDraft:
    with clock.at(moment("2026-05-06")):
        return drafted(house, on=date(2026, 5, 6), to_open=to_open, assessment_max=SHORTER)


def test_it_counts_the_cases_and_dates_that_change_and_what_becomes_overdue(house):
    draft = shortened(house)
    with clock.at(moment("2026-05-06")):
        found = what_if(draft)
    assert (found.cases, found.changed, found.overdue) == (2, 2, 2)
    assert {move.after for move in found.moves} == {date(2026, 5, 5)}
    assert all(move.before > move.after for move in found.moves)
    assert (found.moved, found.unclear, found.no_longer_overdue) == (2, [], 0)


def test_what_has_begun_keeps_its_date_unless_the_draft_applies_to_it(house):
    draft = shortened(house, to_open=False)
    with clock.at(moment("2026-05-06")):
        found = what_if(draft)
    assert (found.cases, found.changed, found.moves) == (2, 0, [])


def test_a_draft_with_a_first_day_ahead_is_judged_on_that_day(house):
    with clock.at(moment("2026-05-06")):
        draft = drafted(house, on=date(2026, 5, 20), to_open=True, assessment_max=SHORTER)
        found = what_if(draft)
    assert found.as_of == date(2026, 5, 20)
    assert found.changed == 2


def test_looking_changes_nothing(house):
    draft = shortened(house)
    before = list(Deadline.objects.order_by("pk").values_list("pk", "due_on"))
    with clock.at(moment("2026-05-06")):
        what_if(draft)
    assert list(Deadline.objects.order_by("pk").values_list("pk", "due_on")) == before
    assert ProcedureVersion.objects.count() == 1


def test_another_authoritys_cases_are_not_counted(house):
    neighbour = build_house("bolton")
    with clock.at(moment("2026-05-01")):
        allocated(neighbour)
    draft = shortened(house)
    with clock.at(moment("2026-05-06")):
        assert what_if(draft).cases == 2


def test_the_administrator_sees_references_and_no_childs_name(house):
    shortened(house)
    with clock.at(moment("2026-05-06")):
        page = open_page(house.admin, PREVIEW)
    text = words(page)
    assert "2 of 2 open cases change" in text
    assert "HIL-" in text
    assert "Becomes overdue" in text
    assert "Zoltan" not in text
    assert "Go on to publish" not in text
    assert "/cases/" not in page.content.decode().split("<main")[1]


def test_the_service_manager_sees_the_children_and_goes_on_to_publish(house):
    shortened(house)
    with clock.at(moment("2026-05-06")):
        text = words(open_page(house.sm, PREVIEW))
    assert "Zoltan" in text
    assert "Ottoline" in text
    assert "Go on to publish" in text


@pytest.mark.parametrize("address", [PREVIEW, PUBLISH])
@pytest.mark.parametrize("person", ["sw", "tm"])
def test_who_neither_writes_nor_publishes_is_told_why_not(house, person, address):
    shortened(house)
    answer = open_page(house.people[person], address)
    assert answer.status_code == 403
    assert "Only procedure administrators and service managers" in words(answer)


def test_without_a_draft_there_is_nothing_to_see(house):
    assert open_page(house.sm, PREVIEW).status_code == 404
    shortened(house)
    assert open_page(build_house("bolton").sm, PREVIEW).status_code == 404


def test_it_is_published_as_it_was_read(house):
    draft = shortened(house)
    with clock.at(moment("2026-05-06")):
        answer = send(house.sm, PUBLISH, {"version": draft.version})
        assert answer.url == reverse("policy:procedure")
        text = words(open_page(house.sm, reverse("policy:procedure")))
    assert ProcedureVersion.objects.count() == 2
    assert "Version 2, from 6 May 2026" in text
    assert "the dates of the cases will be worked out again shortly" in text


def test_a_draft_that_changed_meanwhile_is_shown_again_and_not_published(house):
    draft = shortened(house)
    with clock.at(moment("2026-05-06")):
        answer = send(house.sm, PUBLISH, {"version": draft.version - 1})
    assert "This was changed after you opened it" in words(answer)
    assert ProcedureVersion.objects.count() == 1


def test_whoever_wrote_it_cannot_publish_it(house):
    draft = shortened(house)
    answer = send(house.admin, PUBLISH, {"version": draft.version})
    assert answer.status_code == 403
    assert "You wrote part of this draft" in words(answer)


def test_the_same_form_sent_twice_publishes_once(house):
    draft = shortened(house)
    twice = {"version": draft.version, "submission": "6b8f0d6e-4f5e-4b57-9a55-1a2f5a0e7f10"}
    with clock.at(moment("2026-05-06")):
        first, second = (send(house.sm, PUBLISH, twice) for _ in range(2))
    assert first.url == second.url
    assert ProcedureVersion.objects.count() == 2


def test_it_costs_the_same_number_of_queries_for_two_cases_as_for_five(house):
    shortened(house)
    with clock.at(moment("2026-05-06")):
        few = queries_to_open(house.sm, PREVIEW)
    with clock.at(moment("2026-05-01")):
        for _ in range(3):
            allocated(house)
    with clock.at(moment("2026-05-06")):
        assert queries_to_open(house.sm, PREVIEW) == few


@pytest.fixture
def crowded(house) -> House:
    """The same two children, and three hundred more like the first."""
    many_like(Case.objects.select_related("child").earliest("pk"), 300)
    return house


def test_hundreds_of_cases_are_all_counted_and_the_first_dates_are_listed(crowded):
    draft = shortened(crowded)
    with clock.at(moment("2026-05-06")):
        found = what_if(draft)
    assert (found.cases, found.total, found.next_after) == (302, 302, None)
    assert (found.changed, found.moved, found.overdue) == (302, 302, 302)
    assert len(found.moves) == MOST_LISTED


def test_a_page_works_out_so_many_cases_and_the_next_page_goes_on(crowded, monkeypatch):
    monkeypatch.setattr(whatif, "MOST_CASES", 140)
    monkeypatch.setattr(whatif, "BATCH", 100)
    shortened(crowded)
    address, said = PREVIEW, []
    with clock.at(moment("2026-05-06")):
        while address:
            page = open_page(crowded.sm, address)
            said.append(words(page).partition("Worked out for ")[2].partition(" as they")[0])
            more = re.search(r'href="([^"]+)">Work out the next cases', page.content.decode())
            address = more and more[1]
    assert said == [
        "cases 1 to 140 of 302 open cases",
        "cases 141 to 280 of 302 open cases",
        "cases 281 to 302 of 302 open cases",
    ]


@pytest.mark.parametrize("after", ["-1", "x", "9" * 40])
def test_a_place_that_is_none_begins_at_the_first_case(house, after):
    shortened(house)
    with clock.at(moment("2026-05-06")):
        text = words(open_page(house.sm, f"{PREVIEW}?after={after}"))
    assert "2 of 2 open cases change" in text
    assert "every open case" in text
