"""Checkpoints 1 and 2: what the worker brings, and what the manager agrees."""

from datetime import date

import pytest

from alerts.models import Deadline
from alerts.services.deadlines import recompute
from assessments.models import Assessment, Checkpoint
from assessments.selectors.checkpoints import items_of, obstacle_to_checkpoint
from assessments.selectors.dates import dates_of
from assessments.services import (
    CheckpointText,
    agree_assessment_date,
    agree_checkpoint,
    return_checkpoint,
    submit_checkpoint,
    take_back_checkpoint,
    write_checkpoint,
)
from cin.core import clock
from cin.core.errors import (
    BadInput,
    ChangedMeanwhile,
    NotFound,
    NotPermitted,
    NotReady,
    StepNotAllowed,
)
from tests.stories import allocated, approved, assessing, build_house, moment

pytestmark = pytest.mark.django_db

FIVE = {"initial_visit", "consent", "assessment_plan", "safety_plan", "fnm"}


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


def bring(house, case, number=1, *, actor=None, seen=0, **changes):
    items = {item.code: f"About {item.code}" for item in items_of(case, number, None)}
    text = {"items": items, "meeting_at": moment("2026-03-31 16:00"), **changes}
    return write_checkpoint(
        case_id=case.pk,
        actor=actor or house.sw,
        number=number,
        seen_version=seen,
        text=CheckpointText(**text),
    )


def brought(house, case, number=1):
    checkpoint = bring(house, case, number)
    return submit_checkpoint(checkpoint_id=checkpoint.pk, actor=house.sw)


def agree(house, checkpoint, **changes):
    answers = {
        "checkpoint_id": checkpoint.pk,
        "actor": house.tm,
        "read_version": checkpoint.version,
        "note": "All five items are there. Go on as planned.",
        "route": "full" if checkpoint.number == 1 else "",
        "due_on": date(2026, 5, 11) if checkpoint.number == 1 else None,
        **changes,
    }
    return agree_checkpoint(**answers)


def deadline(case, key):
    recompute([case.pk])
    return Deadline.objects.get(case=case, key=key)


@pytest.mark.rule("ROC-50", "ROC-51", "ROC-82")
def test_checkpoint_1_has_five_items_and_meets_its_day_once_the_manager_agrees(house):
    case = assessing(house).case
    assert {item.code for item in items_of(case, 1, None)} == FIVE
    with clock.at(moment("2026-03-24")):
        checkpoint = brought(house, case)
        assert deadline(case, "checkpoint_1").met_on is None
        agree(house, checkpoint)
        due = deadline(case, "checkpoint_1")
    assert (due.due_on, due.met_on) == (date(2026, 3, 25), date(2026, 3, 24))
    assert Assessment.objects.get().agreed_due_on == date(2026, 5, 11)


@pytest.mark.rule("ROC-50")
def test_everything_checkpoint_1_lacks_is_told_at_once(house):
    case = assessing(house).case
    checkpoint = bring(house, case, items={"consent": "Both agreed"}, meeting_at=None)
    with pytest.raises(NotReady) as refused:
        submit_checkpoint(checkpoint_id=checkpoint.pk, actor=house.sw)
    told = [blocker.message for blocker in refused.value.blockers]
    assert len(told) == 5
    assert "Give the day of the family network meeting" in told


@pytest.mark.rule("ROC-51")
def test_a_checkpoint_needs_the_managers_note(house):
    checkpoint = brought(house, assessing(house).case)
    with pytest.raises(BadInput) as refused:
        agree(house, checkpoint, note=" ")
    assert refused.value.field == "note"


@pytest.mark.rule("ROC-51")
def test_the_manager_says_how_the_assessment_goes_on(house):
    checkpoint = brought(house, assessing(house).case)
    with pytest.raises(BadInput) as refused:
        agree(house, checkpoint, route="")
    assert refused.value.field == "route"


@pytest.mark.rule("ROC-51", "ROC-60")
def test_the_managers_date_is_not_beyond_day_45(house):
    checkpoint = brought(house, assessing(house).case)
    with pytest.raises(BadInput, match="26 May 2026"):
        agree(house, checkpoint, due_on=date(2026, 5, 27))
    assert agree(house, checkpoint, due_on=date(2026, 5, 26)).due_on == date(2026, 5, 26)


@pytest.mark.rule("ROC-82", "ROC-83")
def test_a_short_assessment_is_due_on_day_10_and_has_no_checkpoint_2():
    house = build_house("rochdale")
    with clock.at(moment("2026-04-02 09:30")):
        case = assessing(house).case
        before = deadline(case, "assessment").due_on
        agree(house, brought(house, case), route="short")
        due = deadline(case, "assessment")
        assert (before, due.due_on) == (date(2026, 6, 10), date(2026, 4, 20))
        assert due.setting == "short_assessment_max"
        assert not Deadline.objects.filter(case=case, key="checkpoint_2", withdrawn_at=None)
        assert "no Checkpoint 2" in obstacle_to_checkpoint(case, 2)
        with pytest.raises(StepNotAllowed):
            bring(house, case, 2)


def test_no_short_assessment_where_the_procedure_offers_none():
    house = build_house("bolton")
    assessment = assessing(house)
    assert "no Checkpoint 1" in obstacle_to_checkpoint(assessment.case, 1)
    with pytest.raises(StepNotAllowed, match="no Checkpoint 1"):
        bring(house, assessment.case)


