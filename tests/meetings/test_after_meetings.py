"""What follows a meeting: who agrees with its record, and what its chair sends out."""

from datetime import date

import pytest
from django.urls import reverse

from cin.core import clock
from cin.core.errors import BadInput, StepNotAllowed
from cin.documents.models import Circulation
from desk.selectors.today import today_for
from meetings.models import Meeting, MeetingSignature
from meetings.services import (
    circulate_minutes,
)
from meetings.services.signing import SignatureDetails, record_signatures
from plans.selectors import version_in_force
from plans.services import circulate_plan
from tests.cases.browsing import open_page, send, words
from tests.meetings.arranging import form_of
from tests.meetings.test_pages import at
from tests.stories import held, met, moment, supported

pytestmark = pytest.mark.django_db


def sign(house, meeting, **answers):
    usual = {"name": "Mary O'Brien", "role": "Mother", "answer": "signed", **answers}
    return record_signatures(
        case_id=meeting.case_id,
        meeting_id=meeting.pk,
        actor=house.sw,
        signatures=[SignatureDetails(**usual)],
    )


@pytest.mark.rule("PET-15")
def test_in_peterborough_child_and_parents_sign_the_record_or_the_reason_stands_there(peterborough):
    case = supported(peterborough)
    meeting = Meeting.objects.get(case=case)
    page = words(open_page(peterborough.sw, reverse("desk:case", args=[case.pk])))
    assert "Record who agrees with the record of the meeting on 18 March" in page
    address = at("record_signatures", case.pk, meeting.pk)
    rows = form_of(open_page(peterborough.sw, address)).initial["signatures"]
    assert [row["name"] for row in rows] == ["Mary O'Brien", str(case.child)]
    answers = {
        "signatures-0-name": "Mary O'Brien",
        "signatures-0-role": "Mother",
        "signatures-0-answer": "signed",
        "signatures-0-answered_on": "18/3/2026",
        "signatures-1-name": str(case.child),
        "signatures-1-answer": "not_asked",
    }
    refused = send(peterborough.sw, address, answers)
    assert f"Say why {case.child} did not agree, or was not asked" in words(refused)
    send(peterborough.sw, address, {**answers, "signatures-1-reason": "Nine years old"})
    page = words(open_page(peterborough.sw, at("meeting", meeting.pk)))
    assert "Mary O'Brien: signed it on 18 March 2026" in page
    assert "was not asked. Nine years old" in page
    page = words(open_page(peterborough.sw, reverse("desk:case", args=[case.pk])))
    assert "Record who agrees with the record" not in page


def test_what_somebody_said_before_stays_and_saying_it_twice_is_saying_it_once(peterborough):
    meeting = Meeting.objects.get(case=supported(peterborough))
    sign(peterborough, meeting, answer="refused", reason="It was not like that")
    sign(peterborough, meeting, answered_on=clock.today())
    assert sign(peterborough, meeting, answered_on=clock.today()) == []
    assert MeetingSignature.objects.count() == 2
    page = words(open_page(peterborough.sw, at("meeting", meeting.pk)))
    assert "It was not like that" not in page


def test_a_signature_has_a_day_after_the_meeting_and_a_finished_record(peterborough, bolton):
    case = supported(peterborough)
    meeting = Meeting.objects.get(case=case)
    with pytest.raises(BadInput, match="Give the day"):
        sign(peterborough, meeting)
    for day in (date(2026, 3, 17), date(2026, 3, 19)):
        with pytest.raises(BadInput, match="between the meeting and today"):
            sign(peterborough, meeting, answered_on=day)
    with pytest.raises(StepNotAllowed, match="Finish the record"):
        sign(peterborough, held(peterborough, case, kind="review"), answered_on=clock.today())
    elsewhere = Meeting.objects.get(case=supported(bolton))
    with pytest.raises(StepNotAllowed, match="nobody signs"):
        sign(bolton, elsewhere, answered_on=clock.today())
    assert (
        open_page(peterborough.sw3, at("record_signatures", case.pk, meeting.pk)).status_code == 404
    )


def chaired_by(house, user, kind="review"):
    case = supported(house)
    said = {"chair_name": user.name, "chair_role": "team_manager"}
    return case, met(house, case, kind=kind, said=said)


def asked_to_send(user):
    return {each.what for each in today_for(user).to_send}


@pytest.mark.parametrize(
    ("slug", "what"),
    [
        pytest.param("bolton", {"minutes", "plan"}, marks=pytest.mark.rule("BOL-33")),
        pytest.param("peterborough", {"minutes", "plan"}, marks=pytest.mark.rule("PET-30")),
        pytest.param("rochdale", {"minutes", "plan"}, marks=pytest.mark.rule("ROC-136")),
        pytest.param("birmingham", {"plan"}, marks=pytest.mark.rule("BIR-51")),
        ("hillingdon", set()),
    ],
)
def test_the_chair_is_asked_to_send_what_is_theirs_to_send(slug, what, request):
    house = request.getfixturevalue(slug)
    case, meeting = chaired_by(house, house.tm)
    assert asked_to_send(house.tm) == what
    assert asked_to_send(house.sm) == asked_to_send(house.tm2) == set()
    page = words(open_page(house.sw, reverse("desk:case", args=[case.pk])))
    for each in what:
        assert f"Note who received the {each} of 18 March: for {house.tm.name}, who chaired" in page
    sent = {"actor": house.tm, "sent_on": clock.today(), "recipients": "Mary O'Brien"}
    circulate_minutes(case_id=case.pk, meeting_id=meeting.pk, **sent)
    circulate_plan(version_id=version_in_force(case).pk, **sent)
    assert asked_to_send(house.tm) == set()
    assert Circulation.objects.filter(case_id=case.pk, recipients="Mary O'Brien").count() == 2
    page = words(open_page(house.sw, at("meeting", meeting.pk)))
    assert "Not sent so far to:" in page


def test_a_later_meeting_or_three_months_end_the_asking(bolton):
    case, _meeting = chaired_by(bolton, bolton.tm)
    with clock.at(moment("2026-07-01")):
        assert asked_to_send(bolton.tm) == set()
    met(bolton, case, kind="review")
    assert asked_to_send(bolton.tm) == set()


def test_nobody_of_another_team_is_asked_because_they_have_the_same_name(bolton):
    chaired_by(bolton, bolton.tm2)
    assert asked_to_send(bolton.tm2) == set()
    assert open_page(bolton.tm2, reverse("desk:today")).status_code == 200
