"""A safety plan is written, put in force, shared, replaced and ended."""

import io
from datetime import timedelta

import pikepdf
import pytest
from django.urls import reverse

from alerts.models import Deadline
from alerts.services.deadlines import recompute
from assessments.models import FamilyNetworkMeeting
from cases.models import Milestone, SafetyPlan
from cases.selectors.facts import facts_about
from cases.selectors.safety_plans import records_of_making
from cases.services.milestones import record_milestone
from cases.services.safety_plans import (
    SafetyPlanText,
    SafetyStep,
    end_safety_plan,
    put_safety_plan_in_force,
    share_safety_plan,
    write_safety_plan,
)
from cin.core import clock
from cin.core.errors import BadInput, ChangedMeanwhile, NotFound, NotReady, StepNotAllowed
from tests.cases.browsing import open_page, send, words
from tests.stories import allocated, met, supported, visited

pytestmark = pytest.mark.django_db
ACTIONS = [SafetyStep(what="Rings every evening", who="Bridie O'Brien", when="At seven")]
WHOLE = {
    "made_at": "initial_visit",
    "made_with": "Mary O'Brien, and Amina for her part",
    "warning_signs": "Curtains closed.",
    "rules": "No shouting.",
    "child_version": "I ring Gran.",
    "contingency": "She sleeps at Bridie's.",
    "who_to_call": "Bridie, 01632 960 001",
    "owned_by_family": True,
}


def drafted(house, case, **more):
    text = {"made_on": clock.today(), "review_on": clock.today(), **WHOLE, **more}
    return write_safety_plan(
        case_id=case.pk,
        actor=house.sw,
        seen_version=None,
        text=SafetyPlanText(**text),
        actions=ACTIONS,
    )


def in_force(house, case, **more):
    plan = drafted(house, case, **more)
    return put_safety_plan_in_force(plan_id=plan.pk, actor=house.sw)


@pytest.mark.rule("ROC-44", "ROC-80", "HIL-27")
def test_a_plan_comes_into_force_only_when_it_names_who_does_what(house):
    case = allocated(house)
    plan = write_safety_plan(
        case_id=case.pk, actor=house.sw, seen_version=None, text=SafetyPlanText(), actions=[]
    )
    with pytest.raises(NotReady) as refused:
        put_safety_plan_in_force(plan_id=plan.pk, actor=house.sw)
    assert {"actions", "contingency", "owned_by_family", "made_with"} <= {
        blocker.code for blocker in refused.value.blockers
    }
    plan.refresh_from_db()
    assert plan.is_draft


def test_the_page_asks_who_made_it_and_shows_what_was_agreed(house):
    case = allocated(house)
    address = reverse("cases:write_safety_plan", args=[case.pk])
    answers = {
        **WHOLE,
        "owned_by_family": "yes",
        "made_on": clock.today().strftime("%d/%m/%Y"),
        "review_on": clock.today().strftime("%d/%m/%Y"),
        "actions-0-what": "Rings",
        "actions-0-who": "Bridie O'Brien",
        "actions-0-when": "At seven",
        "then": "finish",
    }
    missing = send(house.sw, address, {**answers, "made_with": ""})
    assert "Write who made it with you" in words(missing)
    assert "Curtains closed." in missing.content.decode()
    assert not SafetyPlan.objects.exists()
    answers["owned_by_family"] = _yes(missing)
    assert send(house.sw, address, answers).status_code == 302
    page = words(open_page(house.sw, reverse("cases:safety_plan", args=[case.pk])))
    assert "In force" in page
    assert "Bridie O'Brien : Rings (At seven)" in page
    assert "Mary O'Brien, and Amina for her part" in page


@pytest.mark.parametrize("made_at", ["visit", "meeting", "fnm"])
def test_it_leads_to_the_visit_or_meeting_at_which_it_was_made(house, made_at):
    case = supported(house)
    if made_at == "visit":
        visited(house, case)
        of = case.visits.get(visit__visited_at__date=clock.today()).visit_id
        record = reverse("visits:visit", args=[of])
    elif made_at == "meeting":
        record = reverse("meetings:meeting", args=[met(house, case, kind="review").pk])
    else:
        meeting = FamilyNetworkMeeting.objects.create(
            case=case, written_by=house.sw, state="held", held_on=clock.today()
        )
        record = reverse("assessments:network_meeting", args=[meeting.pk])
    in_force(house, case, made_at=made_at)
    page = open_page(house.sw, reverse("cases:safety_plan", args=[case.pk])).content.decode()
    assert f'href="{record}"' in page
    plan = case.safety_plans.get()
    plan.made_on = clock.today() - timedelta(days=1)
    assert records_of_making(plan) == []


