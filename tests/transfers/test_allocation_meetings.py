"""Transfers are agreed at meetings of managers, where the procedure holds them."""

from datetime import date

import pytest
from django.urls import reverse

from cin.accounts.models import Team
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, NotReady, StepNotAllowed
from tests.cases.browsing import open_page, send, words
from tests.stories import allocated, moment
from tests.transfers.test_routes import house_of
from tests.transfers.test_transfers import propose
from transfers.models import AllocationDecision, AllocationMeeting
from transfers.selectors.allocation_meetings import expected_at_next, timetable_of
from transfers.services import accept_transfer, check_record
from transfers.services.allocation_meetings import (
    Came,
    Said,
    plan_allocation_meeting,
    record_allocation_meeting,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 18)
PAGE = "/allocation-meetings/"


@pytest.fixture
def house():
    return house_of(
        "peterborough",
        "Referral and Assessment Team",
        "Family Support Team",
        "Children with Disabilities Team",
    )


def everybody(house):
    return [Came(team_id=team.pk, came=True, who="TM") for team in expected_at_next(house.tm)]


def held(house, *decisions, on=TODAY):
    meeting = plan_allocation_meeting(actor=house.tm, held_on=on)
    return record_allocation_meeting(
        meeting_id=meeting.pk,
        actor=house.tm,
        attendance=everybody(house),
        decisions=decisions,
    )


@pytest.mark.rule("PET-70", "PET-73")
def test_no_transfer_is_accepted_before_a_meeting_agreed_to_it(house):
    special = Team.objects.get(name="Children with Disabilities Team")
    case = allocated(house)
    offer = propose(house, case, to_team_id=special.pk)
    check_record(transfer_id=offer.pk, actor=house.tm, is_up_to_date=True)
    house.people["tm2"].team = special
    house.tm2.save()
    house.people["sw3"].team = special
    house.sw3.save()
    take = {"transfer_id": offer.pk, "actor": house.tm2, "worker_id": house.sw3.pk}
    with pytest.raises(NotReady) as refused:
        accept_transfer(**take)
    assert refused.value.blockers[0].cites == ("PET-70",)
    held(house, Said(transfer_id=offer.pk, is_agreed=False, note="No worker is free"))
    with pytest.raises(NotReady):
        accept_transfer(**take)
    with clock.at(moment("2026-03-25")):
        held(house, Said(transfer_id=offer.pk, is_agreed=True), on=date(2026, 3, 25))
        accept_transfer(**take)


@pytest.mark.rule("PET-71")
def test_referral_and_assessment_arranges_them_and_says_who_came_or_why_not(house):
    with pytest.raises(NotPermitted, match="Referral and Assessment"):
        plan_allocation_meeting(actor=house.tm2, held_on=TODAY)
    with pytest.raises(NotPermitted):
        plan_allocation_meeting(actor=house.sw, held_on=TODAY)
    meeting = plan_allocation_meeting(actor=house.tm, held_on=TODAY)
    whole = everybody(house)
    for row, field in [
        (None, "came"),
        (Came(team_id=whole[0].team_id, came=True), "who"),
        (Came(team_id=whole[0].team_id, came=False), "reason"),
    ]:
        attendance = [*whole[1:], *([row] if row else [])]
        with pytest.raises(BadInput) as refused:
            record_allocation_meeting(
                meeting_id=meeting.pk, actor=house.tm, attendance=attendance, decisions=[]
            )
        assert refused.value.field == f"{field}_{whole[0].team_id}"


@pytest.mark.rule("PET-72")
def test_two_teams_always_come_and_the_others_to_every_other_meeting(house):
    def names():
        return {team.name for team in expected_at_next(house.tm)}

    always = {"Referral and Assessment Team", "Family Support Team"}
    assert names() == {*always, "Children with Disabilities Team"}
    held(house)
    assert names() == always
    with clock.at(moment("2026-03-25")):
        held(house, on=date(2026, 3, 25))
        assert names() == {*always, "Children with Disabilities Team"}


@pytest.mark.rule("PET-70")
def test_the_next_is_due_a_week_after_the_last(house):
    assert timetable_of(house.tm).next_by == TODAY
    held(house)
    assert timetable_of(house.tm).next_by == date(2026, 3, 25)


@pytest.mark.rule("PET-70", "PET-71", "PET-73")
def test_the_pages_hold_timetable_agenda_and_record(house):
    case = allocated(house)
    offer = propose(house, case)
    page = words(open_page(house.tm, PAGE))
    assert str(case.child) in page
    assert "The procedure wants the next by Wednesday 18 March 2026" in page
    assert "Children's Social Care Transfer Protocol" in page
    plan = reverse("transfers:plan_allocation_meeting")
    assert send(house.tm, plan, {"held_on": "18/3/2026"}).status_code == 302
    assert "There is a meeting on that day" in words(send(house.tm, plan, {"held_on": "18/3/2026"}))
    record = reverse(
        "transfers:record_allocation_meeting", args=[AllocationMeeting.objects.get().pk]
    )
    teams = expected_at_next(house.tm)
    form = {f"came_{team.pk}": "yes" for team in teams}
    form |= {f"who_{team.pk}": "Ruth" for team in teams}
    form[f"said_{offer.pk}"] = "not_agreed"
    assert "Enter why it was not agreed" in words(send(house.tm, record, form))
    form[f"said_{offer.pk}"] = "agreed"
    assert send(house.tm, record, form).status_code == 302
    assert AllocationDecision.objects.get().is_agreed
    assert "agreed" in words(open_page(house.tm, PAGE))
    assert open_page(house.tm, record).status_code == 409


def test_who_may_not_read_an_offer_does_not_find_it_on_the_agenda(house, hillingdon):
    case = allocated(house)
    propose(house, case)
    other = Team.objects.get(name="Children with Disabilities Team")
    house.people["tm2"].team = other
    house.tm2.save()
    page = open_page(house.tm2, PAGE)
    assert page.status_code == 200
    assert str(case.child) not in words(page)
    assert open_page(house.sw, PAGE).status_code == 404
    assert open_page(hillingdon.tm, PAGE).status_code == 404


def test_a_meeting_to_come_and_one_recorded_are_not_recorded(house):
    later = plan_allocation_meeting(actor=house.tm, held_on=date(2026, 3, 25))
    with pytest.raises(StepNotAllowed, match="not been held"):
        record_allocation_meeting(
            meeting_id=later.pk, actor=house.tm, attendance=everybody(house), decisions=[]
        )
    done = held(house)
    with pytest.raises(StepNotAllowed, match="already"):
        record_allocation_meeting(
            meeting_id=done.pk, actor=house.tm, attendance=everybody(house), decisions=[]
        )
    with pytest.raises(BadInput):
        plan_allocation_meeting(actor=house.tm, held_on=date(2026, 3, 17))
