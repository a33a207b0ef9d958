"""A strategy discussion is held, recorded and shared, once for the children of a family."""

from datetime import timedelta

import pytest

from alerts.models import Deadline
from alerts.services.deadlines import recompute
from cases.models import Case, SafetyPlan
from cases.services.referrals import ChildDetails, add_sibling
from cases.services.safety_plans import (
    SafetyPlanText,
    SafetyStep,
    put_safety_plan_in_force,
    share_safety_plan,
    write_safety_plan,
)
from cin.audit.models import AuditEvent
from cin.core import clock
from cin.core.errors import (
    BadInput,
    ChangedMeanwhile,
    NotFound,
    NotPermitted,
    NotReady,
    StepNotAllowed,
)
from safeguarding.models import Concern, StrategyDiscussion, StrategyState
from safeguarding.selectors import facts_about
from safeguarding.services import (
    ChildDecision,
    begin_enquiries,
    edit_strategy,
    finish_strategy,
    hold_strategy,
    share_strategy,
)
from tests.safeguarding.telling import called, details, discussed, rows
from tests.stories import allocated, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(rochdale):
    """A case that the first social worker carries."""
    return allocated(rochdale)


@pytest.fixture
def sibling(rochdale, case):
    """A little brother, of whom the same social worker may know."""
    child = ChildDetails(given_names="Sean", family_name="Ahmed", born_on=clock.today())
    return add_sibling(actor=rochdale.sw, case_id=case.pk, child=child)


def due(case, key):
    recompute([case.pk])
    return Deadline.objects.get(case=case, key=key)


def keys(case):
    recompute([case.pk])
    return set(Deadline.objects.filter(case=case, met_on=None).values_list("key", flat=True))


def shared(house, found, part="actions", **more):
    usual = {"shared_at": clock.now(), "recipients": "DS Webb\nDr Rao"}
    return share_strategy(strategy_id=found.pk, actor=house.sw, part=part, **{**usual, **more})


def safety_plan(house, case, **more):
    text = {
        "made_at": "strategy",
        "made_on": clock.today(),
        "review_on": clock.today(),
        "made_with": "Her mother",
        "warning_signs": "Shouting.",
        "rules": "She sleeps at her grandmother's.",
        "contingency": "Ring the team.",
        "who_to_call": "01632 960 001",
        "owned_by_family": True,
    }
    plan = write_safety_plan(
        case_id=case.pk,
        actor=house.sw,
        seen_version=None,
        text=SafetyPlanText(**{**text, **more}),
        actions=[SafetyStep(what="Rings", who="Gran", when="At seven")],
    )
    return put_safety_plan_in_force(plan_id=plan.pk, actor=house.sw)


@pytest.mark.rule("ROC-32")
def test_a_strategy_discussion_is_due_24_hours_after_the_managers_decision(rochdale, case):
    called(rochdale, case)
    found = due(case, "strategy_meeting")
    assert found.due_at == moment("2026-03-19")
    assert "24 hours after the decision to hold a strategy meeting" in found.explanation
    with clock.at(moment("2026-03-18 15:00")):
        discussed(rochdale, case)
        assert due(case, "strategy_meeting").met_on is not None


def test_two_calls_are_answered_by_one_discussion_and_make_one_deadline(rochdale, case):
    called(rochdale, case)
    with clock.at(moment("2026-03-18 12:00")):
        called(rochdale, case, "Another bruise.")
        recompute([case.pk])
        assert Deadline.objects.filter(case=case, key="strategy_meeting").count() == 1
        found = discussed(rochdale, case)
        assert set(Concern.objects.values_list("discussion", flat=True)) == {found.pk}
        assert "strategy_meeting" not in keys(case)
        called(rochdale, case, "And another.")
        assert due_again(case) == [moment("2026-03-19 12:00")]


def due_again(case):
    recompute([case.pk])
    waiting = Deadline.objects.filter(case=case, key="strategy_meeting", met_on=None)
    return list(waiting.values_list("due_at", flat=True))


def test_one_held_in_the_night_meets_a_call_that_is_written_down_in_the_morning(rochdale, case):
    called(rochdale, case)
    discussed(rochdale, case, held_at=moment("2026-03-18 02:00"))
    assert due(case, "strategy_meeting").met_on is not None


