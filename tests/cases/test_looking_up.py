"""What a referral tells of children whom somebody knows already, and what is written down."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Case
from cases.services.referrals import ChildDetails, add_sibling
from cin.audit.models import RecordView
from cin.core import clock
from tests.cases.browsing import send, words
from tests.cases.test_referral_pages import CHILD, NEW, REFERRAL
from tests.stories import moment, referred

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


@pytest.fixture
def known(house):
    return referred(house, given_names="Leo", family_name="O'Hara", born_on=date(2018, 5, 4))


def lookups():
    seen = RecordView.objects.filter(page="referral lookup")
    return [(view.viewer_id, view.case_id) for view in seen]


@pytest.mark.parametrize("born", ["", "31/2/2018", "19/3/2026"])
def test_nobody_is_offered_until_a_day_of_birth_can_be_read(house, known, born):
    told = words(send(house.sw3, NEW, {**REFERRAL, "born_on": born}))
    assert "Is this the same child" not in told
    assert "2018" not in told.replace("31 February 2018", "")
    assert lookups() == []


def test_a_child_with_the_day_that_was_typed_is_named_with_it(house, known):
    assert "Yes, Leo O'Hara, born on 4 May 2018" in words(send(house.sw3, NEW, REFERRAL))


def test_a_child_with_another_day_is_named_with_the_year_alone(house, known):
    page = send(house.sw3, NEW, {**REFERRAL, "born_on": "9/8/2017"})
    assert "Yes, Leo O'Hara, born in 2018" in words(page)
    assert "May 2018" not in words(page)


def test_a_baby_is_looked_up_by_the_day_it_is_expected(house, known):
    unborn = {**REFERRAL, "is_born": "no", "born_on": ""}
    assert "Is this the same" not in words(send(house.sw3, NEW, {**unborn, "expected_on": ""}))
    page = send(house.sw3, NEW, {**unborn, "expected_on": "1/6/2026"})
    assert "Yes, Leo O'Hara, born in 2018" in words(page)


def test_each_child_who_is_named_is_written_down_as_looked_up(house, known):
    other = referred(house, given_names="Leon", family_name="O'Hara", born_on=date(2018, 5, 4))
    send(house.sw3, NEW, REFERRAL)
    assert sorted(lookups()) == [(house.sw3.pk, known.pk), (house.sw3.pk, other.pk)]


def test_a_brother_whose_referral_is_told_beside_a_child_is_written_down_too(house, known):
    brother = add_sibling(
        actor=house.sw,
        case_id=known.pk,
        child=ChildDetails(given_names="Bo", family_name="O'Hara", born_on=date(2012, 1, 1)),
    )
    told = words(send(house.sw, NEW, REFERRAL))
    assert "Brothers and sisters: Bo," in told
    assert sorted(lookups()) == [(house.sw.pk, known.pk), (house.sw.pk, brother.pk)]


def test_the_page_of_a_brother_or_sister_writes_it_down_too(house, known):
    case = referred(house, given_names="Mia", family_name="O'Hara")
    send(house.sw, reverse("cases:add_sibling", args=[case.pk]), CHILD)
    assert lookups() == [(house.sw.pk, known.pk)]
    assert RecordView.objects.get(case_id=case.pk).page == "add_sibling"


def test_a_referral_of_a_child_like_no_other_writes_no_look(house, known):
    send(house.sw3, NEW, {**REFERRAL, "given_names": "Zara", "family_name": "Hall"})
    assert Case.objects.count() == 2
    assert lookups() == []
