"""What a step that the family must agree to waits for, where the procedure requires it."""

from datetime import date

import pytest

from cases.selectors.agreements import early_help_blockers, early_help_in_words
from cin.core import clock
from tests.cases.test_consents import answer, bring, decide, refused
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
