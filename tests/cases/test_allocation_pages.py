"""The pages on which a case is given to a worker."""

from uuid import uuid4

import pytest
from django.urls import reverse

from cases.models import Allocation, Case
from tests.cases.browsing import open_page, queries_to_open, send, words
from tests.stories import allocated, build_house, referred, screened

pytestmark = pytest.mark.django_db


def page_of(name, case):
    return reverse(f"cases:{name}", args=[case.pk])


def test_workers_are_offered_by_team_with_their_caseloads(house):
    allocated(house)
    response = open_page(house.tm, page_of("allocate_case", screened(house)))
    html = response.content.decode()
    assert html.index("Family Support North") < html.index("Family Support South")
    assert "SW of Rochdale (1 case)" in words(response)
    assert "SW2 of Rochdale (0 cases)" in words(response)


def test_a_manager_allocates(house):
    case = screened(house)
    answers = {"worker": house.sw2.pk, "note": "See her soon", "initial_visit_hours": "24"}
    response = send(house.tm, page_of("allocate_case", case), answers)
    assert response.url == reverse("desk:case", args=[case.pk])
    case = Case.objects.get(pk=case.pk)
    assert (case.worker, case.initial_visit_hours) == (house.sw2, 24)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"worker": ""}, "a social worker"),
        ({"note": ""}, "Enter the reasons for allocation and the initial plan"),
        ({"initial_visit_hours": "49"}, "The number of hours must be 48 or less"),
        ({"initial_visit_hours": "0"}, "The number of hours must be 1 or more"),
        ({"initial_visit_hours": "two"}, "The number of hours must be a whole number"),
    ],
)
def test_a_wrong_answer_comes_back_with_the_note_still_there(house, answers, said):
    case = screened(house)
    typed = {"worker": house.sw.pk, "note": "See her at school, not at home", **answers}
    response = send(house.tm, page_of("allocate_case", case), typed)
    assert said in words(response)
    assert response.context["form"]["note"].value() == typed["note"]
    assert Case.objects.get(pk=case.pk).worker is None


def test_the_hours_are_asked_for_only_where_the_procedure_caps_them(house):
    bolton = build_house("bolton")
    asked = "Hours within which the child must be visited"
    assert asked in words(open_page(house.tm, page_of("allocate_case", screened(house))))
    assert asked not in words(open_page(bolton.tm, page_of("allocate_case", screened(bolton))))


def test_a_note_is_demanded_only_where_the_procedure_wants_one(db):
    bolton = build_house("bolton")
    case = screened(bolton)
    send(bolton.tm, page_of("allocate_case", case), {"worker": bolton.sw.pk, "note": ""})
    assert Case.objects.get(pk=case.pk).worker == bolton.sw


def test_a_manager_who_gives_a_case_to_another_team_lands_on_the_list(house):
    case = screened(house)
    response = send(
        house.tm, page_of("allocate_case", case), {"worker": house.sw3.pk, "note": "Theirs"}
    )
    assert response.url == reverse("desk:cases")
    assert open_page(house.tm, page_of("referral", case)).status_code == 404


def test_a_worker_of_another_authority_is_not_on_the_list(house):
    case = screened(house)
    stranger = build_house("bolton").sw
    response = send(house.tm, page_of("allocate_case", case), {"worker": stranger.pk, "note": "Go"})
    assert response.status_code == 200
    assert Case.objects.get(pk=case.pk).worker is None


def test_an_allocation_sent_twice_happens_once(house):
    case, token = screened(house), str(uuid4())
    for _ in range(2):
        send(
            house.tm,
            page_of("allocate_case", case),
            {"worker": house.sw.pk, "note": "Go"},
            submission=token,
        )
    assert Allocation.objects.filter(case=case).count() == 1


def test_an_allocation_somebody_made_meanwhile_is_not_made_again(house):
    case = allocated(house)
    response = send(
        house.tm, page_of("allocate_case", case), {"worker": house.sw2.pk, "note": "Go"}
    )
    assert response.status_code == 409
    assert Case.objects.get(pk=case.pk).worker == house.sw


def test_a_manager_changes_the_worker(house):
    case = allocated(house)
    address = page_of("reallocate_case", case)
    told = words(open_page(house.tm, address))
    assert "SW of Rochdale has worked with" in told
    assert "SW of Rochdale (" not in told
    send(house.tm, address, {"worker": house.sw2.pk, "note": "SW is ill"})
    assert Case.objects.get(pk=case.pk).worker == house.sw2


def test_a_change_without_its_reason_comes_back(house):
    case = allocated(house)
    response = send(
        house.tm, page_of("reallocate_case", case), {"worker": house.sw2.pk, "note": ""}
    )
    assert "Enter the reason for the change" in words(response)
    assert str(response.context["form"]["worker"].value()) == str(house.sw2.pk)


def test_a_change_sent_twice_happens_once(house):
    case, token = allocated(house), str(uuid4())
    answers = {"worker": house.sw2.pk, "note": "SW is ill"}
    for _ in range(2):
        assert (
            send(house.tm, page_of("reallocate_case", case), answers, submission=token).status_code
            == 302
        )
    assert Allocation.objects.filter(case=case).count() == 2


def test_a_case_that_nobody_carries_cannot_change_hands(house):
    assert open_page(house.tm, page_of("reallocate_case", referred(house))).status_code == 409


@pytest.mark.parametrize("name", ["allocate_case", "reallocate_case"])
def test_only_a_manager_may(house, name):
    case = screened(house) if name == "allocate_case" else allocated(house)
    response = open_page(house.sw, page_of(name, case))
    assert response.status_code == 403
    assert "Only a manager can do this" in words(response)


@pytest.mark.parametrize("name", ["allocate_case", "reallocate_case"])
def test_other_teams_and_authorities_find_no_case(house, name):
    address = page_of(name, allocated(house))
    for stranger in [house.tm2, build_house("bolton").tm]:
        assert open_page(stranger, address).status_code == 404


def test_choosing_a_worker_costs_the_same_whatever_they_carry(house):
    case = screened(house)
    before = queries_to_open(house.tm, page_of("allocate_case", case))
    for _ in range(8):
        allocated(house)
    assert queries_to_open(house.tm, page_of("allocate_case", case)) == before
