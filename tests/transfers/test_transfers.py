"""Offering a case to another team, and answering the offer."""

from uuid import uuid4

import pytest
from django.urls import reverse

from cases.models import Allocation, Case
from cases.services.workbooks import Workbook
from cin.core.errors import BadInput, NotFound, NotPermitted, StepNotAllowed
from tests.cases.browsing import open_page, send, words
from tests.stories import allocated, screened
from transfers.models import Transfer, TransferState
from transfers.selectors import awaiting_answer, transfers_of
from transfers.services import (
    OfferDetails,
    decline_transfer,
    propose_transfer,
)
from transfers.services import accept_transfer as accept_offer

pytestmark = pytest.mark.django_db
SUMMARY = "Neglect. The next visit is due on Friday."


def propose(house, case, **answers):
    usual = {
        "actor": house.sw,
        "to_team_id": house.other_team.pk,
        "reason": "The family has moved.",
        "summary": SUMMARY,
        "offer": OfferDetails(urgent="Nothing", early_reason="The family moves first"),
    }
    return propose_transfer(case_id=case.pk, **{**usual, **answers})


def accept_transfer(**answers):
    """Accept an offer as the manager of a procedure that asks about the workbook does."""
    return accept_offer(**{"workbook": Workbook(is_started=True), **answers})


@pytest.fixture
def case(rochdale) -> Case:
    """A case that the first social worker carries."""
    return allocated(rochdale)


@pytest.fixture
def offer(rochdale, case) -> Transfer:
    """The case on offer to the other team."""
    return propose(rochdale, case)


@pytest.mark.rule("PET-81")
def test_an_offer_carries_its_summary_and_leaves_the_case_where_it_is(rochdale, case, offer):
    assert (offer.summary, offer.from_team, offer.to_team) == (
        SUMMARY,
        rochdale.team,
        rochdale.other_team,
    )
    assert Case.objects.get(pk=case.pk).team == rochdale.team
    assert list(transfers_of(case)) == [offer]
    assert list(awaiting_answer(rochdale.tm2)) == [offer]
    assert list(awaiting_answer(rochdale.tm)) == []


def test_a_case_is_not_offered_to_its_own_team_or_another_authoritys(rochdale, hillingdon, case):
    for team in (rochdale.team, hillingdon.team):
        with pytest.raises(BadInput) as refused:
            propose(rochdale, case, to_team_id=team.pk)
        assert refused.value.field == "to_team"


@pytest.mark.parametrize("empty", ["reason", "summary"])
def test_an_offer_has_a_reason_and_a_summary(rochdale, case, empty):
    with pytest.raises(BadInput):
        propose(rochdale, case, **{empty: " "})


def test_a_case_that_nobody_carries_is_not_offered(rochdale):
    with pytest.raises(StepNotAllowed, match="open, allocated"):
        propose(rochdale, screened(rochdale))


def test_a_case_is_offered_once_at_a_time(rochdale, case, offer):
    with pytest.raises(StepNotAllowed, match="on offer"):
        propose(rochdale, case)


def test_another_team_does_not_offer_the_case(rochdale, case):
    with pytest.raises(NotFound):
        propose(rochdale, case, actor=rochdale.sw3)


def test_the_receiving_manager_takes_the_case_for_a_worker(rochdale, case, offer):
    stage = Case.objects.get(pk=case.pk).state
    accept_transfer(transfer_id=offer.pk, actor=rochdale.tm2, worker_id=rochdale.sw3.pk)
    moved = Case.objects.get(pk=case.pk)
    assert (moved.team, moved.worker, moved.state) == (rochdale.other_team, rochdale.sw3, stage)
    assert moved.allocated_at == case.allocated_at
    assert Allocation.objects.get(case=case, ended_at=None).worker == rochdale.sw3


def test_the_worker_is_of_the_receiving_team(rochdale, offer):
    with pytest.raises(BadInput) as refused:
        accept_transfer(transfer_id=offer.pk, actor=rochdale.tm2, worker_id=rochdale.sw.pk)
    assert refused.value.field == "worker"


