"""The pages of a family: its people, its genogram, its homes and its network."""

from datetime import date

import pytest
from django.urls import reverse

from alerts.models import Deadline
from cases.models import (
    HouseholdMember,
    Milestone,
    NetworkMember,
    Person,
    Relationship,
    SharingLimit,
)
from cases.selectors.genogram import tree_of
from cases.selectors.network import network_of
from cin.audit.models import RecordView
from cin.core import clock
from tests.cases.browsing import open_page, queries_to_open, send, words
from tests.stories import build_house, moment, referred

pytestmark = pytest.mark.django_db

GRAN = {
    "person_kind": "other_family",
    "given_names": "Bríd",
    "family_name": "O'Brien",
    "sex": "F",
    "kind": "grandparent",
    "began_on": "",
}
TEACHER = {
    "given_names": "Tess",
    "family_name": "D'Arcy",
    "agency": "Moss Lane School",
    "agency_kind": "school",
    "phone": "01632 960 001",
    "role": "Class teacher",
    "frequency": "Every day",
    "is_invited": "on",
}


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


@pytest.fixture
def case(house):
    return referred(house, given_names="Amina", born_on=date(2017, 5, 4))


def mother_of(case):
    return case.family.members.get(role="mother").person


def page(name, case, *more):
    return reverse(f"cases:{name}", args=[case.pk, *more])


def add_gran(house, case, **more):
    answers = {**GRAN, "whom": case.child_id, **more}
    return send(house.sw, page("add_relative", case), answers)


def test_somebody_is_added_with_the_relationship_and_seen_from_both_ends(house, case):
    add_gran(house, case)
    row = Relationship.objects.get(kind="grandparent")
    assert (str(row.first), row.second) == ("Bríd O'Brien", case.child)
    assert case.family.members.get(person=row.first).role == "grandparent"
    told = words(open_page(house.sw, page("people", case)))
    assert "Grandparent of Amina O'Brien" in told
    assert "Grandchild of Bríd O'Brien" in told


def test_the_mother_of_a_mother_is_a_grandparent_of_the_family(house, case):
    add_gran(house, case, kind="mother", whom=mother_of(case).pk)
    assert case.family.members.get(person__given_names="Bríd").role == "grandparent"
    tree = tree_of(case)
    sexes = {person.name: person.sex for person in tree.people}
    assert sexes["Mary O'Brien"] == "F"


def test_a_child_added_the_other_way_round_becomes_a_sibling_without_a_case(house, case):
    answers = {
        **GRAN,
        "person_kind": "child",
        "given_names": "Kit",
        "born_on": "1/2/2012",
        "kind": "back:parent",
        "whom": mother_of(case).pk,
    }
    Person.objects.filter(pk=mother_of(case).pk).update(sex="F")
    send(house.sw, page("add_relative", case), answers)
    row = Relationship.objects.get(second__given_names="Kit")
    assert (row.first, row.kind) == (mother_of(case), "mother")
    assert not row.second.cases.exists()
    assert "Brother or sister of Kit O'Brien" in words(open_page(house.sw, page("people", case)))


def test_somebody_known_is_offered_before_a_second_record_is_made(house, case):
    other = referred(house, given_names="Zed", family_name="Quill")
    gran = send(house.sw, page("add_relative", other), {**GRAN, "whom": other.child_id})
    assert gran.status_code == 302
    asked = add_gran(house, case, given_names="Brid")
    assert "Is this somebody we know?" in words(asked)
    known = Person.objects.get(given_names="Bríd")
    add_gran(house, case, given_names="Brid", known_person=str(known.pk))
    assert case.family.members.filter(person=known).exists()
    assert Person.objects.filter(family_name="O'Brien", kind="other_family").count() == 1


def test_a_person_of_another_team_is_not_offered_nor_taken(house, case):
    with_other = referred(house, given_names="Zed", family_name="Quill")
    with_other.team = house.other_team
    with_other.worker = None
    with_other.save()
    send(house.tm2, page("add_relative", with_other), {**GRAN, "whom": with_other.child_id})
    known = Person.objects.get(given_names="Bríd")
    asked = add_gran(house, case)
    assert "Another team may know this person" in words(asked)
    assert "Yes, Bríd" not in words(asked)
    add_gran(house, case, known_person=str(known.pk))
    assert not case.family.members.filter(person=known).exists()


def test_a_relationship_to_oneself_is_explained_and_nothing_typed_is_lost(house, case):
    answers = {
        "first": case.child_id,
        "second": case.child_id,
        "kind": "sibling",
        "note": "Twins?",
    }
    refused = send(house.sw, page("relate_people", case), answers)
    assert "Nobody can be related to themself" in words(refused)
    assert refused.context["form"]["note"].value() == "Twins?"


def test_a_relationship_is_changed_ended_and_withdrawn(house, case):
    row = Relationship.objects.get()
    answers = {
        "kind": "mother",
        "bond": "birth",
        "has_parental_responsibility": "yes",
        "responsible_by": "birth",
    }
    send(house.sw, page("change_relationship", case, row.pk), answers)
    told = words(open_page(house.sw, page("people", case)))
    assert "By birth. Has parental responsibility, as the mother, by birth" in told
    answers = {"ended_on": "1/3/2026", "end_reason": "Adopted by another family"}
    send(house.sw, page("end_relationship", case, row.pk), answers)
    assert "(ended)" in words(open_page(house.sw, page("people", case)))
    send(house.sw, page("withdraw_relationship", case, row.pk), {"reason": "Wrong child"})
    row.refresh_from_db()
    assert row.withdrawal_reason == "Wrong child"
    assert "Mother of" not in words(open_page(house.sw, page("people", case)))


