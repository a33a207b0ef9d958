"""Raising a concern about a child, and deciding on it."""

from uuid import uuid4

import pytest
from django.urls import reverse

from cases.models import Case
from cases.services.referrals import screen_referral
from cin.core.errors import BadInput, NotFound, NotPermitted, StepNotAllowed
from safeguarding.models import Concern, ConcernState
from safeguarding.selectors import awaiting_decision, concerns_about
from safeguarding.services import decide_concern, raise_concern
from tests.cases.browsing import open_page, send, words
from tests.stories import allocated, referred

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(rochdale) -> Case:
    """A case that the first social worker carries."""
    return allocated(rochdale)


@pytest.fixture
def concern(rochdale, case) -> Concern:
    """A concern that waits for a manager."""
    return raise_concern(case_id=case.pk, actor=rochdale.sw, what="A bruise nobody can explain.")


def decide(concern, actor, **answers):
    usual = {"calls_strategy": True, "reason": "Reasonable cause to suspect harm."}
    return decide_concern(concern_id=concern.pk, actor=actor, **{**usual, **answers})


@pytest.mark.rule("ROC-139")
def test_a_concern_waits_for_a_manager_of_the_team(rochdale, case, concern):
    assert (concern.state, concern.raised_by) == (ConcernState.RAISED, rochdale.sw)
    assert list(concerns_about(case)) == [concern]
    assert list(awaiting_decision(rochdale.tm)) == [concern]
    assert list(awaiting_decision(rochdale.tm2)) == []


def test_a_concern_says_something(rochdale, case):
    with pytest.raises(BadInput) as refused:
        raise_concern(case_id=case.pk, actor=rochdale.sw, what=" \n")
    assert refused.value.field == "what"


def test_no_concern_is_raised_on_a_closed_case(rochdale):
    case = referred(rochdale)
    screen_referral(
        case_id=case.pk, actor=rochdale.tm, decision="no_further_action", reason="Below threshold"
    )
    with pytest.raises(StepNotAllowed, match="Record a new referral"):
        raise_concern(case_id=case.pk, actor=rochdale.sw, what="A bruise")
    address = reverse("safeguarding:raise_concern", args=[case.pk])
    assert open_page(rochdale.sw, address).status_code == 409


def test_another_team_raises_no_concern(rochdale, case):
    with pytest.raises(NotFound):
        raise_concern(case_id=case.pk, actor=rochdale.sw3, what="A bruise")


@pytest.mark.rule("HIL-108")
@pytest.mark.parametrize(("calls", "state"), [(True, "strategy"), (False, "not_met")])
def test_a_manager_decides_with_a_reason(rochdale, concern, calls, state):
    decided = decide(concern, rochdale.tm, calls_strategy=calls)
    assert (decided.state, decided.decided_by) == (state, rochdale.tm)
    assert decided.decision_reason == "Reasonable cause to suspect harm."


def test_a_decision_without_its_reason_is_refused(rochdale, concern):
    with pytest.raises(BadInput) as refused:
        decide(concern, rochdale.tm, reason=" ")
    assert refused.value.field == "reason"


def test_a_social_worker_does_not_decide(rochdale, concern):
    with pytest.raises(NotPermitted, match="Only a manager"):
        decide(concern, rochdale.sw2)


def test_a_concern_is_decided_once(rochdale, concern):
    decide(concern, rochdale.tm)
    with pytest.raises(StepNotAllowed):
        decide(concern, rochdale.sm, calls_strategy=False)


def test_the_page_raises_one_concern_however_often_it_is_sent(rochdale, case):
    address = reverse("safeguarding:raise_concern", args=[case.pk])
    assert "call 999 first" in words(open_page(rochdale.sw, address))
    token = str(uuid4())
    answers = [send(rochdale.sw, address, {"what": "A bruise", "submission": token}) for _ in "ab"]
    assert {answer.url for answer in answers} == {reverse("desk:case", args=[case.pk])}
    assert Concern.objects.filter(case=case).count() == 1


def test_an_empty_concern_comes_back(rochdale, case):
    address = reverse("safeguarding:raise_concern", args=[case.pk])
    assert "Enter what you are worried about" in words(send(rochdale.sw, address, {"what": " "}))


def test_the_manager_reads_the_concern_and_decides(rochdale, concern):
    address = reverse("safeguarding:decide_concern", args=[concern.pk])
    assert "A bruise nobody can explain." in words(open_page(rochdale.tm, address))
    page = send(rochdale.tm, address, {"reason": "Seen by the doctor"})
    assert "Select yes if a strategy discussion is needed" in words(page)
    assert "Seen by the doctor" in words(page)
    send(rochdale.tm, address, {"calls_strategy": "no", "reason": "Seen by the doctor"})
    assert Concern.objects.get(pk=concern.pk).state == ConcernState.NOT_MET
    assert open_page(rochdale.tm, address).status_code == 409


def test_who_may_not_decide_is_told_why_or_finds_nothing(rochdale, hillingdon, concern):
    address = reverse("safeguarding:decide_concern", args=[concern.pk])
    answer = open_page(rochdale.sw, address)
    assert answer.status_code == 403
    assert "Only a manager" in words(answer)
    for person in (rochdale.tm2, rochdale.admin, hillingdon.hos):
        assert open_page(person, address).status_code == 404
    raising = reverse("safeguarding:raise_concern", args=[concern.case_id])
    assert open_page(rochdale.sw3, raising).status_code == 404