@pytest.mark.rule("ROC-35", "ROC-36")
def test_actions_are_shared_at_once_and_minutes_within_24_hours(rochdale, case):
    called(rochdale, case)
    found = discussed(rochdale, case, decision="no_enquiry")
    assert due(case, "strategy_actions").due_at == clock.now()
    assert due(case, "strategy_minutes").due_at == moment("2026-03-19")
    shared(rochdale, found)
    assert keys(case) & {"strategy_actions", "strategy_minutes"} == {"strategy_minutes"}
    with pytest.raises(StepNotAllowed, match="Finish it"):
        shared(rochdale, found, "minutes")
    finish_strategy(strategy_id=found.pk, actor=rochdale.sw)
    with clock.at(moment("2026-03-19 09:30")):
        shared(rochdale, found, "minutes")
        assert due(case, "strategy_minutes").met_on is not None


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"recipients": " "}, "recipients"),
        ({"shared_at": moment("2026-03-18 09:59")}, "shared_at"),
        ({"shared_at": moment("2026-03-18 10:01")}, "shared_at"),
    ],
)
def test_what_was_shared_says_with_whom_and_when(rochdale, case, answers, field):
    called(rochdale, case)
    found = discussed(rochdale, case)
    with pytest.raises(BadInput) as refused:
        shared(rochdale, found, **answers)
    assert refused.value.field == field


@pytest.mark.rule("BIR-23")
def test_only_a_managers_call_leads_to_a_strategy_discussion(birmingham):
    case = allocated(birmingham)
    with pytest.raises(StepNotAllowed, match="A manager calls a strategy discussion first"):
        discussed(birmingham, case)
    called(birmingham, case)
    discussed(birmingham, case)
    with pytest.raises(StepNotAllowed, match="A manager calls"):
        discussed(birmingham, case)


@pytest.mark.rule("ROC-38")
def test_the_record_is_not_finished_without_each_childs_decision_and_reason(
    rochdale, case, sibling
):
    called(rochdale, case)
    found = hold_strategy(
        case_id=case.pk,
        actor=rochdale.sw,
        details=details(shared="", interim_safety=" "),
        rows=rows(
            agencies=[],
            actions=[],
            children=[
                ChildDecision(case_id=case.pk, decision="s47_joint", decision_reason="A bruise."),
                ChildDecision(case_id=sibling.pk),
            ],
        ),
    )
    with pytest.raises(NotReady) as refused:
        finish_strategy(strategy_id=found.pk, actor=rochdale.sw)
    assert {blocker.code for blocker in refused.value.blockers} == {
        "shared",
        "interim_safety",
        "agencies",
        "actions",
        "safety-plan",
        f"child-{sibling.pk}-decision",
        f"child-{sibling.pk}-decision_reason",
    }


@pytest.mark.rule("ROC-34")
def test_going_to_an_enquiry_asks_for_a_safety_plan_made_there_and_shared(rochdale, case):
    called(rochdale, case)
    safety_plan(rochdale, case, made_at="initial_visit")
    found = discussed(rochdale, case)

    def missing():
        with pytest.raises(NotReady) as refused:
            finish_strategy(strategy_id=found.pk, actor=rochdale.sw)
        (blocker,) = refused.value.blockers
        assert blocker.cites == ("ROC-34",)
        return blocker.message

    assert "made at this strategy discussion" in missing()
    plan = safety_plan(rochdale, case)
    assert "was given to the family and partners" in missing()
    share_safety_plan(
        plan_id=plan.pk, actor=rochdale.sw, name="Her mother", shared_on=clock.today()
    )
    finished = finish_strategy(strategy_id=found.pk, actor=rochdale.sw)
    assert (finished.state, finished.recorded_by) == (StrategyState.RECORDED, rochdale.sw)
    assert SafetyPlan.objects.filter(case=case).count() == 2


def test_elsewhere_no_safety_plan_is_asked_for(birmingham):
    case = allocated(birmingham)
    called(birmingham, case)
    found = discussed(birmingham, case)
    finished = finish_strategy(strategy_id=found.pk, actor=birmingham.sw)
    assert finished.state == StrategyState.RECORDED


def test_one_discussion_stands_in_the_file_of_each_child_it_is_about(rochdale, case, sibling):
    called(rochdale, case)
    called(rochdale, sibling, "He was hungry.")
    found = discussed(rochdale, case, sibling, decision="no_enquiry")
    finish_strategy(strategy_id=found.pk, actor=rochdale.sw)
    for each in (case, sibling):
        assert due(each, "strategy_meeting").met_on is not None
        done = AuditEvent.objects.filter(case_id=each.pk, subject_id=found.pk)
        assert {"safeguarding.hold_strategy", "safeguarding.finish_strategy"} <= set(
            done.values_list("action", flat=True)
        )


