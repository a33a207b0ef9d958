"""The case summary: what somebody called in the night needs, and how old it is."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.models import Address, CaseSummary
from cases.services.homes import join_home, leave_home
from cases.services.summaries import SummaryText, write_summary
from cin.audit.models import RecordView
from cin.core import clock
from cin.core.errors import BadInput, ChangedMeanwhile, NotFound
from plans.selectors import version_in_force
from safeguarding.services import raise_concern
from tests.cases.browsing import open_page, queries_to_open, send, words
from tests.stories import allocated, moment, supported, visited

pytestmark = pytest.mark.django_db
TEXT = {
    "reason_for_involvement": "Neglect.",
    "current_risks": "Hunger at weekends.",
    "out_of_hours": "Ring the grandmother first.",
}


def address(case):
    return reverse("desk:case_summary", args=[case.pk])


def written(case, actor, seen_number=None, **more):
    text = SummaryText(**{**TEXT, **more})
    return write_summary(case_id=case.pk, actor=actor, seen_number=seen_number, text=text)


def test_it_tells_what_is_known_and_what_was_written(house):
    with clock.at(moment("2026-03-02")):
        case = supported(house)
        written(case, house.sw)
    with clock.at(moment("2026-03-10")):
        visited(house, case, seen_alone=False, not_alone_reason="No.")
    with clock.at(moment("2026-03-14")):
        page = words(open_page(house.sw, address(case)))
    for told in (
        "Ring the grandmother first.",
        "Hunger at weekends.",
        "Written 12 days ago by SW of Rochdale",
        "Mary O'Brien , mother",
        "Last seen 10 March 2026 (4 days ago)",
        "Last seen alone Not yet",
        "Every 3 weeks, as the plan says",
        "TM of Rochdale",
        "There is no safety plan in force.",
        "The worker calls a meeting at once.",
    ):
        assert told in page
    assert "may be out of date" not in page


def test_it_leads_to_the_visit_and_the_plan_it_speaks_of(house):
    with clock.at(moment("2026-03-02")):
        case = supported(house)
        visit = visited(house, case)
        page = open_page(house.sw, address(case)).content.decode()
    of = case.visits.get(visit__visited_at__date=visit.visited_at.date()).visit_id
    assert f'href="{reverse("visits:visit", args=[of])}"' in page
    assert f'href="{reverse("plans:plan", args=[version_in_force(case).pk])}"' in page


def test_who_lives_with_the_child_is_told_by_the_homes_and_not_by_the_addresses(house):
    with clock.at(moment("2026-03-02")):
        case = allocated(house)
        mother = case.family.members.get(role="mother").person
        for person in (mother, case.child):
            Address.objects.create(person=person, lines="1 Elm Road")
        assert "Who lives with the child is not recorded." in words(
            open_page(house.sw, address(case))
        )
        people = [mother.pk, case.child_id]
        home = {"case_id": case.pk, "actor": house.sw, "people": people, "began_on": None}
        places = join_home(**home, home="Grandma's house")
        page = words(open_page(house.sw, address(case)))
        assert "Who lives with the child is not recorded." not in page
        assert "Elsewhere" not in page
        place = next(place for place in places if place.person_id == mother.pk)
        leave_home(case_id=case.pk, actor=house.sw, place_id=place.pk, ended_on=clock.today())
        page = words(open_page(house.sw, address(case)))
        assert "Who lives with the child is not recorded." not in page
        assert page.index("Elsewhere, or not recorded where") < page.index("Mary O'Brien")


def test_it_says_that_it_is_old_or_overtaken(house):
    with clock.at(moment("2026-03-02")):
        case = allocated(house)
        written(case, house.sw)
    with clock.at(moment("2026-03-05")):
        assert "out of date" not in words(open_page(house.sw, address(case)))
        raise_concern(case_id=case.pk, actor=house.sw, what="A bruise.")
    with clock.at(moment("2026-03-06")):
        page = words(open_page(house.sw, address(case)))
        assert "may be out of date: Concern about harm raised on 5 March 2026" in page
    with clock.at(moment("2026-04-14")):
        assert "It is older than 6 weeks" in words(open_page(house.sw, address(case)))


def test_each_change_is_a_version_and_nobody_overwrites_another(house):
    case = allocated(house)
    place = reverse("desk:write_summary", args=[case.pk])
    assert send(house.sw, place, TEXT).status_code == 302
    again = send(house.sw, place, {**TEXT, "current_risks": "Mine"})
    assert again.status_code == 200
    assert "Hunger at weekends." in words(again)
    assert "Mine" in again.content.decode()
    assert send(house.sw, place, {**TEXT, "version": "1"}).status_code == 302
    assert list(CaseSummary.objects.values_list("number", flat=True)) == [2, 1]
    with pytest.raises(ChangedMeanwhile):
        written(case, house.sw, seen_number=1)
    with pytest.raises(BadInput):
        written(case, house.sw, seen_number=2, current_risks=" ")


def test_only_a_manager_sets_the_schedule_of_visits(house):
    case = allocated(house)
    written(case, house.sw, visiting_schedule="Never")
    assert CaseSummary.objects.get().visiting_schedule == ""
    written(case, house.tm, seen_number=1, visiting_schedule="Every Tuesday")
    written(case, house.sw, seen_number=2, visiting_schedule="Never")
    assert "Visited Every Tuesday" in words(open_page(house.sw, address(case)))


def test_another_team_is_not_told(house):
    case = allocated(house)
    for name in ("case_summary", "print_summary", "write_summary"):
        assert open_page(house.sw3, reverse(f"desk:{name}", args=[case.pk])).status_code == 404
    with pytest.raises(NotFound):
        written(case, house.sw3)


def test_it_prints_and_costs_the_same_for_many_visits(house):
    case = supported(house)
    visited(house, case)
    taken = open_page(house.sw, reverse("desk:print_summary", args=[case.pk]))
    assert taken["Content-Disposition"] == 'attachment; filename="case-summary.pdf"'
    assert RecordView.objects.filter(case_id=case.pk, page="case summary, printed").exists()
    few = queries_to_open(house.sw, address(case))
    for day in range(8):
        visited(house, case, at=clock.now() - timedelta(minutes=day + 1))
    assert queries_to_open(house.sw, address(case)) == few
