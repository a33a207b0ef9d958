"""Arranging a meeting: when and where, who is invited, and what it changes (nothing) before it is
held.
"""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alerts.models import Deadline
from alerts.services.deadlines import recompute
from assessments.services import Question, ask_agencies
from cases.models import Case
from cin.audit.models import RecordView
from cin.core import clock
from cin.core.errors import BadInput, NotFound, NotPermitted, StepNotAllowed
from desk.selectors.decisions import waiting_for
from desk.selectors.today import today_for
from meetings.models import Booking, BookingChild, Invitation, Meeting
from meetings.selectors import booked_for
from meetings.selectors.inviting import not_invited, people_to_invite
from meetings.services import (
    BookingDetails,
    Invited,
    OtherInvited,
    answer_chair,
    book_meeting,
    call_off_booking,
)
from tests.cases.browsing import open_page, queries_to_open, send, words
from tests.meetings.arranging import WHEN, book, change, form_of, mother_of, of, reply, teacher_of
from tests.meetings.test_pages import at
from tests.meetings.test_recording import hold, sibling_of
from tests.stories import moment, supported

pytestmark = pytest.mark.django_db


@pytest.mark.rule("BIR-44", "PET-12", "BOL-17")
def test_a_booked_meeting_moves_no_date_and_is_shown_wherever_the_review_is_due(bolton):
    case = supported(bolton)
    recompute([case.pk])
    before = list(Deadline.objects.filter(case=case).values_list("key", "due_on", "met_on"))
    booking = book(bolton, case, chosen=[of(case.child)], place="Family centre")
    recompute([case.pk])
    assert before == list(Deadline.objects.filter(case=case).values_list("key", "due_on", "met_on"))
    page = words(open_page(bolton.sw, reverse("desk:case", args=[case.pk])))
    assert "Booked for Wednesday 1 April 2026 at 4pm" in page
    assert "Booked meetings 1" in page
    assert [row.pk for row in today_for(bolton.sw).booked] == [booking.pk]
    assert "Family centre" in words(open_page(bolton.sw, reverse("desk:today")))
    assert today_for(bolton.sw3).booked == []


@pytest.mark.rule("PET-06", "BIR-46", "BIR-58", "BOL-10")
def test_family_network_and_agencies_of_the_assessment_are_ticked_and_who_is_left_out_is_noticed(
    bolton,
):
    case = supported(bolton)
    teacher, mother = teacher_of(bolton, case), mother_of(case)
    question = Question(asked_on=clock.today(), method="email", basis="consent", question="How?")
    ask_agencies(case_id=case.pk, actor=bolton.sw, agencies=["Housing"], question=question)
    form = form_of(open_page(bolton.sw, at("book_meeting", case.pk, "review")))
    expected = {of(case.child), of(mother), of(teacher), "agency-housing"}
    assert set(form["people"].value()) == expected
    answers = {
        "planned_at_date": "1/4/2026",
        "planned_at_time": "4pm",
        "people": [of(case.child)],
        "others-0-name": "Bridie O'Brien",
        "others-0-role": "Aunt",
        "others-0-side": "family",
    }
    answer = send(bolton.sw, at("book_meeting", case.pk, "review"), answers)
    booking = Booking.objects.get()
    assert answer.url == at("booking", booking.pk)
    page = words(open_page(bolton.sw, answer.url))
    assert "Not invited so far: Mary O'Brien, Mother" in page
    assert "Tess D'Arcy, Teacher, St Anne's School" in page
    assert "Housing" in page
    assert "Nobody has said why." in page
    assert "Bridie O'Brien" in page
    assert RecordView.objects.filter(case_id=case.pk, page="booking").exists()
    change(bolton, booking, chosen=[*expected], not_invited_reason="")
    found = Booking.objects.get()
    assert not_invited(found, people_to_invite([case])) == []


def test_who_was_left_out_may_be_left_out_with_a_reason(bolton):
    case = supported(bolton)
    booking = book(bolton, case, not_invited_reason="The court forbids contact.")
    page = words(open_page(bolton.sw, at("booking", booking.pk)))
    assert "The court forbids contact." in page
    assert "Nobody has said why." not in page


