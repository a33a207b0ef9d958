"""Another child of the wider family is referred from a case; sexuality is asked where it fits."""

from datetime import date

import pytest
from django.urls import reverse

from assessments.services import submit_assessment
from cases.models import Case, Person, WiderReferral
from cases.selectors.wider_family import children_referred_from
from cin.core import clock
from cin.core.errors import NotReady
from tests.cases.browsing import open_page, send, words
from tests.cases.test_referral_pages import REFERRAL
from tests.stories import allocated, assessing, build_house, moment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


@pytest.mark.rule("BIR-06")
def test_a_cousin_is_referred_from_the_case_and_its_outcome_is_followed():
    house = build_house("birmingham")
    case = allocated(house)
    address = reverse("cases:refer_another_child", args=[case.pk])
    assert "CASS" in words(open_page(house.sw, address))
    assert send(house.sw, address, {**REFERRAL, "concerns": ""}).status_code == 200
    assert not WiderReferral.objects.exists()
    assert send(house.sw, address, REFERRAL).status_code == 302
    other = Case.objects.exclude(pk=case.pk).get()
    assert other.family_id != case.family_id
    people = words(open_page(house.sw, reverse("cases:people", args=[case.pk])))
    assert "Leo O'Hara , referred from here on 18 March 2026: " in people
    assert other.get_state_display().lower() in people


@pytest.mark.rule("BIR-06")
def test_a_child_whom_another_team_has_taken_is_not_named_here():
    house = build_house("birmingham")
    case = allocated(house)
    send(house.sw, reverse("cases:refer_another_child", args=[case.pk]), REFERRAL)
    other = Case.objects.exclude(pk=case.pk)
    other.update(team=house.other_team)
    assert children_referred_from(house.sw, case) == []
    assert "Leo" not in words(open_page(house.sw, reverse("cases:people", args=[case.pk])))
    assert (
        open_page(house.sw3, reverse("cases:refer_another_child", args=[case.pk])).status_code
        == 404
    )


def test_a_closed_case_leads_to_no_more(house):
    case = allocated(house)
    Case.objects.filter(pk=case.pk).update(state="closed", closed_on=clock.today())
    address = reverse("cases:refer_another_child", args=[case.pk])
    assert open_page(house.sw, address).status_code == 409


@pytest.mark.rule("BIR-04")
@pytest.mark.parametrize(("born_on", "is_asked"), [("2013-03-18", True), ("2013-03-19", False)])
def test_sexuality_is_asked_of_nobody_under_13_and_never_demanded(born_on, is_asked):
    house = build_house("birmingham")
    case = allocated(house, born_on=date.fromisoformat(born_on))
    address = reverse("cases:describe_person", args=[case.pk, case.child_id, "identity"])
    assert ("Sexuality" in words(open_page(house.sw, address))) is is_asked
    child = case.child
    form = {
        "given_names": child.given_names,
        "family_name": child.family_name,
        "is_born": "yes",
        "born_on": f"{child.born_on:%d/%m/%Y}",
        "sex": "F",
        "sexuality": "Gay",
        "version": child.version,
    }
    assert send(house.sw, address, form).status_code == 302
    assert Person.objects.get(pk=child.pk).sexuality == ("Gay" if is_asked else "")


@pytest.mark.rule("BIR-04")
def test_the_assessment_asks_what_each_part_of_identity_means():
    house = build_house("birmingham")
    assessment = assessing(house)
    page = words(open_page(house.sw, reverse("assessments:write_assessment", args=[assessment.pk])))
    for asked in (
        "ethnicity, gender, disability, religion, sexuality (where old enough), nationality",
        "culture, learning and communication",
    ):
        assert asked in page
    with pytest.raises(NotReady) as refused:
        submit_assessment(assessment_id=assessment.pk, actor=house.sw)
    missing = " ".join(each.message for each in refused.value.blockers)
    for title in (
        "Reason for the assessment",
        "The child's wishes and feelings",
        "Mary O'Brien’s views",
    ):
        assert title in missing, missing
