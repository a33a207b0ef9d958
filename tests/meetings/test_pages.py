"""The pages about meetings."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Case
from cin.audit.models import RecordView
from meetings.models import Meeting
from meetings.services import ChildPart
from plans.selectors import version_in_force
from tests.answered import MEETING
from tests.cases.browsing import open_page, send, sign_in, words
from tests.meetings.test_recording import hold, sibling_of
from tests.stories import approved, held, met, plan_submitted, supported

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"meetings:{name}", args=args)


def about(case, **answers):
    """Name the answers about one child as the form does."""
    judged = {f"progress-{number}": "in_time" for number in range(1, 26)}
    usual = {
        "attended": "yes",
        "views": "He is glad.",
        "next_meeting_on": "15/4/2026",
        **judged,
        **answers,
    }
    return {f"child-{case.pk}-{name}": value for name, value in usual.items()}


def record(case, **answers):
    return {
        "held_on": "18/3/2026",
        "chair_name": "Sam Shaw",
        "chair_role": "line_manager",
        "discussion": "Much was said.",
        "progress": "More meals.",
        "attendance-0-name": "Mary O'Brien",
        "attendance-0-status": "attended",
        "attendance-0-views": "She is glad of the help.",
        **MEETING,
        "later_interval_amount": "4",
        "later_interval_unit": "weeks",
        "decisions_made-0-decision": "Breakfast club",
        "decisions_made-0-reason": "He is hungry.",
        **{f"heading-{number}": "Talked through." for number in range(1, 7)},
        "then": "finish",
        **about(case),
        **answers,
    }


def review(case, **answers):
    outcome = about(case, outcome="continue_cin", outcome_reason="More to do.")
    return {**record(case), **outcome, **answers}


def test_an_initial_meeting_is_recorded_and_the_plan_is_in_force(bolton):
    case = approved(bolton).case
    plan_submitted(bolton, case)
    address = at("hold_meeting", case.pk, "initial")
    assert "Record the initial Child Action Meeting" in words(open_page(bolton.sw, address))
    answers = record(case, **about(case, plan_agreed="yes"))
    answer = send(bolton.sw, address, answers)
    meeting = Meeting.objects.get(children__case=case)
    assert answer.url == at("meeting", meeting.pk)
    assert meeting.state == "recorded"
    assert version_in_force(case) is not None


def test_the_page_says_what_the_plan_lacks_before_the_meeting(rochdale):
    case = approved(rochdale).case
    page = words(open_page(rochdale.sw, at("hold_meeting", case.pk, "initial")))
    assert "A manager approves the plan before the meeting agrees it (ROC-61)" in page


def test_the_page_names_the_expected_chair_and_the_latest_day(rochdale):
    case = supported(rochdale)
    for _ in range(2):
        met(rochdale, case, kind="review")
    page = words(open_page(rochdale.sw, at("hold_meeting", case.pk, "review")))
    assert "Record the Child in Need review meeting" in page
    assert "This is meeting number 4: it must be chaired by the team manager or" in page
    assert "by Wednesday 15 April 2026 at the latest" in page


def test_only_this_authoritys_outcomes_are_offered(bolton, rochdale):
    here = words(open_page(bolton.sw, at("hold_meeting", supported(bolton).pk, "review")))
    there = words(open_page(rochdale.sw, at("hold_meeting", supported(rochdale).pk, "review")))
    assert "Assessment to be updated" in there
    assert "Assessment to be updated" not in here


def test_a_meeting_is_saved_for_later_with_little_in_it(bolton):
    case = supported(bolton)
    little = {"held_on": "18/3/2026", "chair_name": "Sam", "chair_role": "social_worker"}
    send(bolton.sw, at("hold_meeting", case.pk, "review"), {**little, "then": "later"})
    meeting = Meeting.objects.get(kind="review")
    part = meeting.children.get()
    assert meeting.state == "held"
    assert (part.attended, part.outcome, part.next_meeting_on) == (None, "", None)


def test_harm_that_is_found_is_before_the_manager_as_the_page_says(bolton):
    case = supported(bolton)
    harm = about(case, outcome="significant_harm", outcome_reason="He came with burns.")
    page = at("hold_meeting", case.pk, "review")
    answer = sign_in(bolton.sw).post(page, {**review(case, **harm), "then": "later"}, follow=True)
    assert f"A concern about {case.child} is before the manager." in words(answer)
    assert case.concerns.get().what.endswith("He came with burns.")


def test_what_is_missing_is_listed_and_nothing_typed_is_lost(bolton):
    case = supported(bolton)
    answers = review(case, discussion="", **about(case, outcome="", views=""))
    answer = send(bolton.sw, at("hold_meeting", case.pk, "review"), answers)
    page = words(answer)
    assert answer.status_code == 200
    assert "Before you can finish the record" in page
    assert "Write what was discussed" in page
    assert f"Choose the outcome of the review for {case.child}" in page
    assert f"child-{case.pk}-views" in answer.context["form"].errors
    assert "More meals." in page
    assert not Meeting.objects.filter(kind="review").exists()


def test_a_chair_who_is_not_allowed_is_refused_beside_the_box(birmingham):
    case = approved(birmingham).case
    answers = record(case, chair_role="iro", **about(case, plan_agreed="no"))
    page = send(birmingham.sw, at("hold_meeting", case.pk, "initial"), answers)
    assert "chair_role" in page.context["form"].errors
    assert "Much was said." in words(page)


def test_a_next_meeting_before_this_one_is_refused_beside_the_box(bolton):
    case = supported(bolton)
    answers = review(case, **about(case, outcome="continue_cin", next_meeting_on="18/3/2026"))
    page = send(bolton.sw, at("hold_meeting", case.pk, "review"), answers)
    assert "The next meeting must be after Wednesday 18 March 2026" in words(page)


def test_a_meeting_in_the_future_is_refused(bolton):
    case = supported(bolton)
    address = at("hold_meeting", case.pk, "review")
    page = send(bolton.sw, address, review(case, held_on="19/3/2026"))
    assert "cannot be in the future" in words(page)


def test_a_double_click_records_one_meeting(bolton):
    case = supported(bolton)
    token = str(uuid4())
    for _ in range(2):
        send(bolton.sw, at("hold_meeting", case.pk, "review"), review(case, submission=token))
    assert Meeting.objects.filter(kind="review").count() == 1


def test_a_sibling_is_recorded_only_when_ticked(bolton):
    case = supported(bolton)
    sibling = sibling_of(bolton, case)
    met(bolton, sibling, plan_agreed=False, kind="other")
    address = at("hold_meeting", case.pk, "other")
    assert "Seán was part of this meeting too" in words(open_page(bolton.sw, address))
    send(bolton.sw, address, record(case))
    send(bolton.sw, address, {**record(case), **about(sibling, about="yes", attended="no")})
    both = Meeting.objects.filter(case=case, kind="other").order_by("pk")
    assert [meeting.children.count() for meeting in both] == [1]
    ready = about(sibling, about="yes", attended="no", absence_reason="At nursery")
    send(bolton.sw, address, {**record(case), **ready})
    assert both.last().children.get(case=sibling).absence_reason == "At nursery"


def test_the_answers_about_a_sibling_who_is_not_ticked_are_left_out(bolton):
    case = supported(bolton)
    sibling = sibling_of(bolton, case)
    answers = {**record(case), **about(sibling, views="Typed by mistake")}
    send(bolton.sw, at("hold_meeting", case.pk, "other"), answers)
    assert Meeting.objects.get(kind="other").children.count() == 1


def test_an_unknown_kind_of_meeting_is_not_found(bolton):
    case = supported(bolton)
    assert open_page(bolton.sw, at("hold_meeting", case.pk, "tea")).status_code == 404


def test_a_meeting_out_of_turn_is_a_409_page(bolton):
    answer = open_page(bolton.sw, at("hold_meeting", approved(bolton).case_id, "review"))
    assert answer.status_code == 409
    assert "The initial meeting comes first" in words(answer)


def test_a_record_is_read_and_the_reading_noted(bolton):
    meeting = met(bolton, supported(bolton), kind="review")
    page = words(open_page(bolton.tm, at("meeting", meeting.pk)))
    assert "Everything that matters was discussed." in page
    assert "Continues to be a child in need" in page
    assert RecordView.objects.filter(case_id=meeting.case_id, page="meeting").exists()


def test_reading_costs_the_same_for_ten_people_as_for_one(bolton):
    meeting = met(bolton, supported(bolton), kind="review")
    client = sign_in(bolton.sw)
    client.get(at("meeting", meeting.pk))
    with CaptureQueriesContext(connection) as one:
        client.get(at("meeting", meeting.pk))
    for number in range(9):
        meeting.attendance.create(name=f"Person {number}", status="attended")
    with CaptureQueriesContext(connection) as ten:
        client.get(at("meeting", meeting.pk))
    assert len(one) == len(ten)


def test_another_teams_child_is_left_out_of_the_page(bolton):
    case = supported(bolton)
    sibling = sibling_of(bolton, case)
    parts = [
        ChildPart(case_id=case.pk, views="What Amina said"),
        ChildPart(case_id=sibling.pk, views="What Seán said"),
    ]
    meeting = hold(bolton, case, kind="other", parts=parts)
    Case.objects.filter(pk=sibling.pk).update(team=bolton.other_team, worker=bolton.sw3)
    page = words(open_page(bolton.sw3, at("meeting", meeting.pk)))
    assert "What Seán said" in page
    assert "What Amina said" not in page
    assert open_page(bolton.sw3, at("edit_meeting", meeting.pk)).status_code == 403


@pytest.mark.parametrize("name", ["meeting", "edit_meeting", "ratify_meeting"])
def test_another_team_and_another_authority_find_no_meeting(bolton, rochdale, name):
    meeting = held(bolton, supported(bolton), kind="review")
    for person in (bolton.sw3, bolton.tm2, bolton.admin, rochdale.hos):
        assert open_page(person, at(name, meeting.pk)).status_code == 404


def test_another_team_records_and_sends_nothing(bolton):
    meeting = met(bolton, supported(bolton), kind="review")
    case = meeting.case_id
    assert open_page(bolton.sw3, at("hold_meeting", case, "review")).status_code == 404
    assert open_page(bolton.sw3, at("circulate_minutes", case, meeting.pk)).status_code == 404


def test_an_unfinished_record_is_gone_on_with(bolton):
    case = supported(bolton)
    meeting = held(bolton, case, kind="review", outcome="", outcome_reason="")
    page = open_page(bolton.sw, at("edit_meeting", meeting.pk))
    assert "She said that she likes school." in words(page)
    send(bolton.sw, at("edit_meeting", meeting.pk), review(case, version=meeting.version))
    assert Meeting.objects.get(pk=meeting.pk).state == "recorded"


def test_two_people_editing_are_shown_both_texts(bolton):
    case = supported(bolton)
    meeting = held(bolton, case, kind="review")
    stale = review(case, version=meeting.version, then="later", discussion="What I wrote")
    theirs = {**stale, "discussion": "What they wrote", **about(case, views="Their view")}
    send(bolton.sw2, at("edit_meeting", meeting.pk), theirs)
    page = send(bolton.sw, at("edit_meeting", meeting.pk), stale)
    for text in ("What I wrote", "What they wrote", "Their view", "He is glad."):
        assert text in words(page)
    assert Meeting.objects.get(pk=meeting.pk).discussion == "What they wrote"


def test_a_finished_record_cannot_be_edited(bolton):
    meeting = met(bolton, supported(bolton), kind="review")
    answer = open_page(bolton.sw, at("edit_meeting", meeting.pk))
    assert answer.status_code == 409


@pytest.mark.rule("BIR-105")
def test_a_manager_reads_the_review_and_ratifies_it(birmingham):
    meeting = met(birmingham, supported(birmingham), kind="review")
    page = open_page(birmingham.tm, at("ratify_meeting", meeting.pk))
    assert "There is more to do." in words(page)
    answers = {"version": page.context["form"]["version"].value(), "comment": "It follows."}
    send(birmingham.tm, at("ratify_meeting", meeting.pk), answers)
    assert Meeting.objects.get(pk=meeting.pk).state == "ratified"


def test_who_may_not_ratify_is_told_why(birmingham, bolton):
    meeting = met(birmingham, supported(birmingham), kind="review")
    answer = open_page(birmingham.sw2, at("ratify_meeting", meeting.pk))
    assert answer.status_code == 403
    assert "Only a manager can do this" in words(answer)
    elsewhere = met(bolton, supported(bolton), kind="review")
    answer = open_page(bolton.tm, at("ratify_meeting", elsewhere.pk))
    assert answer.status_code == 409
    assert "needs no ratification" in words(answer)


def test_minutes_are_recorded_as_sent_and_shown(bolton):
    meeting = met(bolton, supported(bolton), kind="review")
    address = at("circulate_minutes", meeting.case_id, meeting.pk)
    send(bolton.sw, address, {"sent_on": "18/3/2026", "recipients": "Ms Khan"})
    assert "Ms Khan" in words(open_page(bolton.sw, at("meeting", meeting.pk)))


def test_minutes_sent_before_the_meeting_are_refused(bolton):
    meeting = met(bolton, supported(bolton), kind="review")
    address = at("circulate_minutes", meeting.case_id, meeting.pk)
    page = send(bolton.sw, address, {"sent_on": "17/3/2026", "recipients": "Ms Khan"})
    assert "cannot have been sent before the meeting" in words(page)
    assert "Ms Khan" in words(page)


def test_minutes_of_an_unfinished_record_are_a_409_page(bolton):
    meeting = held(bolton, supported(bolton), kind="review")
    answer = open_page(bolton.sw, at("circulate_minutes", meeting.case_id, meeting.pk))
    assert answer.status_code == 409
