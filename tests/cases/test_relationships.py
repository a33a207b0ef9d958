"""Who is what to whom: written once, seen from both ends, and never impossible."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cases.models import FamilyMember, Person, Relationship
from cases.services.merging import merge_people, unmerge_people
from cases.services.referrals import ChildDetails, add_sibling
from cases.services.relationships import (
    RelationshipDetails,
    change_relationship,
    end_relationship,
    relate_people,
    withdraw_relationship,
)
from cin.audit.models import AuditEvent
from cin.core import clock
from cin.core.errors import BadInput, NotFound, StepNotAllowed
from tests.stories import build_house, moment, referred

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


@pytest.fixture
def case(house):
    return referred(house, given_names="Amina", born_on=date(2017, 5, 4))


def mother_of(case):
    return case.family.members.get(role="mother").person


def someone(case, given="Sam", role="other_carer", **more):
    person = Person.objects.create(
        authority=case.authority,
        **{"kind": "parent_carer", "given_names": given, "family_name": "O'Brien", **more},
    )
    FamilyMember.objects.create(family=case.family, person=person, role=role)
    return person


def relate(house, case, first, second, kind, **more):
    return relate_people(
        case_id=case.pk,
        actor=house.sw,
        first_id=first.pk,
        second_id=second.pk,
        details=RelationshipDetails(kind=kind, **more),
    )


def test_a_referral_relates_the_carer_to_the_child(house, case):
    row = Relationship.objects.get()
    assert (row.first, row.second, row.kind) == (mother_of(case), case.child, "mother")
    assert (row.get_kind_display(), row.inverse) == ("Mother", "Child")


def test_a_brother_or_sister_who_joins_is_related_to_the_parents_too(house, case):
    mother = FamilyMember.objects.get(role="mother")
    mother.has_parental_responsibility = True
    mother.save()
    second = add_sibling(
        actor=house.sw,
        case_id=case.pk,
        child=ChildDetails(given_names="Leo", family_name="O'Brien", born_on=date(2020, 1, 1)),
    )
    row = Relationship.objects.get(second=second.child)
    assert (row.kind, row.has_parental_responsibility) == ("mother", None)


def test_parental_responsibility_of_a_relationship_is_that_of_the_member(house, case):
    father = someone(case, "Dan", sex="M", born_on=date(1985, 1, 1))
    row = relate(house, case, father, case.child, "father", has_parental_responsibility=True)
    member = FamilyMember.objects.get(person=father)
    assert (member.role, member.has_parental_responsibility) == ("father", True)
    change_relationship(
        case_id=case.pk,
        relationship_id=row.pk,
        actor=house.sw,
        details=RelationshipDetails(kind="step_parent", has_parental_responsibility=False),
    )
    member.refresh_from_db()
    assert (member.role, member.has_parental_responsibility) == ("step_parent", False)
    withdraw_relationship(
        case_id=case.pk, relationship_id=row.pk, actor=house.sw, reason="Not this man"
    )
    member.refresh_from_db()
    assert member.has_parental_responsibility is None


def test_a_young_mother_stays_a_child_of_the_family(house, case):
    baby = someone(case, "Baby", role="child", kind="child", expected_on=date(2026, 6, 1))
    relate(house, case, case.child, baby, "mother", bond="birth")
    assert FamilyMember.objects.get(person=case.child).role == "child"


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"began_on": date(2017, 5, 3)}, "began_on", "before Amina O'Brien was born"),
        ({"began_on": date(2026, 3, 19)}, "began_on", "in the future"),
        ({"responsible_since": date(2017, 5, 3)}, "responsible_since", "before Amina"),
    ],
)
def test_nothing_begins_before_a_birth_or_ahead_of_today(house, case, more, field, said):
    father = someone(case)
    with pytest.raises(BadInput) as refused:
        relate(house, case, father, case.child, "father", has_parental_responsibility=True, **more)
    assert refused.value.field == field
    assert said in str(refused.value)


def test_nobody_is_related_to_themself(house, case):
    with pytest.raises(BadInput, match="themself"):
        relate(house, case, case.child, case.child, "sibling")
    with pytest.raises(IntegrityError), transaction.atomic():
        Relationship.objects.create(first=case.child, second=case.child, kind="sibling")


def test_nobody_is_their_own_ancestor(house, case):
    mother = mother_of(case)
    grandmother = someone(case, "Rose")
    relate(house, case, grandmother, mother, "mother")
    with pytest.raises(BadInput, match="is recorded as a parent or grandparent"):
        relate(house, case, case.child, grandmother, "mother")
    with pytest.raises(BadInput, match="is recorded as a parent or grandparent"):
        relate(house, case, case.child, mother, "father")


@pytest.mark.parametrize("kind", ["mother", "grandparent"])
def test_a_parent_is_older_than_the_child(house, case, kind):
    young = someone(case, "Kim", born_on=date(2018, 1, 1))
    with pytest.raises(BadInput, match="as old or older"):
        relate(house, case, young, case.child, kind)


def test_an_unborn_baby_is_nobodys_parent(house, case):
    baby = someone(case, "Baby", role="child", kind="child", expected_on=date(2026, 6, 1))
    with pytest.raises(BadInput, match="not born yet"):
        relate(house, case, baby, case.child, "parent")


def test_a_child_has_one_mother_by_birth(house, case):
    relate(house, case, someone(case, "Dee"), case.child, "mother", bond="birth")
    with pytest.raises(BadInput, match="Dee O'Brien is recorded as the mother by birth"):
        relate(house, case, someone(case, "Eve"), case.child, "mother", bond="birth")
    relate(house, case, someone(case, "Fay"), case.child, "mother", bond="adoptive")


def test_the_same_is_not_written_twice_from_either_end(house, case):
    other = someone(case, "Kit", role="child", kind="child", born_on=date(2019, 1, 1))
    relate(house, case, case.child, other, "half_sibling")
    with pytest.raises(BadInput, match="related in this way already"):
        relate(house, case, other, case.child, "half_sibling")
    with pytest.raises(BadInput, match="related in this way already"):
        relate(house, case, mother_of(case), case.child, "mother")


def test_two_people_are_one_kind_of_couple_at_a_time(house, case):
    father = someone(case)
    row = relate(house, case, mother_of(case), father, "married", began_on=date(2015, 6, 1))
    with pytest.raises(BadInput, match="recorded as married"):
        relate(house, case, father, mother_of(case), "divorced")
    end_relationship(
        case_id=case.pk,
        relationship_id=row.pk,
        actor=house.sw,
        ended_on=date(2024, 6, 1),
        end_reason="They divorced",
    )
    relate(house, case, father, mother_of(case), "divorced", began_on=date(2024, 6, 1))
    with pytest.raises(StepNotAllowed, match="ended already"):
        end_relationship(
            case_id=case.pk,
            relationship_id=row.pk,
            actor=house.sw,
            ended_on=date(2024, 6, 1),
            end_reason="Again",
        )


def test_what_is_done_is_written_down_and_nobody_else_does_it(house, case):
    row = relate(house, case, someone(case), case.child, "carer")
    event = AuditEvent.objects.get(action="cases.relate_people")
    assert event.case_reference == case.reference
    act = {"case_id": case.pk, "relationship_id": row.pk, "reason": "Mistake"}
    for stranger in [house.sw3, house.tm2, house.admin, build_house("bolton").sw]:
        with pytest.raises(NotFound):
            withdraw_relationship(actor=stranger, **act)


def test_a_relationship_of_another_family_is_not_found(house, case):
    other = referred(house, given_names="Zed", family_name="Quill")
    row = Relationship.objects.get(second=other.child)
    with pytest.raises(NotFound):
        withdraw_relationship(
            case_id=case.pk, relationship_id=row.pk, actor=house.sw, reason="Mistake"
        )
    with pytest.raises(NotFound):
        relate(house, case, mother_of(other), case.child, "aunt_uncle")


def test_merging_takes_relationships_along_and_gives_them_back(house, case):
    mother = mother_of(case)
    twice = someone(case, "Mary", role="other_carer")
    relate(house, case, twice, case.child, "mother")
    relate(house, case, mother, twice, "friend")
    before = sorted(Relationship.objects.values_list("first", "second", "kind"))
    merge = merge_people(
        case_id=case.pk,
        kept_id=mother.pk,
        merged_id=twice.pk,
        actor=house.tm,
        chosen={},
        reason="One woman",
    )
    assert list(Relationship.objects.values_list("first", "second", "kind")) == [
        (mother.pk, case.child.pk, "mother")
    ]
    unmerge_people(
        case_id=case.pk, kept_id=mother.pk, merge_id=merge.pk, actor=house.tm, reason="Two"
    )
    assert sorted(Relationship.objects.values_list("first", "second", "kind")) == before
