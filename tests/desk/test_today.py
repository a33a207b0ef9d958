"""The first page: what is due, what is unfinished, what waits for a decision, mine first."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alerts.services.raising import raise_alerts
from cases.selectors.oversight import open_next_steps
from cases.services.oversight import Step, complete_next_step
from cin.core import clock
from desk.selectors.today import today_for
from plans.models import PlanVersion
from safeguarding.services import raise_concern
from tests.alerts.telling import supported_since
from tests.cases.browsing import open_page, queries_to_open, words
from tests.cases.test_notes import sibling_of
from tests.cases.test_oversight import decided
from tests.stories import (
    allocated,
    approved,
    assessing,
    held,
    moment,
    plan_drafted,
    referred,
    screened,
    submitted,
    supported,
    visited,
)
from transfers.services import OfferDetails, propose_transfer

pytestmark = pytest.mark.django_db
TODAY = reverse("desk:today")


def test_an_overdue_visit_is_shown_with_the_child_the_date_and_the_way_to_record_it(neighbour):
    case = supported_since(neighbour, "2026-03-18")
    with clock.at(moment("2026-04-10")):
        page = open_page(neighbour.sw, TODAY)
    text = words(page)
    assert f"{case.child} : Visit Overdue Wednesday 8 April 2026 , 2 days ago" in text
    assert f'href="/cases/{case.pk}/visits/new/"' in page.content.decode()
    assert "Why this date?" in text


def test_what_a_manager_asked_for_stands_on_the_workers_page_until_it_is_done(neighbour):
    case = allocated(neighbour)
    sibling = sibling_of(neighbour, case)
    due = clock.today() + timedelta(days=1)
    steps = [Step(what="Ring the <nursery>", who="SW", due_on=due), Step(what="Ask", who="GP")]
    decided(neighbour, case, siblings=[sibling.pk], next_steps=steps)
    text = words(open_page(neighbour.sw, TODAY))
    assert f"Agreed with your manager 2 {case.child} : Ring the <nursery> By" in text
    assert "Past its day" not in text
    with clock.at(clock.now() + timedelta(days=2)):
        assert "Ring the <nursery> Past its day" in words(open_page(neighbour.sw, TODAY))
    for step in open_next_steps(case):
        complete_next_step(step_id=step.pk, actor=neighbour.sw)
    assert "Agreed with your manager" not in words(open_page(neighbour.sw, TODAY))


def test_it_says_when_an_alert_was_raised(neighbour):
    supported_since(neighbour, "2026-03-18")
    with clock.at(moment("2026-04-10")):
        raise_alerts(as_of=clock.today())
        assert "you were alerted on 10 Apr 2026" in words(open_page(neighbour.sw, TODAY))
        assert "you were alerted" not in words(open_page(neighbour.sw2, TODAY))


def test_what_is_overdue_comes_first_then_what_is_near_then_what_is_coming(neighbour):
    supported_since(neighbour, "2026-03-18")
    with clock.at(moment("2026-03-26")):
        groups = today_for(neighbour.sw).due
    assert [group.code for group in groups] == ["overdue", "due_soon", "upcoming"]
    for group in groups:
        assert {due.standing for due in group.dues} <= {group.code}
        days = [due.deadline.due_on for due in group.dues]
        assert days == sorted(days)


def test_only_the_cases_a_worker_carries_are_due_to_them(neighbour):
    supported_since(neighbour, "2026-03-18")
    with clock.at(moment("2026-04-10")):
        assert not any(group.dues for group in today_for(neighbour.sw2).due)


def test_what_is_unfinished_is_listed_until_it_is_finished(house):
    assessment = assessing(house)
    case = supported(house)
    visited(house, case, finalised=False)
    held(house, case, kind="review")
    plan_drafted(house, allocated_into_assessment(house))
    rows = today_for(house.sw).unfinished
    assert {(row.what, row.case.pk) for row in rows} >= {
        ("Child in Need visit", case.pk),
        ("Child in Need review meeting", case.pk),
        ("Assessment", assessment.case_id),
        ("Plan", PlanVersion.objects.get(state="draft").case_id),
    }


def allocated_into_assessment(house):
    return assessing(house).case


def test_a_worker_has_nothing_waiting_for_a_decision(house):
    referred(house)
    submitted(house)
    assert today_for(house.sw).waiting == []
    assert "Waiting for your decision" not in words(open_page(house.sw, TODAY))


def test_a_manager_sees_everything_that_waits_for_a_decision(house):
    referred(house)
    screened(house)
    submitted(house)
    approved(house)
    worrying = allocated(house)
    raise_concern(case_id=worrying.pk, actor=house.sw, what="Bruises")
    waiting = today_for(house.tm).waiting
    assert [row.what for row in waiting] == [
        "Concern about harm",
        "Referral to decide on",
        "Case to allocate",
        "Assessment to decide on",
        "Plan to approve",
        "Plan to approve",
    ]
    assert waiting[0].is_urgent
    for row in waiting:
        assert open_page(house.tm, row.href).status_code == 200, row.what


def test_a_plan_that_waits_for_its_meeting_does_not_wait_for_a_manager(neighbour):
    assessment = approved(neighbour)
    plan_drafted(neighbour, assessment.case)
    assert [row.what for row in today_for(neighbour.tm).waiting] == []


def test_the_receiving_manager_sees_the_offer_of_a_case(house):
    case = allocated(house)
    propose_transfer(
        case_id=case.pk,
        actor=house.sw,
        to_team_id=house.other_team.pk,
        reason="They moved",
        summary="See the plan",
        offer=OfferDetails(urgent="Nothing"),
    )
    assert [row.what for row in today_for(house.tm2).waiting] == ["Case offered to your team"]
    assert today_for(house.tm).waiting == []


def test_nobody_is_asked_to_decide_on_what_they_wrote(house):
    assessment = submitted(house)
    type(assessment).objects.filter(pk=assessment.pk).update(written_by=house.tm)
    assert "Assessment to decide on" not in [row.what for row in today_for(house.tm).waiting]


def test_a_manager_sees_what_is_due_in_the_team_by_worker(neighbour):
    supported_since(neighbour, "2026-03-18")
    with clock.at(moment("2026-04-10")):
        team = today_for(neighbour.tm).team
        text = words(open_page(neighbour.tm, TODAY))
        assert today_for(neighbour.tm2).team == []
    assert [worker.name for worker in team] == [neighbour.sw.name]
    assert "Your team" in text


def test_a_head_of_service_sees_the_counts_of_every_team_and_what_is_longest_overdue(neighbour):
    supported_since(neighbour, "2026-03-18")
    with clock.at(moment("2026-04-10")):
        today = today_for(neighbour.hos)
        text = words(open_page(neighbour.hos, TODAY))
    assert [(row.team.name, row.cases) for row in today.teams] == [
        ("Family Support North", 1),
        ("Family Support South", 0),
    ]
    assert today.teams[0].overdue == len(today.overdue) > 0
    assert "Longest overdue" in text


def test_nothing_of_another_authority_is_shown(house, neighbour):
    case = supported_since(neighbour, "2026-03-18")
    with clock.at(moment("2026-04-10")):
        for person in (house.sw, house.tm, house.hos):
            assert str(case.child) not in words(open_page(person, TODAY))


def test_a_clear_day_says_so_instead_of_showing_nothing(house):
    assert "Nothing is due" in words(open_page(house.sw, TODAY))
    assert "Nothing is due" in words(open_page(house.admin, TODAY))


@pytest.mark.parametrize("who", ["sw", "tm", "hos"])
def test_today_costs_the_same_number_of_queries_for_one_case_as_for_six(house, who):
    def more_work():
        supported_since(house, "2026-03-18")
        with clock.at(moment("2026-03-20")):
            visited(house, supported(house), finalised=False)
            submitted(house)
            referred(house)

    more_work()
    with clock.at(moment("2026-04-10")):
        one = queries_to_open(house.people[who], TODAY)
    more_work()
    more_work()
    with clock.at(moment("2026-04-10")):
        assert queries_to_open(house.people[who], TODAY) == one