def test_an_agency_that_holds_nothing_or_is_in_the_network_is_not_missed(bolton):
    case = supported(bolton)
    teacher_of(bolton, case)
    question = Question(asked_on=clock.today(), method="email", basis="consent", question="How?")
    rows = ask_agencies(
        case_id=case.pk,
        actor=bolton.sw,
        agencies=["St Anne's School", "Police"],
        question=question,
    )
    type(rows[1]).objects.filter(agency="Police").update(
        replied_on=clock.today(), reply_kind="nothing_held"
    )
    expected = {each.name: each.is_expected for each in people_to_invite([case])}
    assert (expected["St Anne's School"], expected["Police"]) == (False, False)
    assert expected["Tess D'Arcy"] is True


def test_a_meeting_is_booked_once_of_a_kind_in_the_future_and_on_an_open_case(bolton):
    case = supported(bolton)
    with pytest.raises(BadInput, match="future"):
        book(bolton, case, planned_at=clock.now())
    book(bolton, case)
    with pytest.raises(StepNotAllowed, match="booked already"):
        book(bolton, case)
    with pytest.raises(StepNotAllowed, match="recorded already"):
        book(bolton, case, kind="initial")
    book(bolton, case, kind="other")
    with pytest.raises(NotFound):
        book(bolton, case, actor=bolton.sw3)


def test_another_day_or_place_has_a_reason_and_two_people_do_not_overwrite_each_other(bolton):
    case = supported(bolton)
    booking = book(bolton, case, place="School")
    with pytest.raises(BadInput, match="Say why the day"):
        change(bolton, booking, planned_at=WHEN + timedelta(days=1))
    change(bolton, booking, planned_at=WHEN + timedelta(days=1), reason="The father works")
    page = open_page(bolton.sw, at("change_booking", booking.pk))
    stale = {
        "planned_at_date": "2/4/2026",
        "planned_at_time": "16:00",
        "place": "School",
        "version": 1,
        "people": [of(case.child)],
    }
    assert form_of(page)["version"].value() == 2
    refused = send(bolton.sw, at("change_booking", booking.pk), stale)
    assert "Somebody else changed this" in words(refused)
    assert send(bolton.sw, at("change_booking", booking.pk), {**stale, "version": 2}).url
    assert [row.name for row in booking.invitations.all()] == [str(case.child)]


def test_a_meeting_is_called_off_with_a_reason_and_another_can_be_booked(bolton):
    case = supported(bolton)
    booking = book(bolton, case)
    with pytest.raises(BadInput, match="called off"):
        call_off_booking(booking_id=booking.pk, actor=bolton.sw, reason=" ")
    send(bolton.sw, at("call_off_booking", booking.pk), {"reason": "The mother is ill"})
    page = words(open_page(bolton.sw, at("booking", booking.pk)))
    assert "The mother is ill" in page
    assert booked_for(case, "review") is None
    assert open_page(bolton.sw, at("change_booking", booking.pk)).status_code == 409
    assert book(bolton, case).pk != booking.pk


def test_the_meeting_is_recorded_with_who_was_invited_and_the_booking_is_held(bolton):
    case = supported(bolton)
    teacher = teacher_of(bolton, case)
    sibling = sibling_of(bolton, case)
    booking = book_meeting(
        case_id=case.pk,
        kind="other",
        actor=bolton.sw,
        details=BookingDetails(planned_at=WHEN, place="Family centre"),
        invited=Invited(chosen=[of(case.child), of(teacher)]),
        children=[sibling.pk],
    )
    away = booking.invitations.get(person=teacher)
    reply(bolton, away, answer="not_coming")
    with clock.at(moment("2026-04-01 18:00")):
        form = form_of(open_page(bolton.sw, at("hold_meeting", case.pk, "other")))
        assert form["held_on"].value() == date(2026, 4, 1)
        assert form["place"].value() == "Family centre"
        assert form[f"child-{sibling.pk}-about"].value() == ["yes"]
        rows = form.initial["attendance"]
        assert [(row["name"], row["status"]) for row in rows] == [
            ("Tess D'Arcy", "apologies"),
        ]
        made = {"held_on": "1/4/2026", "then": "later", "chair_name": "Sam", "chair_role": "iro"}
        send(bolton.sw, at("hold_meeting", case.pk, "other"), made)
    booking.refresh_from_db()
    assert (booking.state, booking.meeting) == ("held", Meeting.objects.get(kind="other"))
    assert "Read the record" in words(open_page(bolton.sw, at("booking", booking.pk)))