@pytest.mark.rule("ROC-83")
def test_a_manager_can_lengthen_a_short_assessment_again(house):
    assessment = assessing(house)
    agree(house, brought(house, assessment.case), route="short")
    lengthened = agree_assessment_date(
        assessment_id=assessment.pk, actor=house.tm, due_on=date(2026, 5, 1), note="More to see"
    )
    assert (lengthened.is_short, lengthened.agreed_due_on) == (False, date(2026, 5, 1))
    assert deadline(assessment.case, "assessment").due_on == date(2026, 5, 1)


@pytest.mark.rule("ROC-60", "ROC-84")
def test_target_limit_and_managers_date_stand_beside_each_other_with_the_reason(house):
    assessment = assessing(house)
    agree(house, brought(house, assessment.case), due_on=date(2026, 5, 20))
    assessment.refresh_from_db()
    shown = {each.name: each for each in dates_of(assessment)}
    assert {name: each.on for name, each in shown.items()} == {
        "Target": date(2026, 5, 11),
        "Manager's date": date(2026, 5, 20),
        "At the latest": date(2026, 5, 26),
        "Statutory limit": date(2026, 5, 26),
    }
    assert [name for name, each in shown.items() if each.is_in_force] == ["Manager's date"]
    assert shown["Target"].why == (
        "35 working days after the case was allocated on Wednesday 18 March 2026"
    )
    assert shown["Target"].cites == ("ROC-84",)


@pytest.mark.rule("ROC-58", "ROC-59")
def test_checkpoint_2_is_agreed_by_the_manager_with_a_note(house):
    case = assessing(house).case
    agree(house, brought(house, case))
    with clock.at(moment("2026-04-30")):
        second = brought(house, case, 2)
        with pytest.raises(NotPermitted):
            agree(house, second, actor=house.sw2)
        agreed = agree(house, second, note="The outcome is clear.")
        assert (agreed.decided_by, agreed.note) == (house.tm, "The outcome is clear.")
        assert deadline(case, "checkpoint_2").met_on == date(2026, 4, 30)


def test_checkpoint_2_comes_after_checkpoint_1_and_both_after_the_start(house):
    with pytest.raises(StepNotAllowed, match="started first"):
        bring(house, allocated(house))
    with pytest.raises(StepNotAllowed, match="Checkpoint 1 comes first"):
        bring(house, assessing(house).case, 2)


@pytest.mark.rule("ROC-51")
def test_nobody_agrees_a_checkpoint_they_wrote_in(house):
    case = assessing(house).case
    first = bring(house, case, actor=house.tm)
    second = bring(house, case, seen=first.version)
    submitted = submit_checkpoint(checkpoint_id=second.pk, actor=house.sw)
    with pytest.raises(NotPermitted, match="wrote"):
        agree(house, submitted)
    assert agree(house, submitted, actor=house.sm).state == "agreed"


def test_a_returned_checkpoint_can_be_changed_and_an_agreed_one_cannot(house):
    case = assessing(house).case
    checkpoint = brought(house, case)
    with pytest.raises(StepNotAllowed, match="with the manager"):
        bring(house, case, seen=checkpoint.version)
    with pytest.raises(BadInput):
        return_checkpoint(
            checkpoint_id=checkpoint.pk, actor=house.tm, read_version=checkpoint.version, note=" "
        )
    return_checkpoint(
        checkpoint_id=checkpoint.pk,
        actor=house.tm,
        read_version=checkpoint.version,
        note="Say more about consent",
    )
    again = bring(house, case, seen=checkpoint.version)
    agree(house, submit_checkpoint(checkpoint_id=again.pk, actor=house.sw))
    with pytest.raises(StepNotAllowed, match="agreed"):
        bring(house, case, seen=again.version)


def test_what_is_taken_back_cannot_be_agreed(house):
    checkpoint = brought(house, assessing(house).case)
    take_back_checkpoint(checkpoint_id=checkpoint.pk, actor=house.sw)
    with pytest.raises(StepNotAllowed):
        agree(house, checkpoint)


def test_two_who_begin_the_same_checkpoint_make_one_and_nothing_is_lost(house):
    case = assessing(house).case
    bring(house, case, items={"consent": "Theirs"}, actor=house.sw2)
    with pytest.raises(ChangedMeanwhile) as refused:
        bring(house, case, items={"consent": "Mine"})
    assert refused.value.theirs["items"] == {"consent": "Theirs"}
    assert Checkpoint.objects.count() == 1


def test_a_decision_on_a_text_that_changed_is_refused(house):
    case = assessing(house).case
    first = brought(house, case)
    take_back_checkpoint(checkpoint_id=first.pk, actor=house.sw)
    again = bring(house, case, seen=first.version, items=dict.fromkeys(FIVE, "New"))
    submit_checkpoint(checkpoint_id=again.pk, actor=house.sw)
    with pytest.raises(ChangedMeanwhile):
        agree(house, first)


def test_another_team_and_authority_know_of_no_checkpoint(house):
    checkpoint = brought(house, assessing(house).case)
    for stranger in (house.tm2, build_house("bolton").tm):
        with pytest.raises(NotFound):
            agree(house, checkpoint, actor=stranger)


def test_a_late_checkpoint_of_an_approved_assessment_is_still_written_and_asks_no_route(house):
    case = approved(house).case
    agreed = agree(house, brought(house, case), route="", due_on=None)
    assert (agreed.state, agreed.route) == ("agreed", "")
    assert deadline(case, "checkpoint_1").met_on == date(2026, 3, 18)
