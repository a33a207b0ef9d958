"""What a step that the family must agree to waits for, where the procedure requires it."""

from datetime import date

import pytest

from cases.models import FamilyMember, Person
from cases.selectors.agreements import (
    early_help_blockers,
    early_help_in_words,
    must_name_who_agreed,
)
from cin.core import clock
from cin.core.errors import BadInput
from tests.cases.test_consents import answer, begin, bring, decide, mother_of, refused
from tests.stories import allocated, build_house, moment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


def lacking(case):
    return [blocker.message for blocker in early_help_blockers(case, clock.today())]


def agrees(house, case, **changes):
    return answer(house, case, purposes=["early_help"], **changes)


def refuses(house, case):
    return refused(house, case, purposes=["early_help"])


def test_early_help_waits_for_the_familys_agreement(house):
    case = allocated(house)
    assert lacking(case) == [
        "Record on the page about consent that the family agreed to a transfer to early help"
    ]
    assert early_help_blockers(case, clock.today())[0].cites == ("ROC-17", "ROC-176")
    agrees(house, case)
    assert lacking(case) == []


def test_an_agreement_that_has_ended_is_none(house):
    case = allocated(house)
    agrees(house, case, valid_until=clock.today())
    with clock.at(moment("2026-03-19")):
        assert len(lacking(case)) == 1


def test_agreement_to_something_else_is_none(house):
    case = allocated(house)
    answer(house, case, purposes=["share_early_help", "assessment"])
    assert len(lacking(case)) == 1


def test_a_refusal_goes_on_only_by_a_managers_decision_with_its_reasons(house):
    case = allocated(house)
    row = refuses(house, case)
    assert "Only a manager can authorise going on" in lacking(case)[0]
    review = bring(house, row)
    assert lacking(case) == [
        "A manager decides on the refusal of a transfer to early help that was brought"
    ]
    decide(house, review, "authorised")
    assert lacking(case) == []
    told = early_help_in_words(case, clock.today())
    assert "TM of Rochdale authorised going on without agreement" in told


@pytest.mark.parametrize("decision", ["accepted", "returned", "escalated"])
def test_no_other_decision_lets_it_go_on(house, decision):
    case = allocated(house)
    decide(house, bring(house, refuses(house, case)), decision)
    assert len(lacking(case)) == 1


def test_an_agreement_taken_back_is_none_whatever_was_authorised_before(house):
    case = allocated(house)
    decide(house, bring(house, refuses(house, case)), "authorised")
    agrees(house, case)
    answer(house, case, "withdrawn", purposes=["early_help"])
    assert "The family did not agree" in lacking(case)[0]


def test_a_young_person_agrees_to_early_help_too(house):
    case = allocated(house, born_on=date(2009, 5, 4))
    agrees(house, case)
    assert lacking(case) == [f"Record that {case.child} agreed to a transfer to early help too"]
    agrees(house, case, person_id=case.child_id, understanding="She said it in her own words.")
    assert lacking(case) == []


def partner_of(case, has_parental_responsibility=False):
    person = Person.objects.create(
        authority=case.authority, kind="parent_carer", given_names="Lee", family_name="Marsh"
    )
    FamilyMember.objects.create(
        family=case.family,
        person=person,
        role="step_parent",
        has_parental_responsibility=has_parental_responsibility,
    )
    return person


@pytest.mark.rule("ROC-17", "ROC-176")
def test_an_adult_without_parental_responsibility_consents_to_nothing(house):
    case = allocated(house)
    lee = partner_of(case)
    agrees(house, case, person_id=lee.pk)
    assert lacking(case) == [
        "Lee Marsh agreed to a transfer to early help, and has no parental responsibility. "
        "Record on the page about consent that somebody who has it agreed"
    ]
    answer(house, case, "withdrawn", purposes=["early_help"])
    assert "The family did not agree" in lacking(case)[0]
    agrees(house, case)
    assert lacking(case) == []


def test_somebody_of_whom_it_is_not_known_may_have_it(house):
    case = allocated(house)
    agrees(house, case, person_id=partner_of(case, None).pk)
    assert lacking(case) == []


@pytest.mark.rule("BIR-21", "ROC-22")
def test_no_assessment_begins_with_the_word_of_those_who_cannot_consent(house):
    case = allocated(house)
    lee = partner_of(case)
    with pytest.raises(BadInput, match=r"Lee Marsh .* cannot consent alone") as why:
        begin(house, case, agreed_by=[lee.pk])
    assert why.value.field == "agreed_by"
    answer(house, case, person_id=lee.pk)
    assert must_name_who_agreed(case, clock.today())
    with pytest.raises(BadInput, match="cannot consent alone"):
        begin(house, case, agreed_by=[lee.pk])
    assert begin(house, case, agreed_by=[lee.pk, mother_of(case)]).pk


def test_a_younger_childs_word_alone_is_no_consent(house):
    case = allocated(house)
    agrees(house, case, person_id=case.child_id, understanding="He nodded.")
    assert lacking(case)[0].startswith("Record on the page about consent that the family agreed")


@pytest.mark.parametrize("slug", ["bolton", "hillingdon", "birmingham"])
def test_elsewhere_it_is_shown_and_not_waited_for(slug):
    house = build_house(slug)
    case = allocated(house)
    assert lacking(case) == []
    told = "No consent to a transfer to early help is recorded yet."
    assert early_help_in_words(case, clock.today()) == told