def test_a_meeting_that_was_not_the_booked_one_does_not_take_its_place(bolton):
    case = supported(bolton)
    booking = book(bolton, case, kind="other")
    hold(bolton, case)
    assert booked_for(case, "other") == booking
    with pytest.raises(StepNotAllowed, match="not this one"):
        hold(bolton, case, booking_id=booking.pk)


@pytest.mark.rule("PET-08", "PET-09")
def test_in_peterborough_place_transport_timing_and_child_care_are_thought_of(peterborough):
    seen = unthought(peterborough)
    assert seen == [
        "Whether the place suits the child and the family",
        "How the family gets there",
        "Whether the time suits the child and the family",
        "Who looks after the other children",
    ]


@pytest.mark.rule("BOL-12", "BOL-13")
def test_in_bolton_too(bolton):
    assert len(unthought(bolton)) == 4


@pytest.mark.rule("BIR-45", "BIR-48")
def test_in_birmingham_so_is_whom_the_family_wants_there(birmingham):
    seen = unthought(birmingham)
    assert seen[0] == "Whom the child and the parents want there, also to support them"
    assert len(seen) == 5


@pytest.mark.rule("HIL-67")
def test_in_hillingdon_the_room_is(hillingdon):
    assert unthought(hillingdon) == ["The room that is booked"]


def unthought(house):
    """Book a meeting with nothing thought of, see what is pointed out, then answer all of it."""
    case = supported(house)
    address = at("book_meeting", case.pk, "review")
    answers = {"planned_at_date": "1/4/2026", "planned_at_time": "4pm"}
    send(house.sw, address, answers)
    booking = Booking.objects.get()
    page = open_page(house.sw, at("booking", booking.pk))
    seen = page.context["not_thought_of"]
    texts = ["family_choice", "transport", "timing", "child_care", "room"]
    more = {**answers, **dict.fromkeys(texts, "Talked through."), "place_suits": "yes"}
    send(house.sw, at("change_booking", booking.pk), {**more, "version": 1})
    page = open_page(house.sw, at("booking", booking.pk))
    assert page.context["not_thought_of"] == []
    assert "Talked through." in words(page)
    return seen


@pytest.mark.rule("BIR-103")
def test_a_worker_asks_the_manager_to_chair_and_the_manager_answers(birmingham):
    case = supported(birmingham)
    page = open_page(birmingham.sw, at("book_meeting", case.pk, "review"))
    assert "Lack of impact on outcomes" in dict(form_of(page).fields["chair_asked"].choices)
    booking = book(birmingham, case, chair_asked="Disagreement")
    (asked,) = (each for each in waiting_for(birmingham.tm) if "chair" in each.what)
    assert asked.what == "Asked to chair a meeting: disagreement"
    assert asked.href == at("answer_chair", booking.pk)
    assert open_page(birmingham.sw, asked.href).status_code == 403
    with pytest.raises(NotPermitted):
        answer_chair(booking_id=booking.pk, actor=birmingham.sw, chairs=True, said="")
    with pytest.raises(BadInput, match="why not"):
        answer_chair(booking_id=booking.pk, actor=birmingham.tm, chairs=False, said=" ")
    send(birmingham.tm, asked.href, {"chairs": "yes", "said": "Gladly"})
    assert not [each for each in waiting_for(birmingham.tm) if "chair" in each.what]
    assert "TM of Birmingham chairs it: Gladly" in words(
        open_page(birmingham.sw, at("booking", booking.pk))
    )
    form = form_of(open_page(birmingham.sw, at("hold_meeting", case.pk, "review")))
    assert (form["chair_name"].value(), form["chair_role"].value()) == (
        "TM of Birmingham",
        "team_manager",
    )
    with pytest.raises(StepNotAllowed):
        answer_chair(booking_id=booking.pk, actor=birmingham.tm, chairs=True, said="")


