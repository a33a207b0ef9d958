"""An ending in early help, which the family agrees to first."""

import pytest
from django.urls import reverse

from cases.models import Case
from cin.core.errors import NotReady
from closures.services import approve_closure
from tests.cases.browsing import open_page, words
from tests.cases.test_consents import answer, bring, decide
from tests.closures.test_closing import approve, propose, ready
from tests.stories import approved, build_house

pytestmark = pytest.mark.django_db
STEPPED_DOWN = {"destination": "eha_taf"}


def early_help(house, case, response="given"):
    return answer(house, case, response, purposes=["early_help"])[0]


@pytest.mark.rule("ROC-176")
def test_a_case_ends_in_early_help_once_the_family_agreed(rochdale):
    case = ready(rochdale)
    with pytest.raises(NotReady) as refused:
        propose(rochdale, case, **STEPPED_DOWN)
    assert [blocker.code for blocker in refused.value.blockers] == ["consent"]
    early_help(rochdale, case)
    approve(rochdale, propose(rochdale, case, **STEPPED_DOWN))
    assert Case.objects.get(pk=case.pk).close_destination == "eha_taf"


@pytest.mark.rule("ROC-176")
def test_an_assessment_that_recommends_early_help_ends_there_once_the_family_agreed(rochdale):
    case = approved(rochdale, "early_help").case
    ending = {"reason": "early_help", "destination": ""}
    with pytest.raises(NotReady):
        propose(rochdale, case, **ending)
    early_help(rochdale, case)
    assert propose(rochdale, case, **ending).pk


@pytest.mark.rule("ROC-176")
def test_an_agreement_taken_back_after_the_proposal_keeps_the_case_open(rochdale):
    case = ready(rochdale)
    early_help(rochdale, case)
    closure = propose(rochdale, case, **STEPPED_DOWN)
    row = early_help(rochdale, case, "withdrawn")
    with pytest.raises(NotReady):
        approve(rochdale, closure)
    assert Case.objects.get(pk=case.pk).state == "closing"
    decide(rochdale, bring(rochdale, row), "authorised")
    approve_closure(closure_id=closure.pk, actor=rochdale.tm, read_version=closure.version)
    assert Case.objects.get(pk=case.pk).state == "closed"


def test_the_manager_who_decides_sees_whether_the_family_agreed(rochdale):
    case = ready(rochdale)
    early_help(rochdale, case)
    closure = propose(rochdale, case, **STEPPED_DOWN)
    text = words(open_page(rochdale.tm, reverse("closures:decide_closure", args=[closure.pk])))
    assert "A transfer to early help: Mary O'Brien agreed on" in text


@pytest.mark.rule("PET-69")
def test_peterborough_waits_for_agreement_to_progress_under_the_common_assessment():
    house = build_house("peterborough")
    case = ready(house)
    with pytest.raises(NotReady):
        propose(house, case, destination="caf_tac")
    early_help(house, case)
    assert propose(house, case, destination="caf_tac").pk


def test_an_ending_elsewhere_asks_for_no_consent_to_early_help(rochdale):
    assert propose(rochdale, ready(rochdale), destination="universal").pk