def test_the_offering_side_does_not_answer(rochdale, offer):
    with pytest.raises(NotPermitted, match="receiving team"):
        accept_transfer(transfer_id=offer.pk, actor=rochdale.tm, worker_id=rochdale.sw3.pk)
    with pytest.raises(NotFound):
        decline_transfer(transfer_id=offer.pk, actor=rochdale.sw3, comment="No")


def test_a_case_that_was_closed_meanwhile_does_not_move(rochdale, case, offer):
    Case.objects.filter(pk=case.pk).update(state="closed", closed_on="2026-03-18")
    with pytest.raises(StepNotAllowed, match="closed"):
        accept_transfer(transfer_id=offer.pk, actor=rochdale.tm2, worker_id=rochdale.sw3.pk)


def test_declining_needs_a_reason_and_moves_nothing(rochdale, case, offer):
    with pytest.raises(BadInput):
        decline_transfer(transfer_id=offer.pk, actor=rochdale.tm2, comment=" ")
    declined = decline_transfer(transfer_id=offer.pk, actor=rochdale.tm2, comment="We are full.")
    assert (declined.state, declined.answer_comment) == (TransferState.DECLINED, "We are full.")
    assert Case.objects.get(pk=case.pk).team == rochdale.team
    assert propose(rochdale, case).pk != offer.pk


def test_an_offer_is_answered_once(rochdale, offer):
    decline_transfer(transfer_id=offer.pk, actor=rochdale.tm2, comment="We are full.")
    with pytest.raises(StepNotAllowed):
        accept_transfer(transfer_id=offer.pk, actor=rochdale.tm2, worker_id=rochdale.sw3.pk)


def test_the_page_offers_the_other_teams_and_acts_once(rochdale, case):
    address = reverse("transfers:propose_transfer", args=[case.pk])
    page = words(open_page(rochdale.sw, address))
    assert "Family Support South" in page
    assert "Family Support North" not in page
    page = send(rochdale.sw, address, {"to_team": rochdale.other_team.pk, "reason": "Moved"})
    assert "Enter what the receiving team needs to know" in words(page)
    token = str(uuid4())
    answers = {"to_team": rochdale.other_team.pk, "reason": "Moved", "summary": SUMMARY}
    answers["urgent"] = "Nothing"
    for _ in range(2):
        assert send(rochdale.sw, address, {**answers, "submission": token}).status_code == 302
    assert Transfer.objects.filter(case=case).count() == 1
    assert open_page(rochdale.sw, address).status_code == 409


def test_the_receiving_manager_reads_the_summary_not_the_record(rochdale, case, offer):
    address = reverse("transfers:answer_transfer", args=[offer.pk])
    page = open_page(rochdale.tm2, address)
    assert SUMMARY in words(page)
    assert reverse("desk:case", args=[case.pk]) not in page.content.decode()
    assert open_page(rochdale.tm2, reverse("cases:referral", args=[case.pk])).status_code == 404
    accepting = {"answer": "accept", "worker": rochdale.sw3.pk, "workbook_started": "yes"}
    worker = send(rochdale.tm2, address, accepting)
    assert worker.url == reverse("desk:case", args=[case.pk])
    assert Case.objects.get(pk=case.pk).worker == rochdale.sw3


def test_a_decline_without_a_reason_comes_back(rochdale, case, offer):
    address = reverse("transfers:answer_transfer", args=[offer.pk])
    page = send(rochdale.tm2, address, {"answer": "decline"})
    assert "Enter why the case is not accepted" in words(page)
    answer = send(rochdale.tm2, address, {"answer": "decline", "comment": "We are full."})
    assert answer.url == reverse("desk:cases")
    assert Transfer.objects.get(pk=offer.pk).state == TransferState.DECLINED


def test_who_may_not_answer_is_told_why_or_finds_nothing(rochdale, hillingdon, case, offer):
    address = reverse("transfers:answer_transfer", args=[offer.pk])
    answer = open_page(rochdale.sw, address)
    assert answer.status_code == 403
    assert "receiving team" in words(answer)
    for person in (rochdale.sw3, rochdale.admin, hillingdon.hos):
        assert open_page(person, address).status_code == 404
    proposing = reverse("transfers:propose_transfer", args=[case.pk])
    assert open_page(rochdale.sw3, proposing).status_code == 404
