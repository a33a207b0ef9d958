"""A plan goes on after consent to it is taken back: worker and manager are told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Case
from cases.services.consents import ConsentDetails, record_consent
from cases.services.refusals import RefusalDetails, bring_refusal, decide_on_refusal
from cin.core import clock
from desk.selectors.today import today_for
from desk.selectors.without_consent import without_consent_of
from tests.cases.browsing import open_page, words
from tests.stories import approved, build_house, moment, supported

pytestmark = pytest.mark.django_db
THOUGHT = {
    "discussed_on": clock.day_of(moment("2026-03-18")),
    "short_term": "Fewer meals.",
    "long_term": "He falls back.",
    "implications": "Nobody sees him.",
}
NEEDED = "A decision is needed: bring it to your manager"


@pytest.fixture(autouse=True)
def on_a_wednesday():
    with clock.at(moment("2026-03-18")):
        yield


@pytest.fixture
def rochdale(db):
    """Rochdale: the family's consent to the plan is required."""
    return build_house("rochdale")


@pytest.fixture
def bolton(db):
    """Bolton: consent to the plan is looked for, and not required."""
    return build_house("bolton")


@pytest.fixture
def case(rochdale):
    """A child whose plan is in force with the mother's consent."""
    return supported(rochdale)


def answered(house, case, response="withdrawn", role="mother", purpose="cin_plan"):
    person = case.family.members.get(role=role).person
    details = ConsentDetails(
        person_id=person.pk,
        purposes=[purpose],
        response=response,
        answered_on=clock.today(),
        explained=["choice"] if response == "given" else [],
        reasons="" if response == "given" else "She wants no more visits.",
        understanding="In his words." if role == "child" else "",
    )
    return record_consent(case_id=case.pk, actor=house.sw, details=details)[0]


def brought(house, consent):
    details = RefusalDetails(reason="He needs the meals.", basis="impairment", **THOUGHT)
    return bring_refusal(consent_id=consent.pk, actor=house.sw, details=details)


def decided(house, review, decision):
    return decide_on_refusal(
        review_id=review.pk, actor=house.tm, decision=decision, reason="Thought through."
    )


def page(user, name="desk:today", *args):
    return words(open_page(user, reverse(name, args=args)))


@pytest.mark.rule("ROC-106")
def test_worker_and_manager_are_told_that_a_decision_is_needed(rochdale, case):
    assert "Consent to the plan was taken back" not in page(rochdale.sw)
    answered(rochdale, case)
    for user in (rochdale.sw, rochdale.tm):
        shown = page(user)
        assert "Consent to the plan was taken back or refused" in shown
        assert "took back the agreement to support under the plan on 18 March 2026" in shown
    assert "A decision is needed, and it was not brought to you yet" in page(rochdale.tm)
    told = page(rochdale.sw, "desk:case", case.pk)
    assert NEEDED in told
    assert "go on without consent where the law permits it" in told
    assert "Bring the answer on consent to the manager" in told
    assert not without_consent_of(rochdale.sw2)
    assert not without_consent_of(rochdale.tm2)


def test_what_is_brought_waits_among_the_managers_decisions(rochdale, case):
    review = brought(rochdale, answered(rochdale, case))
    assert "A manager decides whether it goes on" in page(rochdale.sw)
    assert not without_consent_of(rochdale.tm)
    assert "Refusal to decide on" in page(rochdale.tm)
    decided(rochdale, review, "returned")
    assert "Talk with the family again" in page(rochdale.sw)
    assert without_consent_of(rochdale.tm)


def test_a_manager_has_it_go_on_with_a_ground(rochdale, case):
    decided(rochdale, brought(rochdale, answered(rochdale, case)), "authorised")
    assert not without_consent_of(rochdale.sw)
    told = page(rochdale.sw, "desk:case", case.pk)
    assert "Authorised to go on without agreement, TM of Rochdale on 18 March 2026" in told
    assert "health or development would be impaired" in told
    assert "Bring the answer on consent" not in told


def test_what_a_manager_accepted_leads_to_the_end_of_support(rochdale, case):
    decided(rochdale, brought(rochdale, answered(rochdale, case)), "accepted")
    for user in (rochdale.sw, rochdale.tm):
        assert "end the support, and propose closing" in page(user)
    Case.objects.filter(pk=case.pk).update(state="closing")
    assert not without_consent_of(rochdale.sw)


def test_a_later_agreement_ends_it(rochdale, case):
    answered(rochdale, case)
    with clock.at(moment("2026-03-19")):
        answered(rochdale, case, "given")
        assert not without_consent_of(rochdale.sw)
        assert "consent to it was taken back" not in page(rochdale.sw, "desk:case", case.pk)


def test_a_refusal_counts_where_nobody_agrees(bolton):
    case = supported(bolton)
    answered(bolton, case, "refused")
    assert [row.answer for row in without_consent_of(bolton.sw)] == [
        "Mary O'Brien refused support under the plan on 18 March 2026"
    ]


def test_who_cannot_consent_cannot_take_it_back(rochdale, case):
    case.family.members.filter(role="mother").update(has_parental_responsibility=False)
    answered(rochdale, case)
    answered(rochdale, case, role="child")
    assert not without_consent_of(rochdale.sw)


def test_a_case_without_a_plan_in_force_and_another_purpose_are_no_matter(rochdale, case):
    answered(rochdale, case, purpose="assessment")
    before = approved(rochdale).case
    answered(rochdale, before)
    assert not without_consent_of(rochdale.sw)


def test_it_costs_the_same_for_one_case_as_for_three(rochdale, case):
    answered(rochdale, case)
    one = _queries(rochdale.sw)
    for name in ("Ada", "Bea"):
        answered(rochdale, supported(rochdale, given_names=name))
    assert len(without_consent_of(rochdale.sw)) == 3
    assert _queries(rochdale.sw) == one


def _queries(user):
    with CaptureQueriesContext(connection) as queries:
        assert today_for(user).without_consent
    return len(queries)
