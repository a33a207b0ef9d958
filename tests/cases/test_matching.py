"""Search before create: whom we may know already, why, and what is kept of the answer."""

from datetime import date

import pytest

from cases.models import Address, Case, DifferentPeople, OtherName, Person
from cases.selectors.likeness import Description
from cases.selectors.matching import carers_like, children_like
from cases.services.keys import index_everybody_without_keys, index_people
from cin.audit.models import AuditEvent
from cin.core import clock
from cin.core.likeness.days import near_misses
from tests.cases.browsing import send, words
from tests.cases.test_referral_pages import NEW, REFERRAL
from tests.stories import moment, referred

pytestmark = pytest.mark.django_db

BORN = date(2017, 5, 4)


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


def found(user, given="Siobhan", family="O'Brien", born=BORN, **more):
    sought = Description(given_names=given, family_name=family, born_on=born, **more)
    return {str(each.person): each.why for each in children_like(user, sought)}


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        (("Siobhan", "O'Brien"), ("Shivaun", "O'Brian")),
        (("Muhammad", "Choudhury"), ("Mohammed", "Chowdhry")),
        (("محمد", "Hussain"), ("Mohamed", "Hussein")),
        (("Łukasz", "Nowak"), ("Lukasz", "Nowack")),
        (("Caitlin", "Smyth"), ("Kathleen", "Smith")),
        (("Zoë-Mae", "Ng"), ("Zoe Mae", "Ng")),
        (("O'Neill", "Sean"), ("Shaun", "ONeill")),
    ],
)
def test_a_child_is_found_by_the_sound_of_the_name(house, known, typed):
    referred(house, given_names=known[0], family_name=known[1], born_on=BORN)
    assert list(found(house.sw, *typed)) == [" ".join(known)]


@pytest.mark.parametrize(
    ("born", "why"),
    [
        (date(2017, 5, 4), "the same date of birth"),
        (date(2017, 4, 5), "a date of birth with day and month swapped"),
        (date(2016, 5, 4), "a date of birth one year off"),
        (date(2017, 5, 14), "a date of birth one digit off"),
    ],
)
def test_the_day_of_birth_may_be_a_slip_away_and_the_page_says_which(house, born, why):
    referred(house, given_names="Siobhan", born_on=BORN)
    assert why in found(house.sw, "Shivaun", born=born)["Siobhan O'Brien"]


def test_a_like_name_with_quite_another_day_is_not_the_child(house):
    referred(house, given_names="Siobhan", born_on=BORN)
    assert found(house.sw, "Shivaun", born=date(2012, 11, 23)) == {}


def test_every_slip_is_a_day_that_exists():
    assert date(2015, 2, 28) in near_misses(date(2016, 2, 28))
    assert len(near_misses(date(2016, 2, 29))) == len(set(near_misses(date(2016, 2, 29))))


def test_a_child_is_found_by_a_previous_name_and_told_so(house):
    child = referred(house, given_names="Siobhan", born_on=BORN).child
    OtherName.objects.create(person=child, kind="previous", family_name="Kowalska")
    index_people([child.pk])
    why = found(house.sw, "Shivaun", "Kowalska")["Siobhan O'Brien"]
    assert "by another name: Siobhan Kowalska" in why
    to_a_stranger = found(house.sw3, "Shivaun", "Kowalska")["Siobhan O'Brien"]
    assert "by another name" in to_a_stranger
    assert "Siobhan Kowalska" not in to_a_stranger


def test_a_misspelt_child_is_found_by_the_letters(house):
    referred(house, given_names="Bartholomew", family_name="Featherstone", born_on=BORN)
    assert list(found(house.sw, "Bartolomew", "Featherston", date(2018, 5, 4)))


def test_a_baby_is_found_by_the_day_around_which_it_was_expected(house):
    referred(house, given_names="Baby", born_on=None, expected_on=date(2026, 4, 1))
    why = found(house.sw, "Baby", born=date(2026, 3, 16))
    assert "a birth expected within six weeks of it" in why["Baby O'Brien"]


def test_brothers_and_sisters_at_one_address_are_not_each_other(house):
    case = referred(house, given_names="Siobhan", born_on=BORN)
    Address.objects.create(person=case.child, lines="12 Elm Road\nRochdale OL16 1AB")
    index_people([case.child_id])
    here = {"address": "12 Elm Rd, OL16 1AB", "family_id": case.family_id}
    assert found(house.sw, "Patrick", born=date(2016, 5, 4), **here) == {}
    why = found(house.sw, "Shivaun", born=date(2012, 11, 23), **here)["Siobhan O'Brien"]
    assert "the same address" in why
    assert "in the same family" in why


def test_nobody_is_found_by_a_secret_address(house):
    case = referred(house, given_names="Siobhan", born_on=BORN)
    Address.objects.create(person=case.child, lines="12 Elm Road\nOL16 1AB", is_secret=True)
    index_people([case.child_id])
    assert not case.child.keys.filter(kind="place").exists()
    why = found(house.sw, address="12 Elm Road, OL16 1AB")["Siobhan O'Brien"]
    assert "address" not in why


