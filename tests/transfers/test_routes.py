"""Where a case usually goes next, when it passes on, and what the next team must know."""

import pytest
from django.urls import reverse

from cases.models import Allocation
from cases.services.allocation import allocate_case
from cases.services.workbooks import Workbook
from cin.accounts.models import Team, User
from cin.core.errors import BadInput, NotReady
from desk.selectors.overview import overview_of
from desk.selectors.steps import steps_open_to
from tests.cases.browsing import open_page, send, words
from tests.cases.test_circumstances import put
from tests.stories import allocated, approved, build_house, screened, supported
from tests.transfers.test_changing_hands import agreed_at_a_meeting
from tests.transfers.test_transfers import propose
from transfers.models import AllocationDecision, AllocationMeeting, Transfer
from transfers.selectors.routes import usual_teams
from transfers.services import OfferDetails, accept_transfer, check_record

pytestmark = pytest.mark.django_db


def house_of(slug, own, *others):
    """Make an authority whose teams are called as its procedure calls them."""
    house = build_house(slug)
    Team.objects.filter(pk=house.team.pk).update(name=own)
    Team.objects.filter(pk=house.other_team.pk).update(name=others[0])
    for name in others[1:]:
        Team.objects.create(authority=house.authority, name=name)
    house.people = {code: User.objects.get(pk=user.pk) for code, user in house.people.items()}
    return house


def usual(case):
    teams = Team.objects.filter(authority_id=case.authority_id)
    case.refresh_from_db()
    return [team.name for team in usual_teams(case, teams)]


def labels(user, case):
    return [step.label for step in steps_open_to(user, overview_of(case, user))]


ROUTES = [
    pytest.param(
        "rochdale",
        "Duty and Assessment Service",
        "Family Support and Protection Service",
        marks=pytest.mark.rule("ROC-64", "ROC-145"),
    ),
    pytest.param(
        "birmingham",
        "Assessment and Short Term Intervention",
        "Safeguarding Service",
        marks=pytest.mark.rule("BIR-55"),
    ),
]


@pytest.mark.parametrize(("slug", "own", "other"), ROUTES)
def test_after_the_assessment_the_usual_team_is_suggested_until_it_is_offered(slug, own, other):
    house = house_of(slug, own, other)
    case = allocated(house)
    assert usual(case) == [other]
    asked = f"Offer the case to {other}: the usual route after the assessment"
    assert asked not in labels(house.sw, case)
    done = approved(house).case
    done.refresh_from_db()
    assert asked in labels(house.sw, done)
    page = open_page(house.sw, reverse("transfers:propose_transfer", args=[done.pk]))
    assert "The usual route from your team" in words(page)
    propose(house, done)
    assert asked not in labels(house.sw, done)


@pytest.mark.rule("ROC-64")
def test_a_case_kept_for_short_work_is_not_asked_to_move():
    house = house_of("rochdale", "Duty and Assessment", "Family Support and Protection")
    case = approved(house).case
    put(house, case, "retained_for_short_work", actor=house.tm)
    case.refresh_from_db()
    assert not [label for label in labels(house.sw, case) if "usual route" in label]


@pytest.mark.rule("PET-65")
def test_a_disabled_child_goes_to_its_own_team_and_the_page_says_the_level_of_need():
    house = house_of(
        "peterborough",
        "Referral and Assessment Team",
        "Family Support Team",
        "Children with Disabilities Team",
    )
    assert usual(allocated(house)) == ["Family Support Team"]
    assert usual(allocated(house, is_disabled=True)) == ["Children with Disabilities Team"]
    assessment = approved(house)
    page = words(
        open_page(house.sw, reverse("transfers:propose_transfer", args=[assessment.case_id]))
    )
    assert f"The assessment found: {assessment.threshold_level}" in page
    assert "Children's Social Care Transfer Protocol" in page


def test_a_team_without_a_route_is_suggested_nothing():
    house = house_of("rochdale", "Some Team", "Family Support and Protection")
    assert usual(allocated(house)) == []