def test_a_manager_who_asks_for_a_chair_does_not_answer(birmingham):
    case = supported(birmingham)
    booking = book(birmingham, case, actor=birmingham.tm, chair_asked="Disagreement")
    address = at("answer_chair", booking.pk)
    with pytest.raises(NotPermitted, match="another manager must answer"):
        answer_chair(booking_id=booking.pk, actor=birmingham.tm, chairs=True, said="")
    assert open_page(birmingham.tm, address).status_code == 403
    page = at("booking", booking.pk)
    assert address not in open_page(birmingham.tm, page).content.decode()
    assert address in open_page(birmingham.sm, page).content.decode()
    answer_chair(booking_id=booking.pk, actor=birmingham.sm, chairs=True, said="")


def test_where_nobody_asks_a_manager_to_chair_nothing_is_offered(rochdale):
    page = open_page(rochdale.sw, at("book_meeting", supported(rochdale).pk, "review"))
    assert "chair_asked" not in form_of(page).fields


PAGES = ["booking", "change_booking", "call_off_booking", "invitations_sent"]


@pytest.mark.parametrize("name", PAGES)
def test_another_team_and_another_authority_find_no_booking(bolton, rochdale, name):
    booking = book(bolton, supported(bolton))
    for person in (bolton.sw3, bolton.tm2, bolton.admin, rochdale.hos):
        assert open_page(person, at(name, booking.pk)).status_code == 404


def test_the_page_of_a_booking_costs_the_same_for_ten_people_as_for_one(bolton):
    booking = book(bolton, supported(bolton), others=[OtherInvited(name="Person One")])
    address = at("booking", booking.pk)
    one = queries_to_open(bolton.sw, address)
    for number in range(9):
        Invitation.objects.create(booking=booking, name=f"Person {number}", side="family")
    assert queries_to_open(bolton.sw, address) == one


def test_today_costs_the_same_for_ten_bookings_as_for_one(bolton):
    book(bolton, supported(bolton))
    with CaptureQueriesContext(connection) as one:
        today_for(bolton.sw)
    for _ in range(3):
        book(bolton, supported(bolton))
    with CaptureQueriesContext(connection) as more:
        today_for(bolton.sw)
    assert len(more) == len(one)


def test_a_meeting_in_school_hours_and_without_the_visit_before_it_is_warned_about(bolton):
    case = supported(bolton)
    booking = book(bolton, case, planned_at=moment("2026-04-01 11:00"))
    page = words(open_page(bolton.sw, at("booking", booking.pk)))
    assert f"It is in school hours of {case.child}." in page
    assert "No visit to prepare" in page
    change(bolton, booking, planned_at=WHEN, reason="After school")
    assert "in school hours" not in words(open_page(bolton.sw, at("booking", booking.pk)))


def test_a_brother_who_went_to_another_team_has_meetings_of_his_own(bolton):
    case = supported(bolton)
    brother = sibling_of(bolton, case)
    booking = book(bolton, case)
    BookingChild.objects.create(booking=booking, case=brother)
    Case.objects.filter(pk=brother.pk).update(team=bolton.other_team)
    brother.refresh_from_db()
    assert booked_for(brother, "review") is None
    assert booked_for(case, "review") == booking
    for page in ("booking", "change_booking", "call_off_booking"):
        assert open_page(bolton.sw3, at(page, booking.pk)).status_code == 404
    page = open_page(bolton.sw3, reverse("desk:case", args=[brother.pk])).content.decode()
    assert at("booking", booking.pk) not in page
    assert case.reference not in page