def _yes(page):
    return page.context["form"].fields["owned_by_family"].choices[0][0]


@pytest.mark.rule("ROC-81")
def test_a_plan_in_force_meets_what_was_due_and_its_old_milestone_stays_a_fact(house, client):
    case = allocated(house)
    visited(house, case, kind="initial")
    recompute([case.pk])
    due = Deadline.objects.get(case=case, key="safety_plan")
    assert due.met_on is None
    in_force(house, case)
    recompute([case.pk])
    due = Deadline.objects.get(case=case, key="safety_plan")
    assert due.met_on == clock.today()
    with pytest.raises(StepNotAllowed, match="form of its own"):
        record_milestone(
            case_id=case.pk,
            actor=house.sw,
            kind="safety_plan_recorded",
            happened_on=clock.today(),
            note="Written",
        )
    client.force_login(house.sw)
    answer = client.get(reverse("cases:record_milestone", args=[case.pk, "safety_plan_recorded"]))
    assert answer["Location"] == reverse("cases:safety_plan", args=[case.pk])
    Milestone.objects.create(
        case=case,
        kind="safety_plan_recorded",
        happened_on=clock.today(),
        note="Before",
        recorded_by=house.sw,
    )
    types = [event.type for event in facts_about([case.pk])[case.pk]]
    assert types.count("safety_plan_recorded") == 2


def test_a_later_version_replaces_the_one_in_force_which_is_never_changed(house):
    case = allocated(house)
    first = in_force(house, case)
    second = in_force(house, case, rules="No shouting, no drink.")
    first.refresh_from_db()
    assert (first.get_state_display(), first.rules) == (
        "Replaced by a later version",
        "No shouting.",
    )
    assert (second.number, second.is_in_force) == (2, True)
    page = words(open_page(house.sw, reverse("cases:safety_plan_version", args=[case.pk, 1])))
    assert "No shouting." in page
    with pytest.raises(StepNotAllowed):
        put_safety_plan_in_force(plan_id=first.pk, actor=house.sw)


def test_two_people_writing_lose_nothing(house):
    case = allocated(house)
    drafted(house, case)
    with pytest.raises(ChangedMeanwhile) as refused:
        drafted(house, case, rules="Mine")
    assert refused.value.theirs["rules"] == "No shouting."


def test_it_is_shared_after_it_is_in_force_and_ended_with_a_reason(house):
    case = allocated(house)
    plan = drafted(house, case)
    address = reverse("cases:share_safety_plan", args=[plan.pk])
    assert "before you share it" in words(open_page(house.sw, address))
    shared = {"plan_id": plan.pk, "actor": house.sw, "name": "School"}
    with pytest.raises(StepNotAllowed):
        share_safety_plan(shared_on=clock.today(), **shared)
    put_safety_plan_in_force(plan_id=plan.pk, actor=house.sw)
    with pytest.raises(BadInput):
        share_safety_plan(shared_on=clock.today() + timedelta(days=1), **shared)
    assert "Note everybody who has a copy" in words(open_page(house.sw, address))
    share_safety_plan(shared_on=clock.today(), **shared)
    with pytest.raises(BadInput):
        end_safety_plan(plan_id=plan.pk, actor=house.sw, reason=" ")
    end_safety_plan(plan_id=plan.pk, actor=house.sw, reason="Nobody shouts any more.")
    page = words(open_page(house.sw, reverse("cases:safety_plan", args=[case.pk])))
    assert "School on" in page
    assert "Nobody shouts any more." in page


def test_another_team_sees_and_changes_nothing(house):
    case = allocated(house)
    plan = in_force(house, case)
    for place in (
        reverse("cases:safety_plan", args=[case.pk]),
        reverse("cases:write_safety_plan", args=[case.pk]),
        reverse("cases:print_safety_plan", args=[plan.pk]),
        reverse("cases:end_safety_plan", args=[plan.pk]),
        reverse("cases:share_safety_plan", args=[plan.pk]),
    ):
        assert open_page(house.sw3, place).status_code == 404
    with pytest.raises(NotFound):
        end_safety_plan(plan_id=plan.pk, actor=house.sw3, reason="No")


def test_it_prints_for_the_family(house):
    plan = in_force(house, allocated(house))
    taken = open_page(house.sw, reverse("cases:print_safety_plan", args=[plan.pk]))
    assert taken["Content-Disposition"] == 'attachment; filename="safety-plan.pdf"'
    with pikepdf.open(io.BytesIO(taken.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.docinfo.Title == "Safety plan"
