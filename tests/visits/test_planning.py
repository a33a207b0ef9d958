"""A visit that is planned, moved, called off, carried out or tried in vain."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cases.services.referrals import ChildDetails, add_sibling, screen_referral
from cin.audit.models import AuditEvent, RecordView
from cin.core import clock
from cin.core.errors import BadInput, NotFound, StepNotAllowed
from tests.cases.browsing import open_page, queries_to_open, send, words
from tests.stories import ANSWERED, allocated, build_house, moment, referred
from visits.models import PlannedVisit, Visit, VisitChild
from visits.selectors import facts_about, planned_by, planned_for
from visits.services import (
    ChildPart,
    PlanDetails,
    VisitDetails,
    cancel_visit,
    move_visit,
    plan_visit,
    record_failed_visit,
    record_visit,
)

pytestmark = pytest.mark.django_db

TOMORROW = moment("2026-03-19 15:30")


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18 16:00")):
        yield


@pytest.fixture
def case(house):
    with clock.at(moment("2026-03-16")):
        return allocated(house)


@pytest.fixture
def sibling(house, case):
    child = ChildDetails(given_names="Sean", family_name="O'Brien", born_on=date(2024, 1, 1))
    return add_sibling(actor=house.sw, case_id=case.pk, child=child)


def plan(house, case, *children, **details):
    answers = {"planned_at": TOMORROW, "location": "home", "purpose": "The mornings", **details}
    return plan_visit(
        case_id=case.pk,
        actor=house.sw,
        details=PlanDetails(**answers),
        children=[child.pk for child in children],
    )


def made(house, planned, *cases):
    with clock.at(TOMORROW + timedelta(hours=1)):
        return record_visit(
            case_id=planned.case_id,
            actor=house.sw,
            details=VisitDetails(kind="cin", visited_at=TOMORROW, location="home", **ANSWERED),
            parts=[ChildPart(case_id=each.pk, seen=True) for each in cases or [planned.case]],
            planned_id=planned.pk,
        )


def test_a_planned_visit_is_on_the_first_page_and_the_case_and_counts_as_nothing(
    house, case, sibling
):
    planned = plan(house, case, sibling)
    assert [each.pk for each in planned_by(house.sw)] == [planned.pk]
    assert [each.pk for each in planned_for(house.sw, sibling)] == [planned.pk]
    assert facts_about([case.pk, sibling.pk]) == {}
    assert Visit.objects.count() == 0
    told = AuditEvent.objects.filter(action="visits.plan_visit").values_list("case_id", flat=True)
    assert sorted(told) == sorted([case.pk, sibling.pk])
    assert "to see Amina" in words(open_page(house.sw, "/"))
    assert "Record the visit" in words(open_page(house.sw, f"/cases/{sibling.pk}/"))


def test_a_visit_is_planned_for_the_future_and_for_one_family(house, case):
    with pytest.raises(BadInput) as refused:
        plan(house, case, planned_at=clock.now())
    assert refused.value.field == "planned_at"
    with pytest.raises(NotFound, match="one family"):
        plan(house, case, referred(house))


def test_no_visit_is_planned_on_a_closed_case(house):
    case = referred(house)
    screen_referral(case_id=case.pk, actor=house.tm, decision="no_further_action", reason="Done")
    with pytest.raises(StepNotAllowed, match="is closed"):
        plan(house, case)


def test_a_move_needs_a_reason_and_keeps_where_it_was_moved_from(house, case):
    planned = plan(house, case)
    later = TOMORROW + timedelta(days=2)
    with pytest.raises(BadInput) as refused:
        move_visit(planned_id=planned.pk, actor=house.sw, planned_at=later, reason=" ")
    assert refused.value.field == "reason"
    moved = move_visit(
        planned_id=planned.pk, actor=house.sw, planned_at=later, reason="School trip"
    )
    assert (moved.planned_at, moved.moved_from) == (later, TOMORROW)
    assert AuditEvent.objects.get(action="visits.move_visit").reason == "School trip"


def test_a_cancelled_visit_says_why_and_is_gone_from_the_lists(house, case):
    planned = plan(house, case)
    with pytest.raises(BadInput):
        cancel_visit(planned_id=planned.pk, actor=house.sw, reason="")
    cancel_visit(planned_id=planned.pk, actor=house.sw, reason="The family is away")
    assert planned_by(house.sw) == []
    for again in (
        lambda: cancel_visit(planned_id=planned.pk, actor=house.sw, reason="Again"),
        lambda: made(house, planned),
        lambda: move_visit(
            planned_id=planned.pk, actor=house.sw, planned_at=TOMORROW, reason="Again"
        ),
    ):
        with pytest.raises(StepNotAllowed):
            again()


def test_a_planned_visit_is_carried_out_once(house, case, sibling):
    planned = plan(house, case, sibling)
    visit = made(house, planned, case, sibling)
    assert visit.planned == planned
    assert PlannedVisit.objects.get().state == "made"
    assert len(facts_about([sibling.pk])[sibling.pk]) == 1
    with pytest.raises(StepNotAllowed):
        made(house, planned)
    assert Visit.objects.count() == 1


def test_a_failed_visit_is_in_every_childs_file_and_plans_the_next(house, case, sibling):
    planned = plan(house, case, sibling)
    again = TOMORROW + timedelta(days=1)
    with clock.at(TOMORROW + timedelta(hours=1)):
        visit = record_failed_visit(
            case_id=case.pk,
            actor=house.sw,
            details=VisitDetails(kind="cin", visited_at=TOMORROW, location="home"),
            reason="Nobody in",
            planned_id=planned.pk,
            next_at=again,
        )
        assert {part.case_id for part in visit.children.all()} == {case.pk, sibling.pk}
        assert [each.planned_at for each in planned_by(house.sw)] == [again]
    assert PlannedVisit.objects.get(pk=planned.pk).state == "failed"
    assert facts_about([case.pk, sibling.pk]) == {}


def test_recording_a_visit_plans_the_next_and_never_twice(house, case):
    def finish_later(**changes):
        return {
            "visited_at_date": "18/3/2026",
            "visited_at_time": "3pm",
            "kind": "cin",
            "location": "home",
            **changes,
        }

    wanted = {"next_visit_at_date": "1/4/2026", "next_visit_at_time": "3pm"}
    send(house.sw, reverse("visits:record_visit", args=[case.pk]), finish_later(**wanted))
    visit = Visit.objects.get()
    assert visit.next_planned.planned_at == moment("2026-04-01 15:00")
    edit = reverse("visits:edit_visit", args=[visit.pk])
    assert "When is the next visit?" not in words(open_page(house.sw, edit))
    send(house.sw, edit, finish_later(version=1, **wanted))
    assert PlannedVisit.objects.count() == 1


def test_a_next_visit_in_the_past_is_refused_beside_its_box(house, case):
    typed = {
        "visited_at_date": "18/3/2026",
        "visited_at_time": "3pm",
        "kind": "cin",
        "location": "home",
        "next_visit_at_date": "17/3/2026",
        "next_visit_at_time": "3pm",
    }
    response = send(house.sw, reverse("visits:record_visit", args=[case.pk]), typed)
    assert "The next visit cannot be before" in words(response)
    assert Visit.objects.count() == 0


def test_a_planned_visit_is_recorded_in_one_page_with_everything_filled_in(house, case, sibling):
    planned = plan(house, case, sibling, kind="joint", joint_with="Ms Shah, health visitor")
    address = reverse("visits:record_planned_visit", args=[planned.pk])
    with clock.at(TOMORROW + timedelta(hours=1)):
        form = open_page(house.sw, address).context["form"]
        assert form["visited_at"].value() == TOMORROW
        assert form["kind"].value() == "joint"
        assert form["location"].value() == "home"
        assert form["joint_with"].value() == "Ms Shah, health visitor"
        assert form[f"child-{sibling.pk}-included"].value() == ["yes"]
        opened = RecordView.objects.filter(page="record_planned_visit")
        assert {view.case_id for view in opened} == {case.pk, sibling.pk}
        typed = {
            "visited_at_date": "19/3/2026",
            "visited_at_time": "3:30pm",
            "kind": "joint",
            "location": "home",
            f"child-{sibling.pk}-included": "yes",
        }
        send(house.sw, address, typed)
    assert VisitChild.objects.filter(visit__planned=planned).count() == 2
    response = open_page(house.sw, address)
    assert response.status_code == 409
    assert "no longer planned" in words(response)


def test_the_pages_of_a_plan_work_and_belong_to_its_team(house, case, sibling):
    new = reverse("visits:plan_visit", args=[case.pk])
    assert "Sean O'Brien" in words(open_page(house.sw, new))
    typed = {
        "planned_at_date": "19/3/2026",
        "planned_at_time": "3:30pm",
        "location": "elsewhere",
        "place": "The library",
        "kind": "cin",
        "children": [str(sibling.pk)],
    }
    send(house.sw, new, typed)
    planned = PlannedVisit.objects.get()
    assert {child.case_id for child in planned.children.all()} == {case.pk, sibling.pk}
    page = reverse("visits:planned_visit", args=[planned.pk])
    assert "The library" in words(open_page(house.sw, page))
    move = reverse("visits:move_visit", args=[planned.pk])
    later = {"planned_at_date": "20/3/2026", "planned_at_time": "10am", "reason": "School trip"}
    send(house.sw, move, later)
    assert "Moved from 19 March 2026 at 3:30pm" in words(open_page(house.sw, page))
    pages = [new, page, move]
    pages += [
        reverse(f"visits:{name}", args=[planned.pk])
        for name in ("cancel_visit", "record_planned_visit", "record_failed_planned_visit")
    ]
    for stranger in [house.sw3, house.tm2, house.admin, build_house("bolton").sw]:
        for address in pages:
            assert open_page(stranger, address).status_code == 404
    failed = {
        "visited_at_date": "18/3/2026",
        "visited_at_time": "3pm",
        "kind": "cin",
        "location": "home",
        "failed_reason": "Nobody in",
    }
    send(house.sw, pages[-1], failed)
    assert Visit.objects.get().planned == planned


def test_a_sibling_who_moved_to_another_team_does_not_hold_the_plan_up(house, case, sibling):
    planned = plan(house, case, sibling)
    type(sibling).objects.filter(pk=sibling.pk).update(team=house.other_team)
    assert "Sean" not in words(open_page(house.sw, "/"))
    cancel_visit(planned_id=planned.pk, actor=house.sw, reason="The family is away")
    assert PlannedVisit.objects.get().state == "cancelled"


def test_the_first_page_costs_the_same_for_one_plan_as_for_ten(house, case, sibling):
    plan(house, case, sibling)
    before = queries_to_open(house.sw, "/")
    for days in range(1, 10):
        plan(house, case, sibling, planned_at=TOMORROW + timedelta(days=days))
    assert queries_to_open(house.sw, "/") == before
