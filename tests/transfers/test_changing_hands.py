"""What is asked for when a case changes team or worker."""

from datetime import date

import pytest
from django.urls import reverse

from alerts.models import Deadline
from alerts.services.deadlines import recompute
from cases.models import Handover
from cases.services.allocation import reallocate_case
from cases.services.handovers import HandoverDetails
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, NotReady, StepNotAllowed
from desk.selectors.overview import overview_of
from desk.selectors.steps import steps_open_to
from tests.cases.browsing import open_page, send, words
from tests.stories import allocated, build_house
from tests.transfers.test_transfers import propose
from transfers.models import AllocationDecision, AllocationMeeting
from transfers.services import accept_transfer, check_record
from visits.selectors.visits import usual_kind

pytestmark = pytest.mark.django_db
ALL_WELL = HandoverDetails(record_checked=True, handed_over=["risks", "child"])


@pytest.fixture
def peterborough():
    """Peterborough: the record is checked, and the two workers visit together."""
    return build_house("peterborough")


def hand_over(house, case, **changes):
    step = {"actor": house.tm, "worker_id": house.sw2.pk, "note": "SW leaves."}
    return reallocate_case(case_id=case.pk, **{**step, "handover": ALL_WELL, **changes})


def agreed_at_a_meeting(house, offer):
    """Have an allocation meeting agree to an offer, where the procedure holds them."""
    meeting = AllocationMeeting.objects.create(
        authority=house.authority,
        held_on=clock.today(),
        planned_by=house.tm,
        recorded_at=clock.now(),
        recorded_by=house.tm,
    )
    AllocationDecision.objects.create(meeting=meeting, transfer=offer, is_agreed=True)


def joint_visit(case):
    recompute([case.pk])
    return Deadline.objects.filter(case=case, key="joint_visit", withdrawn_at=None)


def labels(user, case):
    return [step.label for step in steps_open_to(user, overview_of(case, user))]


@pytest.mark.rule("PET-80")
def test_a_joint_visit_falls_due_when_the_worker_changes(peterborough):
    case = hand_over(peterborough, allocated(peterborough))
    assert joint_visit(case).get().due_on == date(2026, 4, 1)
    assert usual_kind(case) == "handover"
    assert "Plan the joint visit" in labels(peterborough.sw2, case)
    handover = Handover.objects.get()
    assert (handover.from_worker, handover.joint_visit) == (peterborough.sw, "wanted")


@pytest.mark.rule("PET-80")
def test_the_manager_sets_an_earlier_day_or_gives_it_up_with_a_reason(peterborough):
    early = HandoverDetails(
        record_checked=True, joint_visit="wanted", joint_visit_by=date(2026, 3, 20)
    )
    case = hand_over(peterborough, allocated(peterborough), handover=early)
    assert joint_visit(case).get().due_on == date(2026, 3, 20)
    waived = HandoverDetails(record_checked=True, joint_visit="waived")
    with pytest.raises(BadInput) as refused:
        hand_over(peterborough, allocated(peterborough), handover=waived)
    assert refused.value.field == "no_joint_visit_reason"
    given_up = HandoverDetails(
        record_checked=True, joint_visit="waived", no_joint_visit_reason="SW has left already"
    )
    other = hand_over(peterborough, allocated(peterborough), handover=given_up)
    assert joint_visit(other).get().met_on == date(2026, 3, 18)


@pytest.mark.rule("PET-82")
def test_a_manager_says_whether_the_record_is_up_to_date_before_the_worker_changes(peterborough):
    case = allocated(peterborough)
    with pytest.raises(BadInput) as refused:
        hand_over(peterborough, case, handover=HandoverDetails())
    assert refused.value.field == "record_checked"
    with pytest.raises(BadInput) as refused:
        hand_over(peterborough, case, handover=HandoverDetails(record_checked=False))
    assert refused.value.field == "record_gaps"
    gaps = HandoverDetails(record_checked=False, record_gaps="Two visits, by Friday")
    hand_over(peterborough, case, handover=gaps)
    assert Handover.objects.get().checked_by == peterborough.tm