def test_who_lives_together_is_recorded_and_who_left(house, case):
    answers = {"home": "Mother's home", "people": [case.child_id, mother_of(case).pk]}
    send(house.sw, page("join_home", case), answers)
    assert HouseholdMember.objects.count() == 2
    again = send(house.sw, page("join_home", case), answers)
    assert "lives there already" in words(again)
    place = HouseholdMember.objects.get(person=mother_of(case))
    send(house.sw, page("leave_home", case, place.pk), {"ended_on": "1/3/2026"})
    assert "until 1 march 2026" in words(open_page(house.sw, page("people", case))).lower()


def test_what_somebody_must_not_be_told_is_a_warning_wherever_they_are_shown(house, case):
    mother = mother_of(case)
    answers = {"what": "Where Dad lives now", "reason": "He fled from violence"}
    send(house.sw, page("limit_sharing", case, mother.pk), answers)
    overview = reverse("desk:case", args=[case.pk])
    for address in (page("people", case), page("person", case, mother.pk), overview):
        told = words(open_page(house.sw, address))
        assert "Do not share with Mary O'Brien Where Dad lives now" in told
    limit = SharingLimit.objects.get()
    address = page("end_sharing_limit", case, mother.pk, limit.pk)
    send(house.sw, address, {"end_reason": "The order ended"})
    assert "Do not share" not in words(open_page(house.sw, page("people", case)))
    assert "The order ended" in words(open_page(house.sw, page("person", case, mother.pk)))


def test_a_professional_joins_changes_and_leaves_the_network(house, case):
    send(house.sw, page("add_to_network", case), TEACHER)
    member = NetworkMember.objects.get()
    assert str(member.person.agency) == "Moss Lane School"
    told = words(open_page(house.sw, page("people", case)))
    assert "Class teacher, Moss Lane School" in told
    assert "Does not receive the plan and minutes" in told
    answers = {"role": "Class teacher", "receives_papers": "on", "is_lead": "on"}
    send(house.sw, page("change_network", case, member.pk), answers)
    assert "Lead professional" in words(open_page(house.sw, page("people", case)))
    again = send(house.sw, page("add_to_network", case), {**TEACHER, "is_lead": "on"})
    assert "Is this somebody we know?" in words(again)
    answers = {**TEACHER, "given_names": "Huw", "family_name": "Pugh", "is_lead": "on"}
    second = send(house.sw, page("add_to_network", case), answers)
    assert "Tess D'Arcy is the lead professional: change that first" in words(second)
    answers = {"ended_on": "17/3/2026", "end_reason": "Left the school"}
    send(house.sw, page("leave_network", case, member.pk), answers)
    assert network_of(case) == []
    assert "No longer involved" in words(open_page(house.sw, page("people", case)))


def test_the_genogram_says_in_words_what_it_draws(house, case):
    add_gran(house, case)
    drawn = open_page(house.sw, page("genogram", case))
    told = words(drawn)
    markup = drawn.content.decode()
    assert "Bríd O'Brien Grandparent Amina O'Brien" in told
    assert 'role="img"' in markup
    assert markup.count("<circle") >= 1
    assert " style=" not in markup[markup.index("<svg") : markup.index("</svg>")]
    assert RecordView.objects.filter(page="genogram", case_id=case.pk).count() == 1


def test_a_name_cannot_break_out_of_the_drawing(house, case):
    add_gran(house, case, given_names="<script>alert(1)</script>", family_name="x")
    assert "<script>alert" not in open_page(house.sw, page("genogram", case)).content.decode()


@pytest.mark.parametrize("name", ["people", "genogram"])
def test_a_large_family_costs_no_more_queries_than_a_small_one(house, case, name):
    add_gran(house, case)
    send(house.sw, page("add_to_network", case), TEACHER)
    send(house.sw, page("join_home", case), {"home": "A", "people": [case.child_id]})
    before = queries_to_open(house.sw, page(name, case))
    for number in range(8):
        person = Person.objects.create(
            authority=house.authority, kind="child", given_names="N", family_name=f"{number}"
        )
        case.family.members.create(person=person, role="child")
        Relationship.objects.create(first=mother_of(case), second=person, kind="mother")
        place = {"home": "A", "person": person, "recorded_by": house.sw}
        case.family.household_members.create(**place)
        NetworkMember.objects.create(
            child=case.child, person=person, role="Worker", recorded_by=house.sw
        )
    assert queries_to_open(house.sw, page(name, case)) == before


@pytest.mark.rule("ROC-43", "ROC-81")
def test_completing_the_genogram_with_the_family_meets_its_due_date(house, case):
    answers = {"happened_on": "18/3/2026", "people": [mother_of(case).pk], "note": "Gran rang in."}
    send(house.sw, page("complete_genogram", case), answers)
    done = Milestone.objects.get()
    assert (done.kind, done.happened_on) == ("genogram_uploaded", date(2026, 3, 18))
    assert done.note == "Completed with Mary O'Brien.\n\nGran rang in."
    assert not Deadline.objects.filter(case=case, key="genogram", met_on=None).exists()
    assert "Completed with Mary O'Brien." in words(open_page(house.sw, page("genogram", case)))


@pytest.mark.parametrize(
    "name",
    ["people", "genogram", "add_relative", "relate_people", "join_home", "add_to_network"],
)
def test_nobody_sees_a_family_but_through_a_case_they_may_see(house, case, name):
    assert open_page(house.sw, page(name, case)).status_code == 200
    for stranger in [house.sw3, house.tm2, house.admin, build_house("bolton").tm]:
        assert open_page(stranger, page(name, case)).status_code == 404
