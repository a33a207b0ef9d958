"""The manager and the meeting, in the order that each authority's procedure puts them."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Case
from cin.core import clock
from cin.core.errors import (
    BadInput,
    ChangedMeanwhile,
    NotPermitted,
    NotReady,
    StepNotAllowed,
)
from cin.policy.models import ProcedureVersion
from cin.policy.selectors import procedure_in_force
from meetings.services import finish_meeting_record
from plans.asking import Asked
from plans.models import Plan, PlanState, PlanVersion
from plans.selectors import awaiting_decision, obstacle_to_deciding, version_in_force
from plans.services import (
    ActionDetails,
    PlanText,
    ServiceDetails,
    amend_plan,
    approve_plan,
    end_plan,
    return_plan,
    sign_off_plan,
    submit_plan,
    write_plan,
)
from tests.cases.browsing import open_page, words
from tests.cases.test_consents import answer, bring
from tests.cases.test_consents import decide as decide_on
from tests.planned import decided_by, further_answers, need_of_school, plan_changed
from tests.plans.test_writing import rewrite
from tests.stories import (
    agreed,
    approved,
    assessing,
    build_house,
    held,
    met,
    moment,
    plan_drafted,
    plan_submitted,
    submitted,
    supported,
)

pytestmark = pytest.mark.django_db


def first_version(case):
    return PlanVersion.objects.get(case=case, number=1)


def decide(act, version, actor, **more):
    version = PlanVersion.objects.get(pk=version.pk)
    if act is not return_plan:
        case = Case.objects.get(pk=version.case_id)
        asked = procedure_in_force(case.authority_id).get("plan_approval_checks")
        more = {"confirmed": asked, "comment": "It answers the need.", **more}
    answers = {"read_version": version.version, **more}
    return act(version_id=version.pk, actor=actor, **answers)


@pytest.mark.rule("ROC-61")
def test_rochdale_approves_before_the_meeting_and_the_meeting_puts_it_in_force(rochdale):
    case = approved(rochdale).case
    version = first_version(case)
    assert decide(approve_plan, version, rochdale.tm).state == PlanState.APPROVED
    met(rochdale, case)
    version = first_version(case)
    assert (version.state, version.in_force_on) == (PlanState.ACTIVE, date(2026, 3, 18))
    assert Plan.objects.get(case=case).started_on == date(2026, 3, 18)


@pytest.mark.rule("ROC-61")
def test_in_rochdale_no_meeting_agrees_a_plan_that_no_manager_has_approved(rochdale):
    case = approved(rochdale).case
    with pytest.raises(NotReady, match="A manager approves the plan before") as refused:
        met(rochdale, case)
    assert refused.value.blockers[0].cites == ("ROC-61",)


@pytest.mark.rule("ROC-106")
def test_in_rochdale_no_plan_comes_into_force_without_the_familys_consent(rochdale):
    case = approved(rochdale).case
    decide(approve_plan, first_version(case), rochdale.tm)
    meeting = held(rochdale, case)
    row = answer(rochdale, case, "withdrawn", purposes=["cin_plan"])[0]
    with pytest.raises(NotReady, match="The family did not agree to support under a plan"):
        finish_meeting_record(meeting_id=meeting.pk, actor=rochdale.sw)
    assert first_version(case).state == PlanState.APPROVED
    decide_on(rochdale, bring(rochdale, row), "authorised")
    finish_meeting_record(meeting_id=meeting.pk, actor=rochdale.sw)
    assert first_version(case).state == PlanState.ACTIVE


@pytest.mark.rule("ROC-106")
def test_the_page_of_the_meeting_says_beforehand_that_consent_is_missing(rochdale):
    case = approved(rochdale).case
    decide(approve_plan, first_version(case), rochdale.tm)
    page = reverse("meetings:hold_meeting", args=[case.pk, "initial"])
    told = "Record on the page about consent that the family agreed to support under a plan"
    assert told in words(open_page(rochdale.sw, page))
    agreed(rochdale, case, "cin_plan")
    assert told not in words(open_page(rochdale.sw, page))


@pytest.mark.rule("HIL-93")
def test_hillingdon_signs_off_after_the_meeting_and_the_plan_began_with_the_meeting(hillingdon):
    case = approved(hillingdon).case
    plan_submitted(hillingdon, case)
    met(hillingdon, case)
    version = first_version(case)
    assert (version.state, version.in_force_on) == (PlanState.CONFIRMED, None)
    with clock.at(moment("2026-03-20")):
        signed = decide(sign_off_plan, version, hillingdon.tm)
    assert (signed.state, signed.in_force_on) == (PlanState.ACTIVE, date(2026, 3, 20))
    assert Plan.objects.get(case=case).started_on == date(2026, 3, 18)


@pytest.mark.rule("BIR-104")
def test_birmingham_ratifies_the_first_plan(birmingham):
    case = approved(birmingham).case
    plan_submitted(birmingham, case)
    met(birmingham, case)
    assert first_version(case).state == PlanState.CONFIRMED
    assert decide(sign_off_plan, first_version(case), birmingham.tm).state == PlanState.ACTIVE


@pytest.mark.parametrize("slug", ["bolton", "peterborough"])
def test_where_no_manager_is_asked_the_meeting_puts_the_plan_in_force(db, slug):
    house = build_house(slug)
    case = approved(house).case
    plan_submitted(house, case)
    met(house, case)
    assert first_version(case).state == PlanState.ACTIVE


@pytest.mark.parametrize("slug", ["hillingdon", "bolton"])
def test_approval_before_the_meeting_is_refused_where_the_meeting_comes_first(db, slug):
    house = build_house(slug)
    version = plan_submitted(house, approved(house).case)
    assert "meeting" in obstacle_to_deciding(version)
    with pytest.raises(StepNotAllowed, match="initial meeting"):
        decide(approve_plan, version, house.tm)


def test_a_meeting_agrees_nothing_that_is_not_submitted(bolton):
    case = approved(bolton).case
    plan_drafted(bolton, case)
    meeting = held(bolton, case)
    with pytest.raises(NotReady, match="Write the plan and submit it"):
        finish_meeting_record(meeting_id=meeting.pk, actor=bolton.sw)


def test_a_plan_returned_after_the_meeting_needs_only_the_sign_off_again(hillingdon):
    case = approved(hillingdon).case
    plan_submitted(hillingdon, case)
    met(hillingdon, case)
    returned = decide(return_plan, first_version(case), hillingdon.tm, comment="Add the school")
    assert (returned.state, returned.decision_comment) == ("draft", "Add the school")
    again = submit_plan(version_id=returned.pk, actor=hillingdon.sw)
    assert again.state == PlanState.CONFIRMED
    assert decide(sign_off_plan, again, hillingdon.tm).state == PlanState.ACTIVE
    assert Plan.objects.get(case=case).started_on == date(2026, 3, 18)


def test_returning_a_plan_needs_a_comment(rochdale):
    version = first_version(approved(rochdale).case)
    with pytest.raises(BadInput) as refused:
        decide(return_plan, version, rochdale.tm, comment="  ")
    assert refused.value.field == "comment"


@pytest.mark.parametrize("act", [approve_plan, return_plan, sign_off_plan])
def test_a_text_that_changed_since_it_was_read_is_not_decided_on(rochdale, act):
    version = first_version(approved(rochdale).case)
    with pytest.raises(ChangedMeanwhile):
        decide(act, version, rochdale.tm, read_version=version.version - 1, comment="Fine")
    assert first_version(version.case).state == PlanState.SUBMITTED


@pytest.mark.parametrize("act", [approve_plan, return_plan])
def test_a_social_worker_does_not_decide_on_a_plan(rochdale, act):
    version = first_version(approved(rochdale).case)
    with pytest.raises(NotPermitted, match="Only a manager"):
        decide(act, version, rochdale.sw2, comment="Fine")


def test_a_manager_does_not_approve_their_own_plan(rochdale):
    version = first_version(approved(rochdale).case)
    PlanVersion.objects.filter(pk=version.pk).update(written_by=rochdale.tm)
    with pytest.raises(NotPermitted, match="somebody else must decide"):
        decide(approve_plan, version, rochdale.tm)
    assert list(awaiting_decision(rochdale.tm)) == []
    assert decide(approve_plan, version, rochdale.sm).state == PlanState.APPROVED


def test_a_manager_does_not_sign_off_what_they_submitted(hillingdon):
    case = approved(hillingdon).case
    version = plan_drafted(hillingdon, case)
    submit_plan(version_id=version.pk, actor=hillingdon.tm)
    met(hillingdon, case)
    with pytest.raises(NotPermitted):
        decide(sign_off_plan, version, hillingdon.tm)


def test_a_plan_is_not_signed_off_before_the_meeting(hillingdon):
    version = plan_submitted(hillingdon, approved(hillingdon).case)
    with pytest.raises(StepNotAllowed):
        decide(sign_off_plan, version, hillingdon.tm)


@pytest.mark.parametrize(
    ("slug", "kind", "state"),
    [
        pytest.param("rochdale", "review", "active", id="rochdale asks nobody"),
        pytest.param("rochdale", "minor", "active", id="rochdale asks nobody for little"),
        pytest.param(
            "birmingham",
            "minor",
            "submitted",
            id="birmingham ratifies every change",
            marks=pytest.mark.rule("BIR-106"),
        ),
        pytest.param("birmingham", "review", "submitted", id="birmingham ratifies reviews"),
    ],
)
def test_a_later_version_is_approved_where_the_procedure_says(db, slug, kind, state):
    house = build_house(slug)
    case = supported(house)
    version = plan_changed(house, case, kind)
    assert submit_plan(version_id=version.pk, actor=house.sw).state == state


@pytest.mark.parametrize(("kind", "state"), [("review", "submitted"), ("minor", "active")])
def test_a_procedure_can_ask_for_approval_of_major_changes_only(birmingham, kind, state):
    row = ProcedureVersion.objects.get(authority=birmingham.authority)
    row.departures = {**row.departures, "amendment_approval": "major"}
    row.save()
    case = supported(birmingham)
    version = plan_changed(birmingham, case, kind)
    assert submit_plan(version_id=version.pk, actor=birmingham.sw).state == state


@pytest.mark.rule("BIR-106")
def test_an_approved_change_replaces_the_version_in_force(birmingham):
    case = supported(birmingham)
    old = version_in_force(case)
    version = plan_changed(birmingham, case, "minor")
    submit_plan(version_id=version.pk, actor=birmingham.sw)
    assert version_in_force(case) == old
    assert decide(approve_plan, version, birmingham.tm).state == PlanState.ACTIVE
    assert PlanVersion.objects.get(pk=old.pk).state == PlanState.SUPERSEDED
    assert version_in_force(case).number == 2


def test_a_change_that_a_manager_returned_leaves_the_plan_in_force(birmingham):
    case = supported(birmingham)
    version = amend_plan(case_id=case.pk, actor=birmingham.sw, kind="review")
    submit_plan(version_id=version.pk, actor=birmingham.sw)
    decide(return_plan, version, birmingham.tm, comment="Not yet")
    assert version_in_force(case).number == 1
    rewrite(birmingham, version)


def test_a_plan_comes_into_force_only_once_the_assessment_is_approved(rochdale):
    assessment = submitted(rochdale)
    version = first_version(assessment.case)
    assert decide(approve_plan, version, rochdale.tm).state == PlanState.APPROVED
    assert version_in_force(assessment.case) is None


def test_an_ended_plan_ends_every_version_that_is_not_over(bolton):
    case = supported(bolton)
    amend_plan(case_id=case.pk, actor=bolton.sw, kind="minor")
    end_plan(Case.objects.get(pk=case.pk), actor=bolton.tm, on=date(2026, 3, 30))
    states = PlanVersion.objects.filter(case=case).values_list("state", flat=True)
    assert set(states) == {PlanState.CEASED}
    assert Plan.objects.get(case=case).ended_on == date(2026, 3, 30)


def test_managers_are_shown_what_waits_for_them_and_not_what_waits_for_a_meeting(
    rochdale, hillingdon
):
    waiting = first_version(approved(rochdale).case)
    plan_submitted(hillingdon, approved(hillingdon).case)
    assert list(awaiting_decision(rochdale.tm)) == [waiting]
    assert list(awaiting_decision(rochdale.tm2)) == []
    assert list(awaiting_decision(hillingdon.tm)) == []


def test_a_plan_being_written_waits_for_nobody(rochdale):
    version = plan_drafted(rochdale, assessing(rochdale).case)
    assert obstacle_to_deciding(version) == "This plan is still being written."
    assert list(awaiting_decision(rochdale.tm)) == []


def test_a_manager_who_wrote_in_a_plan_cannot_approve_it():
    house = build_house("rochdale")
    assessment = assessing(house)
    version = plan_drafted(house, assessment.case)
    write_plan(
        version_id=version.pk,
        actor=house.tm,
        seen_version=version.version,
        text=PlanText(worries="The manager's own words."),
        actions=[],
    )
    version.refresh_from_db()
    version = write_plan(
        version_id=version.pk,
        actor=house.sw,
        seen_version=version.version,
        text=PlanText(
            worries="a",
            child_views="b",
            family_views="c",
            contingency="e",
            exit_plan="f",
            needs=[need_of_school()],
            services=[ServiceDetails(name="Breakfast club")],
            sections=further_answers(version),
            smart=Asked(version).smart,
        ),
        actions=[ActionDetails(what="f", owner="g", owner_kind="family", due_on=clock.today())],
    )
    submit_plan(version_id=version.pk, actor=house.sw)
    version.refresh_from_db()
    with pytest.raises(NotPermitted, match="You wrote in this plan"):
        approve_plan(**decided_by(house, version))