def test_the_page_asks_for_the_handover_and_the_referral_page_shows_it(peterborough):
    case = allocated(peterborough)
    address = reverse("cases:reallocate_case", args=[case.pk])
    form = {"worker": peterborough.sw2.pk, "note": "SW leaves."}
    page = words(send(peterborough.tm, address, form))
    assert "Select whether the two workers visit together" in page
    assert "Select yes if the record is up to date" in page
    assert "The procedure requires it. It falls due within 10 working days" in page
    whole = {
        "handed_over": ["history", "promises"],
        "have_met": "yes",
        "met_on": "17/3/2026",
        "record_checked": "yes",
        "joint_visit": "wanted",
        "joint_visit_by": "20/3/2026",
    }
    assert send(peterborough.tm, address, {**form, **whole}).status_code == 302
    told = words(open_page(peterborough.sw2, reverse("cases:referral", args=[case.pk])))
    assert "Taken over from SW of Peterborough, who met the new worker on 17 March 2026" in told
    assert "Record up to date, by TM of Peterborough: yes" in told
    assert "Joint visit: yes, by 20 March 2026" in told


def test_nothing_of_it_is_asked_where_the_procedure_is_silent(bolton):
    case = allocated(bolton)
    form = {"worker": bolton.sw2.pk, "note": "SW leaves."}
    address = reverse("cases:reallocate_case", args=[case.pk])
    assert send(bolton.tm, address, form).status_code == 302
    assert not joint_visit(case).exists()


@pytest.mark.rule("PET-78", "BIR-57")
@pytest.mark.parametrize("slug", ["peterborough", "birmingham"])
def test_a_joint_visit_falls_due_when_the_team_changes(slug):
    house = build_house(slug)
    case = allocated(house)
    offer = propose(house, case)
    check_record(transfer_id=offer.pk, actor=house.tm, is_up_to_date=True)
    agreed_at_a_meeting(house, offer)
    take = {"worker_id": house.sw3.pk, "comment": "They live in our part of the town."}
    accept_transfer(transfer_id=offer.pk, actor=house.tm2, **take)
    case.refresh_from_db()
    assert joint_visit(case).get().due_on == date(2026, 4, 1)
    assert usual_kind(case) == "transfer"
    assert Handover.objects.get().is_transfer


@pytest.mark.rule("PET-82")
def test_the_record_is_checked_before_another_team_takes_the_case(peterborough):
    case = allocated(peterborough)
    offer = propose(peterborough, case)
    take = {"transfer_id": offer.pk, "actor": peterborough.tm2, "worker_id": peterborough.sw3.pk}
    agreed_at_a_meeting(peterborough, offer)
    with pytest.raises(NotReady) as refused:
        accept_transfer(**take)
    assert refused.value.blockers[0].cites == ("PET-82",)
    asked = "Say whether the record is up to date, before the case moves"
    assert asked in labels(peterborough.tm, case)
    with pytest.raises(NotPermitted):
        check_record(transfer_id=offer.pk, actor=peterborough.sw, is_up_to_date=True)
    address = reverse("transfers:check_record", args=[offer.pk])
    assert send(peterborough.tm, address, {"is_up_to_date": "no"}).status_code == 200
    answers = {"is_up_to_date": "no", "gaps": "The chronology, by Friday"}
    assert send(peterborough.tm, address, answers).status_code == 302
    answer = reverse("transfers:answer_transfer", args=[offer.pk])
    assert "No. The chronology, by Friday (TM of Peterborough" in words(
        open_page(peterborough.tm2, answer)
    )
    accept_transfer(**take)
    assert Handover.objects.get().checked_by == peterborough.tm
    with pytest.raises(StepNotAllowed):
        check_record(transfer_id=offer.pk, actor=peterborough.sm, is_up_to_date=True)


@pytest.mark.rule("BIR-57")
def test_the_receiving_manager_says_when_the_two_visit(birmingham):
    case = allocated(birmingham)
    offer = propose(birmingham, case)
    address = reverse("transfers:answer_transfer", args=[offer.pk])
    form = {"answer": "accept", "worker": birmingham.sw3.pk, "comment": "They live near us."}
    assert "Select whether the two workers visit together" in words(
        send(birmingham.tm2, address, form)
    )
    when = {"joint_visit": "wanted", "joint_visit_by": "20/3/2026"}
    assert send(birmingham.tm2, address, {**form, **when}).status_code == 302
    assert joint_visit(case).get().due_on == date(2026, 3, 20)
