"""Finishing the record of a meeting, what follows from it, ratifying it and sending its minutes."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from cin.core.errors import (
    BadInput,
    ChangedMeanwhile,
    NotFound,
    NotPermitted,
    NotReady,
    StepNotAllowed,
)
from meetings.models import Meeting
from meetings.selectors import (
    awaiting_ratification,
    facts_about,
    find_meeting,
    parts_of,
    unfinished_meetings,
)
from meetings.services import (
    ChildPart,
    circulate_minutes,
    edit_meeting,
    finish_meeting_record,
    ratify_meeting,
)
from plans.models import PlanState, PlanVersion
from tests.meetings.test_recording import details, hold, sibling_of
from tests.stories import approved, held, met, plan_submitted, supported

pytestmark = pytest.mark.django_db
SENT = {"sent_on": date(2026, 3, 18), "recipients": "Mary O'Brien"}


def finish(house, meeting):
    return finish_meeting_record(meeting_id=meeting.pk, actor=house.sw)


def missing_from(house, meeting):
    with pytest.raises(NotReady) as refused:
        finish(house, meeting)
    return [blocker.code for blocker in refused.value.blockers]


def read_version(meeting):
    return Meeting.objects.get(pk=meeting.pk).version


def test_everything_a_review_lacks_is_said_at_once(bolton):
    meeting = hold(bolton, supported(bolton))
    assert missing_from(bolton, meeting) == [
        "attendance",
        "discussion",
        "attended",
        "views",
        "outcome",
        "note_taker_role",
        "progress-1",
        "progress-2",
        "progress-3",
    ]


def test_everything_an_initial_meeting_lacks_is_said_at_once(bolton):
    case = approved(bolton).case
    meeting = hold(bolton, case, kind="initial", chair_role="line_manager")
    assert missing_from(bolton, meeting) == [
        "attendance",
        "discussion",
        "attended",
        "views",
        "plan_agreed",
        "next_meeting_on",
        "services_agreed",
        "note_taker_role",
    ]


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ({"attended": False}, "absence_reason"),
        ({"outcome_reason": ""}, "outcome_reason"),
        ({"next_meeting_on": None}, "next_meeting_on"),
    ],
)
def test_one_answer_calls_for_another(bolton, answers, missing):
    meeting = held(bolton, supported(bolton), kind="review", **answers)
    assert missing_from(bolton, meeting) == [missing]


def test_a_review_that_ends_the_work_needs_no_next_meeting(bolton):
    ending = {"outcome": "no_longer_cin", "next_meeting_on": None}
    assert met(bolton, supported(bolton), kind="review", **ending).state == "recorded"


def test_what_is_missing_is_said_for_each_child(bolton):
    case = supported(bolton)
    sibling = sibling_of(bolton, case)
    parts = [ChildPart(case_id=case.pk, attended=True, views="Fine"), ChildPart(case_id=sibling.pk)]
    meeting = hold(bolton, case, kind="other", parts=parts)
    with pytest.raises(NotReady) as refused:
        finish(bolton, meeting)
    said = refused.value.message
    assert f"Say whether {sibling.child} came" in said
    assert str(case.child) not in said


def test_an_initial_meeting_that_agrees_the_plan_puts_it_in_force(bolton):
    case = approved(bolton).case
    plan_submitted(bolton, case)
    met(bolton, case)
    assert PlanVersion.objects.get(case=case).state == PlanState.ACTIVE


def test_an_initial_meeting_that_does_not_agree_leaves_the_plan(bolton):
    case = approved(bolton).case
    plan_submitted(bolton, case)
    met(bolton, case, plan_agreed=False)
    assert PlanVersion.objects.get(case=case).state == PlanState.SUBMITTED


@pytest.mark.parametrize("outcome", ["no_longer_cin", "step_down_tac"])
def test_a_review_that_finds_no_more_need_recommends_the_ending(bolton, outcome):
    case = supported(bolton)
    met(bolton, case, kind="review", outcome=outcome)
    case = Case.objects.get(pk=case.pk)
    assert (case.ending_recommended_on, case.ending_recommendation) == (
        date(2026, 3, 18),
        outcome,
    )


def test_a_later_review_that_goes_on_takes_the_recommendation_back(bolton):
    case = supported(bolton)
    met(bolton, case, kind="review", outcome="no_longer_cin")
    met(bolton, case, kind="review")
    assert Case.objects.get(pk=case.pk).ending_recommended_on is None


def test_a_record_is_finished_once(bolton):
    meeting = met(bolton, supported(bolton), kind="review")
    with pytest.raises(StepNotAllowed):
        finish(bolton, meeting)


@pytest.mark.rule("BIR-105")
def test_birmingham_ratifies_what_a_review_decided(birmingham):
    meeting = met(birmingham, supported(birmingham), kind="review")
    done = ratify_meeting(
        meeting_id=meeting.pk,
        actor=birmingham.tm,
        read_version=read_version(meeting),
        comment="It follows from the plan.",
    )
    assert (done.state, done.ratified_by) == ("ratified", birmingham.tm)


@pytest.mark.rule("HIL-93")
def test_hillingdon_ratifies_reviews_and_not_by_who_recorded_them(hillingdon):
    case = supported(hillingdon)
    meeting = held(hillingdon, case, kind="review")
    finish_meeting_record(meeting_id=meeting.pk, actor=hillingdon.tm)
    with pytest.raises(NotPermitted, match="somebody else"):
        ratify_meeting(
            meeting_id=meeting.pk, actor=hillingdon.tm, read_version=read_version(meeting)
        )
    with pytest.raises(NotPermitted, match="Only a manager"):
        ratify_meeting(
            meeting_id=meeting.pk, actor=hillingdon.sw2, read_version=read_version(meeting)
        )


def test_where_no_manager_is_asked_there_is_nothing_to_ratify(bolton):
    meeting = met(bolton, supported(bolton), kind="review")
    with pytest.raises(StepNotAllowed, match="needs no ratification"):
        ratify_meeting(meeting_id=meeting.pk, actor=bolton.tm, read_version=1)


def test_an_initial_meeting_is_not_ratified_its_plan_is_signed_off(birmingham):
    meeting = Meeting.objects.get(children__case=supported(birmingham))
    with pytest.raises(StepNotAllowed, match="what a review decided"):
        ratify_meeting(meeting_id=meeting.pk, actor=birmingham.tm, read_version=meeting.version)


def test_an_unfinished_review_is_not_ratified(birmingham):
    meeting = held(birmingham, supported(birmingham), kind="review")
    with pytest.raises(StepNotAllowed, match="not finished"):
        ratify_meeting(meeting_id=meeting.pk, actor=birmingham.tm, read_version=meeting.version)


def test_a_record_that_changed_since_it_was_read_is_not_ratified(birmingham):
    meeting = met(birmingham, supported(birmingham), kind="review")
    with pytest.raises(ChangedMeanwhile):
        ratify_meeting(meeting_id=meeting.pk, actor=birmingham.tm, read_version=99)


def send(house, meeting, **more):
    answers = {"case_id": meeting.case_id, "actor": house.sw, **SENT, **more}
    return circulate_minutes(meeting_id=meeting.pk, **answers)


def test_minutes_are_sent_for_each_childs_file(bolton):
    meeting = met(bolton, supported(bolton), kind="review")
    sent = send(bolton, meeting)
    assert (sent.kind, sent.of_id, sent.case_id) == ("minutes", meeting.pk, meeting.case_id)


def test_minutes_of_an_unfinished_record_are_not_sent(bolton):
    meeting = held(bolton, supported(bolton), kind="review")
    with pytest.raises(StepNotAllowed, match="Finish the record"):
        send(bolton, meeting)


@pytest.mark.parametrize("day", [date(2026, 3, 17), date(2026, 3, 19)])
def test_minutes_are_sent_after_the_meeting_and_not_in_the_future(bolton, day):
    meeting = met(bolton, supported(bolton), kind="review")
    with pytest.raises(BadInput) as refused:
        send(bolton, meeting, sent_on=day)
    assert refused.value.field == "sent_on"


def test_minutes_go_to_somebody(bolton):
    meeting = met(bolton, supported(bolton), kind="review")
    with pytest.raises(BadInput):
        send(bolton, meeting, recipients="\n")


def test_minutes_are_not_filed_with_a_child_who_was_no_part_of_the_meeting(bolton):
    meeting = met(bolton, supported(bolton), kind="review")
    with pytest.raises(NotFound):
        send(bolton, meeting, case_id=supported(bolton).pk)


def test_each_team_reads_only_its_own_childs_part(bolton):
    case = supported(bolton)
    sibling = sibling_of(bolton, case)
    parts = [ChildPart(case_id=case.pk), ChildPart(case_id=sibling.pk)]
    meeting = hold(bolton, case, kind="other", parts=parts)
    Case.objects.filter(pk=sibling.pk).update(team=bolton.other_team, worker=bolton.sw3)
    found = find_meeting(bolton.sw3, meeting.pk)
    assert [part.case_id for part in parts_of(bolton.sw3, found)] == [sibling.pk]
    assert [part.case_id for part in parts_of(bolton.sw2, found)] == [case.pk]
    with pytest.raises(NotFound):
        find_meeting(bolton.admin, meeting.pk)


def test_a_record_is_finished_though_a_brother_has_moved_to_another_team(bolton):
    case = supported(bolton)
    sibling = sibling_of(bolton, case)
    said = {"attended": True, "views": "Fine"}
    parts = [ChildPart(case_id=case.pk, **said), ChildPart(case_id=sibling.pk, **said)]
    meeting = hold(bolton, case, kind="other", parts=parts, discussion="Much")
    meeting.attendance.create(name="Mary", status="attended")
    Case.objects.filter(pk=sibling.pk).update(team=bolton.other_team, worker=bolton.sw3)
    assert finish(bolton, meeting).state == "recorded"


def test_the_facts_are_the_meeting_its_record_and_its_minutes(bolton):
    case = supported(bolton)
    meeting = met(bolton, case, kind="review")
    send(bolton, meeting)
    facts = facts_about([case.pk])[case.pk]
    of_review = [event for event in facts if str(meeting.pk) in event.id + event.of]
    assert [event.type for event in of_review] == [
        "meeting_held",
        "meeting_recorded",
        "minutes_circulated",
    ]
    assert {event.kind for event in facts if event.type == "meeting_held"} == {"initial", "review"}


@pytest.mark.parametrize(
    ("answers", "changes"),
    [
        ({}, True),
        ({"plan_changes": False}, False),
        ({"plan_changes": True}, True),
        ({"outcome": "no_longer_cin"}, False),
    ],
)
def test_a_review_changes_the_plan_until_somebody_says_no_or_it_ends(bolton, answers, changes):
    case = supported(bolton)
    held(bolton, case, kind="review", **answers)
    review = next(event for event in facts_about([case.pk])[case.pk] if event.kind == "review")
    assert review.changes_plan is changes


def test_facts_about_many_cases_cost_two_queries(bolton):
    cases = [supported(bolton).pk for _ in range(3)]
    with CaptureQueriesContext(connection) as one:
        facts_about(cases[:1])
    with CaptureQueriesContext(connection) as many:
        facts_about(cases)
    assert len(one) == len(many) == 2


def test_unfinished_records_are_listed_until_they_are_finished(bolton):
    case = supported(bolton)
    meeting = held(bolton, case, kind="review")
    assert [part.meeting_id for part in unfinished_meetings([case.pk])] == [meeting.pk]
    finish(bolton, meeting)
    assert list(unfinished_meetings([case.pk])) == []


def test_a_finished_record_keeps_its_version_for_whoever_edits_too_late(bolton):
    meeting = met(bolton, supported(bolton), kind="review")
    with pytest.raises(StepNotAllowed):
        edit_meeting(
            meeting_id=meeting.pk,
            actor=bolton.sw,
            seen_version=meeting.version,
            details=details(),
            parts=[ChildPart(case_id=meeting.case_id)],
        )


def test_managers_are_shown_the_reviews_they_could_ratify(birmingham, bolton):
    review = met(birmingham, supported(birmingham), kind="review")
    met(bolton, supported(bolton), kind="review")
    assert list(awaiting_ratification(birmingham.tm)) == [review]
    assert list(awaiting_ratification(birmingham.sw)) == []
    assert list(awaiting_ratification(birmingham.tm2)) == []
    assert list(awaiting_ratification(bolton.tm)) == []