def test_a_child_taken_out_of_the_record_is_waited_for_again(rochdale, case, sibling):
    called(rochdale, case)
    called(rochdale, sibling, "He was hungry.")
    found = discussed(rochdale, case, sibling)
    edit_strategy(
        strategy_id=found.pk,
        actor=rochdale.sw,
        seen_version=1,
        details=details(),
        rows=rows(case),
    )
    assert [part.case for part in found.children.all()] == [case]
    assert "strategy_meeting" in keys(sibling)


def test_what_an_enquiry_was_begun_on_stands(rochdale, case):
    called(rochdale, case)
    found = discussed(rochdale, case)
    begin_enquiries(strategy_id=found.pk, actor=rochdale.sw, began_at=clock.now())
    with pytest.raises(StepNotAllowed, match="that decision stands"):
        edit_strategy(
            strategy_id=found.pk,
            actor=rochdale.sw,
            seen_version=1,
            details=details(),
            rows=rows(case, decision="no_enquiry"),
        )


def test_a_brother_who_is_another_teams_by_now_stays_in_the_record(rochdale, case, sibling):
    called(rochdale, case)
    found = discussed(rochdale, case, sibling)
    begin_enquiries(strategy_id=found.pk, actor=rochdale.sw, began_at=clock.now())
    Case.objects.filter(pk=sibling.pk).update(team=rochdale.other_team)
    edit_strategy(
        strategy_id=found.pk,
        actor=rochdale.sw,
        seen_version=1,
        details=details(shared="More."),
        rows=rows(case),
    )
    assert {part.case for part in found.children.all()} == {case, sibling}


def test_an_edit_that_did_not_see_the_latest_text_shows_both(rochdale, case):
    called(rochdale, case)
    found = discussed(rochdale, case)
    edit = {"strategy_id": found.pk, "actor": rochdale.sw, "seen_version": 1}
    edit_strategy(**edit, details=details(shared="More."), rows=rows(case))
    with pytest.raises(ChangedMeanwhile) as refused:
        edit_strategy(
            **edit, details=details(), rows=rows(case, decision="no_enquiry", agencies=[])
        )
    assert refused.value.theirs["shared"] == "More."
    assert "Police, DS Webb" in refused.value.theirs["agencies"]
    assert refused.value.theirs[f"child-{case.pk}-decision"] == "s47_single"
    assert "actions" not in refused.value.theirs


def test_a_finished_record_is_not_changed(birmingham):
    case = allocated(birmingham)
    called(birmingham, case)
    found = discussed(birmingham, case)
    finish_strategy(strategy_id=found.pk, actor=birmingham.sw)
    with pytest.raises(StepNotAllowed, match="is finished"):
        edit_strategy(
            strategy_id=found.pk,
            actor=birmingham.sw,
            seen_version=1,
            details=details(),
            rows=rows(case),
        )


def test_it_is_held_in_the_past_and_after_the_referral(rochdale, case):
    called(rochdale, case)
    for held_at in (clock.now() + timedelta(minutes=1), moment("2025-01-01")):
        with pytest.raises(BadInput) as refused:
            discussed(rochdale, case, held_at=held_at)
        assert refused.value.field == "held_at"
    assert not StrategyDiscussion.objects.exists()


def test_nobody_else_records_one(rochdale, hillingdon, case, sibling):
    called(rochdale, case)
    stranger = allocated(hillingdon)
    for actor, other in ((rochdale.sw3, case), (rochdale.sw, stranger)):
        with pytest.raises(NotFound):
            hold_strategy(case_id=case.pk, actor=actor, details=details(), rows=rows(case, other))
    with pytest.raises((NotPermitted, NotFound)):
        hold_strategy(case_id=case.pk, actor=rochdale.admin, details=details(), rows=rows(case))
    with pytest.raises(BadInput):
        hold_strategy(case_id=case.pk, actor=rochdale.sw, details=details(), rows=rows(sibling))


def test_the_facts_of_many_cases_cost_the_same_as_those_of_one(
    rochdale, case, sibling, django_assert_num_queries
):
    with django_assert_num_queries(3):
        assert facts_about([case.pk, sibling.pk]) == {}
    called(rochdale, case)
    found = discussed(rochdale, case, sibling)
    begin_enquiries(strategy_id=found.pk, actor=rochdale.sw, began_at=clock.now())
    with django_assert_num_queries(5):
        facts_about([case.pk])
    with django_assert_num_queries(5):
        assert set(facts_about([case.pk, sibling.pk])) == {case.pk, sibling.pk}