def test_a_restricted_record_tells_that_it_exists_and_whom_to_ask(house):
    case = referred(house, given_names="Leo", family_name="O'Hara", born_on=date(2018, 5, 4))
    told = words(send(house.sw3, NEW, REFERRAL))
    assert "Known to another team: ask Family Support North (TM of Rochdale)" in told
    assert case.reference not in told
    refused = words(send(house.sw3, NEW, {**REFERRAL, "known_child": str(case.child_id)}))
    assert "already has an open case with another team" in refused
    assert "Tell Family Support North (TM of Rochdale) what you know" in refused
    assert case.reference not in refused
    assert Case.objects.count() == 1


def test_a_near_miss_does_not_tell_a_stranger_the_day_of_birth(house):
    referred(house, given_names="Leo", family_name="O'Hara", born_on=date(2018, 5, 4))
    told = words(send(house.sw3, NEW, {**REFERRAL, "born_on": "5/4/2018"}))
    assert "similar date of birth" in told
    assert "swapped" not in told
    mine = words(send(house.sw, NEW, {**REFERRAL, "born_on": "5/4/2018"}))
    assert "day and month swapped" in mine


def test_the_question_is_not_optional_and_a_different_child_needs_its_reason(house):
    known = referred(house, given_names="Leo", family_name="O'Hara", born_on=date(2018, 5, 4))
    asked = words(send(house.sw, NEW, REFERRAL))
    assert "Is this the same child as Leo O'Hara?" in asked
    assert "Is this the same child as Leo O'Hara? (optional)" not in asked
    again = words(send(house.sw, NEW, {**REFERRAL, "known_child": "new"}))
    assert "Enter how you know that it is a different child" in again
    why = "Other parents, other school"
    send(house.sw, NEW, {**REFERRAL, "known_child": "new", "different_because": why})
    kept = DifferentPeople.objects.get()
    new = Case.objects.exclude(pk=known.pk).get()
    assert (kept.first_id, kept.second_id, kept.reason) == (known.child_id, new.child_id, why)
    assert AuditEvent.objects.get(action="cases.tell_apart").case_id == new.pk


def test_a_known_mother_is_asked_about_and_not_recorded_twice(house):
    known = referred(house, given_names="Bea", family_name="Kelly", born_on=BORN)
    mother = known.family.members.get(role="mother").person
    carer = {
        "carer_given_names": "Maria",
        "carer_family_name": "OBrien",
        "carer_role": "mother",
    }
    asked = words(send(house.sw, NEW, {**REFERRAL, **carer}))
    assert "Is this the same parent or carer as one we know?" in asked
    send(house.sw, NEW, {**REFERRAL, **carer, "known_carer": str(mother.pk)})
    new = Case.objects.exclude(pk=known.pk).get()
    assert new.family.members.get(role="mother").person == mother
    assert Person.objects.filter(kind="parent_carer").count() == 1


def test_a_parent_only_another_team_may_open_is_named_with_whom_to_ask_and_cannot_be_chosen(house):
    known = referred(house, given_names="Bea", family_name="Kelly", born_on=BORN)
    mother = known.family.members.get(role="mother").person
    Case.objects.filter(pk=known.pk).update(team=house.other_team)
    carer = {
        "carer_given_names": mother.given_names,
        "carer_family_name": mother.family_name,
        "carer_role": "mother",
    }
    asked = words(send(house.sw, NEW, {**REFERRAL, **carer}))
    assert "Another team may know this person" in asked
    assert f"Yes, {mother}" not in asked
    send(house.sw, NEW, {**REFERRAL, **carer, "known_carer": str(mother.pk)})
    assert Case.objects.get() == known
    send(house.sw, NEW, {**REFERRAL, **carer, "known_carer": "new"})
    new = Case.objects.exclude(pk=known.pk).get()
    assert new.family.members.get(role="mother").person != mother


def test_a_child_is_no_candidate_for_a_carer(house):
    referred(house, given_names="Mary", family_name="O'Brien", born_on=BORN)
    sought = Description(given_names="Mary", family_name="O'Brien")
    assert {each.person.kind for each in carers_like(house.sw, sought)} == {"parent_carer"}


def test_keys_lost_are_made_again(house):
    child = referred(house, given_names="Siobhan", born_on=BORN).child
    child.keys.all().delete()
    assert found(house.sw) == {}
    assert index_everybody_without_keys() == 1
    assert list(found(house.sw)) == ["Siobhan O'Brien"]


def test_a_search_costs_the_same_for_one_as_for_ten(house, django_assert_max_num_queries):
    for number in range(10):
        referred(house, given_names=f"Siobhan {number}", born_on=BORN)
    with django_assert_max_num_queries(13):
        assert len(found(house.sw)) == 10
