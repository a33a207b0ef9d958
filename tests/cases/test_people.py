"""Who is who, how old they are, and who may know of them."""

from datetime import date

import pytest

from cases.models import Case, FamilyMember, Person
from cases.selectors.access import find_case, visible_cases
from cases.selectors.likeness import Description
from cases.selectors.matching import children_like
from cases.selectors.people import family_of, sibling_cases
from cases.services.allocation import allocate_case
from cases.services.referrals import ChildDetails, add_sibling
from cases.templatetags.case_bar import age_in_words
from cin.core import clock
from cin.core.errors import NotFound
from tests.stories import build_house, moment, referred, screened

pytestmark = pytest.mark.django_db

BORN = date(2017, 5, 4)


def alike(user, given="Amina", family="O'Brien", born=BORN):
    sought = Description(given_names=given, family_name=family, born_on=born)
    return [str(found.person) for found in children_like(user, sought)]


def test_a_child_of_the_same_name_and_birthday_is_found(house):
    referred(house, given_names="Amina", born_on=BORN)
    assert alike(house.sw) == ["Amina O'Brien"]


@pytest.mark.parametrize(
    ("given", "family"),
    [
        ("AMINA", "o'brien"),
        ("Amina", "O’Brien"),
        ("Amina", "OBrien"),
        ("Amína", "Smith"),
        ("Minnie", "O'Brien"),
    ],
)
def test_children_born_on_one_day_who_share_a_name_are_found_however_it_is_spelt(
    house, given, family
):
    referred(house, given_names="Amina", born_on=BORN)
    assert alike(house.sw, given, family) == ["Amina O'Brien"]


def test_a_namesake_with_another_birthday_is_found(house):
    referred(house, given_names="Amina", born_on=BORN)
    assert alike(house.sw, born=date(2016, 5, 4)) == ["Amina O'Brien"]


def test_a_brother_with_another_birthday_is_not_taken_for_the_child(house):
    referred(house, given_names="Amina", born_on=BORN)
    assert alike(house.sw, given="Sean", born=date(2015, 1, 1)) == []


def test_a_child_known_to_another_team_is_found(house):
    referred(house, given_names="Amina", born_on=BORN)
    assert alike(house.sw3) == ["Amina O'Brien"]


def test_a_child_of_another_authority_is_not_found(house):
    referred(build_house("bolton"), given_names="Amina", born_on=BORN)
    assert alike(house.sw) == []


def test_a_parent_is_not_found_as_a_child(house):
    referred(house)
    assert alike(house.sw, given="Mary", born=date(1990, 1, 1)) == []


def test_nobody_is_found_by_a_name_alone(house):
    referred(house, given_names="Amina", born_on=BORN)
    assert alike(house.sw, born=None) == []


def test_the_latest_case_of_each_child_is_the_one_that_was_looked_up(house):
    earlier = referred(house, given_names="Amina", born_on=BORN)
    Case.objects.filter(pk=earlier.pk).update(closed_on=date(2026, 1, 1), state="closed")
    latest = Case.objects.get(pk=earlier.pk)
    latest.pk, latest.reference, latest.closed_on = None, "ROC-99999", None
    latest.__dict__["state"] = "referred"
    latest.save(force_insert=True)
    sought = Description(given_names="Amina", family_name="O'Brien", born_on=BORN)
    assert [found.latest for found in children_like(house.sw, sought)] == [latest]


def test_nobody_is_found_without_a_name_or_an_authority(house):
    referred(house, given_names="Amina", born_on=BORN)
    house.sw.authority_id = None
    assert alike(house.sw) == []
    assert alike(house.tm, given="", family="") == []


def test_a_child_in_two_families_is_found_once(house):
    case = referred(house, given_names="Amina", born_on=BORN)
    other = referred(house, given_names="Sean", family_name="Kelly", born_on=date(2010, 1, 1))
    FamilyMember.objects.create(family=other.family, person=case.child, role="child")
    assert alike(house.sw) == ["Amina O'Brien"]


@pytest.mark.parametrize(
    ("today", "age"),
    [
        ("2026-02-28", 9),
        ("2026-03-01", 10),
        ("2028-02-28", 11),
        ("2028-02-29", 12),
        ("2028-03-01", 12),
    ],
)
def test_a_child_born_on_29_february_has_a_birthday_on_1_march_in_other_years(today, age):
    assert Person(born_on=date(2016, 2, 29)).age_on(date.fromisoformat(today)) == age


@pytest.mark.parametrize(
    ("born", "said"),
    [
        (date(2025, 9, 1), "under 1 year old"),
        (date(2025, 3, 18), "1 year old"),
        (date(2017, 5, 4), "8 years old"),
    ],
)
def test_ages_are_said_in_words(born, said):
    with clock.at(moment("2026-03-18")):
        assert age_in_words(Person(born_on=born)) == said


def test_an_unborn_child_is_expected():
    assert age_in_words(Person(expected_on=date(2026, 6, 3))) == "expected 3 June 2026"
    assert age_in_words(Person()) == ""


@pytest.mark.parametrize("person", ["sw", "sw2", "tm", "sm", "hos"])
def test_a_team_and_the_service_know_of_its_cases(house, person):
    case = referred(house)
    assert find_case(getattr(house, person), case.pk) == case


@pytest.mark.parametrize("person", ["sw3", "tm2", "admin"])
def test_others_of_the_authority_do_not(house, person):
    case = referred(house)
    with pytest.raises(NotFound):
        find_case(getattr(house, person), case.pk)


@pytest.mark.parametrize("person", ["sw", "tm", "sm", "hos", "admin"])
def test_nobody_of_another_authority_does(house, person):
    case = referred(house)
    stranger = getattr(build_house("bolton"), person)
    assert not visible_cases(stranger).exists()
    with pytest.raises(NotFound):
        find_case(stranger, case.pk)


def test_a_worker_of_another_team_knows_of_the_case_they_carry(house):
    case = screened(house)
    allocate_case(case_id=case.pk, actor=house.tm, worker_id=house.sw3.pk, note="Theirs")
    assert find_case(house.sw3, case.pk) == case


def test_a_user_without_an_authority_knows_of_nothing(house):
    referred(house)
    house.sw.authority_id = None
    assert not visible_cases(house.sw).exists()


def test_open_cases_of_brothers_and_sisters_are_listed(house):
    case = referred(house)
    sibling = add_sibling(
        actor=house.sw,
        case_id=case.pk,
        child=ChildDetails(given_names="Sean", family_name="O'Brien", born_on=date(2020, 1, 1)),
    )
    referred(house)
    assert sibling_cases(house.sw, case) == [sibling]
    assert sibling_cases(house.sw3, case) == []
    assert family_of(case).count() == 3