@pytest.mark.rule("PET-76", "BIR-56", "ROC-66")
@pytest.mark.parametrize("slug", ["peterborough", "birmingham", "rochdale"])
def test_a_case_passes_after_its_meeting_unless_the_offer_says_why(slug):
    house = build_house(slug)
    case = allocated(house)
    offer = propose(house, case, offer=OfferDetails(urgent="Nothing"))
    check_record(transfer_id=offer.pk, actor=house.tm, is_up_to_date=True)
    agreed_at_a_meeting(house, offer)
    take = {
        "transfer_id": offer.pk,
        "actor": house.tm2,
        "worker_id": house.sw3.pk,
        "workbook": Workbook(is_started=True),
        "comment": "They live in our part of the town.",
    }
    with pytest.raises(NotReady) as refused:
        accept_transfer(**take)
    assert refused.value.blockers[0].code == "transfer-point"
    Transfer.objects.filter(pk=offer.pk).update(early_reason="They moved")
    accept_transfer(**take)
    later = supported(house)
    offer = propose(house, later, offer=OfferDetails(urgent="Nothing"))
    check_record(transfer_id=offer.pk, actor=house.tm, is_up_to_date=True)
    AllocationDecision.objects.create(
        meeting=AllocationMeeting.objects.get(), transfer=offer, is_agreed=True
    )
    accept_transfer(**{**take, "transfer_id": offer.pk})


@pytest.mark.rule("PET-81")
def test_the_summary_has_its_dates_filled_in_and_what_is_urgent_apart():
    house = build_house("peterborough")
    case = supported(house)
    address = reverse("transfers:propose_transfer", args=[case.pk])
    page = words(open_page(house.sw, address))
    assert "Referred: 18 March 2026" in page
    assert "Plan in force from: 18 March 2026" in page
    assert "Last meeting: 18 March 2026" in page
    form = {"to_team": house.other_team.pk, "reason": "Longer work", "summary": "Neglect"}
    assert "Enter what must be done soon" in words(send(house.sw, address, form))
    form |= {"urgent": "Ring the school by Friday", "important_dates": "Court: 20 March 2026"}
    assert send(house.sw, address, form).status_code == 302
    offer = Transfer.objects.get()
    answer = reverse("transfers:answer_transfer", args=[offer.pk])
    shown = words(open_page(house.tm2, answer))
    assert "Ring the school by Friday" in shown
    assert "Court: 20 March 2026" in shown
    with pytest.raises(BadInput) as refused:
        propose(house, supported(house), offer=OfferDetails(urgent=" "))
    assert refused.value.field == "urgent"


@pytest.mark.rule("ROC-67", "ROC-68", "ROC-149")
def test_on_the_step_across_the_manager_starts_the_workbook_or_says_why_not(rochdale):
    case = supported(rochdale)
    offer = propose(rochdale, case)
    address = reverse("transfers:answer_transfer", args=[offer.pk])
    form = {"answer": "accept", "worker": rochdale.sw3.pk, "joint_visit": "waived"}
    form["no_joint_visit_reason"] = "They know each other"
    assert "Select yes if you start the workbook" in words(send(rochdale.tm2, address, form))
    form["workbook_started"] = "no"
    assert "Enter why the workbook is not started" in words(send(rochdale.tm2, address, form))
    form["no_workbook_reason"] = "Private law only"
    assert send(rochdale.tm2, address, form).status_code == 302
    row = Allocation.objects.get(case=case, ended_at=None)
    assert (row.workbook_started, row.no_workbook_reason) == (False, "Private law only")
    told = words(open_page(rochdale.sw3, reverse("cases:referral", args=[case.pk])))
    assert "Workbook not started: Private law only" in told


@pytest.mark.rule("ROC-67", "ROC-68")
def test_the_workbook_is_asked_about_at_the_first_allocation_too(rochdale):
    case = screened(rochdale)
    give = {"case_id": case.pk, "actor": rochdale.tm, "worker_id": rochdale.sw.pk, "note": "Go"}
    with pytest.raises(BadInput) as refused:
        allocate_case(**give, workbook=Workbook(is_started=False))
    assert refused.value.field == "no_workbook_reason"
    allocate_case(**give, workbook=Workbook(is_started=True))
    told = words(open_page(rochdale.sw, reverse("cases:referral", args=[case.pk])))
    assert "Workbook started" in told


def test_declining_asks_nothing_of_the_workbook_and_elsewhere_nobody_is_asked(rochdale, bolton):
    offer = propose(rochdale, supported(rochdale))
    address = reverse("transfers:answer_transfer", args=[offer.pk])
    assert send(rochdale.tm2, address, {"answer": "decline", "comment": "Full"}).status_code == 302
    there = propose(bolton, allocated(bolton))
    page = words(open_page(bolton.tm2, reverse("transfers:answer_transfer", args=[there.pk])))
    assert "Workbook" not in page
