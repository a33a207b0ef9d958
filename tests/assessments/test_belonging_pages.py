"""The pages of agencies, specialists, family network meetings and sharing."""

import pytest
from django.urls import reverse

from assessments.models import (
    AssessmentShare,
    FamilyNetworkMeeting,
    InformationRequest,
    SpecialistAssessment,
)
from assessments.selectors.network_meetings import PREPARATION, TOPICS
from cin.audit.models import RecordView
from cin.core import clock
from tests.assessments.test_enquiries import ask, share, specialist
from tests.assessments.test_network_meetings import finished, items, prepared
from tests.cases.browsing import open_page, queries_to_open, send, words
from tests.stories import allocated, approved, assessing, build_house, moment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


def page_of(name, *args):
    return reverse(f"assessments:{name}", args=args)


def test_four_agencies_are_asked_in_one_go_and_the_answers_come_one_by_one(house):
    case = allocated(house)
    address = page_of("ask_agencies", case.pk)
    page = open_page(house.sw, address)
    assert page.context["form"]["agencies"].value() == ["GP", "Health", "Education", "Police"]
    answers = {
        "agencies": ["GP", "Police", "other"],
        "other_agency": "St Mary's nursery",
        "asked_on": "18/3/2026",
        "method": "email",
        "basis": "consent",
        "question": "What do you know?",
    }
    assert send(house.sw, address, answers)["Location"] == page_of("information", case.pk)
    assert InformationRequest.objects.count() == 3
    shown = words(open_page(house.sw, page_of("information", case.pk)))
    assert "Not asked yet Health, Education" in shown
    assert "St Mary's nursery" in shown
    request = InformationRequest.objects.get(agency="GP")
    replying = {"replied_on": "18/3/2026", "kind": "told", "reply": "Seen in January."}
    send(house.sw, page_of("record_reply", request.pk), replying)
    assert "Seen in January." in words(open_page(house.sw, page_of("information", case.pk)))
    assert open_page(house.sw, page_of("record_reply", request.pk)).status_code == 409


def test_asking_without_agreement_needs_the_reason_beside_its_field(house):
    case = allocated(house)
    answers = {
        "agencies": ["GP"],
        "asked_on": "18/3/2026",
        "method": "email",
        "basis": "override",
        "question": "O'Brien: what do you know?",
    }
    response = send(house.sw, page_of("ask_agencies", case.pk), answers)
    assert "basis_reason" in response.context["form"].errors
    assert "O'Brien: what do you know?" in words(response)


def test_an_agency_is_asked_again(house):
    (row,) = ask(house, allocated(house))
    send(house.sw, page_of("chase_reply", row.pk), {"chased_on": "18/3/2026", "note": "Rang"})
    assert "Asked again 18 March 2026" in words(
        open_page(house.sw, page_of("information", row.case_id))
    )


def test_a_specialist_assessment_is_asked_for_and_received(house):
    case = allocated(house)
    answers = {
        "kind": "Parenting assessment",
        "provider": "Dr O'Neill",
        "why": "To know what help fits",
        "requested_on": "18/3/2026",
        "due_on": "30/4/2026",
    }
    send(house.sw, page_of("request_specialist", case.pk), answers)
    row = SpecialistAssessment.objects.get()
    assert "Due 30 April 2026" in words(open_page(house.sw, page_of("specialists", case.pk)))
    found = {"received_on": "18/3/2026", "summary": "Warm, and tired."}
    send(house.sw, page_of("receive_specialist", row.pk), found)
    assert "Warm, and tired." in words(open_page(house.sw, page_of("specialists", case.pk)))


def preparing(case, **changes):
    return {
        "kind": "first",
        "venue": "The family centre",
        "people-0-name": "Nan O'Brien",
        "people-0-relationship": "Grandmother",
        "people-0-thought_of_by": "child",
        "people-0-response": "willing",
        **{f"item-{code}": text for code, text in items(case, PREPARATION).items()},
        "version": "0",
        "then": "finish",
        **changes,
    }


def recording(case, **changes):
    return {
        "held_on": "18/3/2026",
        "people-0-name": "Nan O'Brien",
        "people-0-attended": "came",
        **{f"item-{code}": text for code, text in items(case, TOPICS).items()},
        "actions-0-what": "Breakfast together",
        "actions-0-who": "Nan O'Brien",
        "actions-0-due_on": "20/4/2026",
        "owned_by_family": "yes",
        "effect_on_plan": "less_input",
        "follow_up_at_date": "12/5/2026",
        "follow_up_at_time": "14:00",
        "version": "1",
        "then": "finish",
        **changes,
    }


@pytest.mark.rule("ROC-98")
def test_the_page_says_what_a_family_network_meeting_is_for(house):
    shown = words(open_page(house.sw, page_of("network_meetings", allocated(house).pk)))
    assert "finds its own strengths and resources" in shown


def test_a_network_meeting_is_prepared_recorded_and_sent_out(house):
    case = allocated(house)
    response = send(house.sw, page_of("prepare_network_meeting", case.pk), preparing(case))
    meeting = FamilyNetworkMeeting.objects.get()
    assert response["Location"] == page_of("record_network_meeting", meeting.pk)
    send(house.sw, response["Location"], recording(case))
    assert FamilyNetworkMeeting.objects.get().state == "recorded"
    sending = page_of("send_network_minutes", meeting.pk)
    assert "Nan O'Brien" in open_page(house.sw, sending).context["form"]["recipients"].value()
    send(house.sw, sending, {"sent_on": "18/3/2026", "recipients": "Nan O'Brien"})
    shown = words(open_page(house.sw, page_of("network_meeting", meeting.pk)))
    assert "Breakfast together" in shown
    assert "Agencies can do less" in shown
    assert "Minutes sent on 18 March 2026" in shown


def test_what_the_record_lacks_comes_back_with_what_was_typed(house):
    case = allocated(house)
    meeting = prepared(house, case)
    answers = recording(case, follow_up_at_date="", follow_up_at_time="")
    response = send(house.sw, page_of("record_network_meeting", meeting.pk), answers)
    shown = words(response)
    assert "Give the day and time of the follow-up meeting" in shown
    assert "ROC-57" in shown
    assert (
        response.context["form"]["item-voice"].value() == "About Voice and daily lived experience"
    )
    assert FamilyNetworkMeeting.objects.get().state == "preparing"


def test_a_half_written_record_is_kept(house):
    meeting = prepared(house, allocated(house))
    answers = {
        "held_on": "18/3/2026",
        "item-voice": "Half",
        "people-0-name": "Nan O'Brien",
        "actions-0-what": "Ring school",
        "version": "1",
        "then": "later",
    }
    send(house.sw, page_of("record_network_meeting", meeting.pk), answers)
    found = FamilyNetworkMeeting.objects.get()
    assert (found.state, found.discussion["voice"]) == ("held", "Half")
    again = open_page(house.sw, page_of("record_network_meeting", meeting.pk))
    assert "Ring school" in again.content.decode()


def test_why_a_meeting_is_not_right_is_read_by_the_manager(house):
    assessment = assessing(house)
    case = assessment.case
    send(house.sw, page_of("network_meeting_not_right", case.pk), {"reason": "Fear of violence"})
    meeting = FamilyNetworkMeeting.objects.get()
    assert "Fear of violence" in words(open_page(house.tm, page_of("network_meeting", meeting.pk)))
    shown = words(open_page(house.tm, page_of("assessment", assessment.pk)))
    assert "Found not appropriate on 18 March 2026" in shown


@pytest.mark.rule("BIR-19")
def test_an_assessment_is_shared_and_the_family_answers(house):
    assessment = approved(house)
    shared = {
        "recipient": "Mary O'Brien",
        "shared_on": "18/3/2026",
        "method": "together",
        "result": "given",
        "enclosures": ["Assessment Information Booklet"],
    }
    address = page_of("share_assessment", assessment.pk)
    refused = send(house.sw, address, shared)
    assert "left_out_reason" in refused.context["form"].errors
    send(house.sw, address, {**shared, "left_out_reason": "Given before"})
    row = AssessmentShare.objects.get()
    said = {"comments_on": "18/3/2026", "comments": "It isn't all true."}
    send(house.sw, page_of("record_comments", row.pk), said)
    shown = words(open_page(house.sw, page_of("sharing", assessment.pk)))
    assert "It isn't all true." in shown
    assert "C&F Assessment shared with your family" in shown
    assert "With Mary O'Brien" in words(open_page(house.sw, page_of("assessment", assessment.pk)))


def test_what_is_not_approved_cannot_be_shared(house):
    assert open_page(house.sw, page_of("share_assessment", assessing(house).pk)).status_code == 409


def test_another_team_and_authority_find_none_of_these_pages(house):
    assessment = approved(house)
    case = assessment.case
    (row,) = ask(house, case)
    pages = [
        page_of("information", case.pk),
        page_of("ask_agencies", case.pk),
        page_of("record_reply", row.pk),
        page_of("chase_reply", row.pk),
        page_of("specialists", case.pk),
        page_of("receive_specialist", specialist(house, case).pk),
        page_of("network_meetings", case.pk),
        page_of("prepare_network_meeting", case.pk),
        page_of("network_meeting", finished(house, case).pk),
        page_of("sharing", assessment.pk),
        page_of("share_assessment", assessment.pk),
        page_of("record_comments", share(house, assessment).pk),
    ]
    for stranger in (house.sw3, build_house("bolton").hos):
        assert {open_page(stranger, page).status_code for page in pages} == {404}


def test_whoever_opens_these_pages_is_written_down(house):
    case = allocated(house)
    for name in ("information", "specialists", "network_meetings"):
        open_page(house.tm, page_of(name, case.pk))
        assert RecordView.objects.filter(case_id=case.pk, page=name).count() == 1


def test_the_agencies_page_costs_the_same_for_one_as_for_five(house):
    case = allocated(house)
    ask(house, case)
    address = page_of("information", case.pk)
    once = queries_to_open(house.sw, address)
    ask(house, case, ["Health", "Education", "Police", "Housing"])
    assert queries_to_open(house.sw, address) == once
