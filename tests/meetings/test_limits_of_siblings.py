"""What somebody who works with a brother or sister is not to be told, at a meeting about both."""

import pytest

from cases.models import Case
from cases.services.homes import limit_sharing
from cin.audit.models import AuditEvent, RecordView
from cin.documents.models import Circulation
from meetings.models import Booking, Meeting
from tests.cases.browsing import open_page, send, words
from tests.meetings.arranging import form_of, teacher_of
from tests.meetings.test_pages import about, at, record
from tests.meetings.test_recording import sibling_of
from tests.stories import supported

pytestmark = pytest.mark.django_db
SECRET, KEPT = "Where Seán sleeps", "Tess left the room before."


@pytest.fixture
def case(bolton):
    """A child who is supported."""
    return supported(bolton)


@pytest.fixture
def brother(bolton, case):
    """His brother, whose teacher is not to be told something."""
    found = sibling_of(bolton, case)
    tess = teacher_of(bolton, found)
    limit_sharing(
        case_id=found.pk, person_id=tess.pk, actor=bolton.sw, what=SECRET, reason="Threats"
    )
    return found


def both(case, brother, **answers):
    """Record a meeting about both, to which the brother's teacher came."""
    named = {
        "attendance-1-name": "Tess D'Arcy",
        "attendance-1-status": "attended",
        f"child-{brother.pk}-about": ["yes"],
    }
    return {**record(case), **about(brother), **named, **answers}


def test_the_record_has_a_box_for_how_it_was_kept_from_a_brothers_teacher(bolton, case, brother):
    address = at("hold_meeting", case.pk, "other")
    page = open_page(bolton.sw, address)
    assert SECRET in words(page)
    assert "limits_kept" in form_of(page).fields
    assert RecordView.objects.filter(case_id=brother.pk).exists()
    assert "Say below how it was kept" in words(send(bolton.sw, address, both(case, brother)))
    answers = both(case, brother, limits_kept=KEPT)
    assert send(bolton.sw, address, answers).status_code == 302
    event = AuditEvent.objects.get(action="cases.meet_despite_limit")
    assert (event.case_id, event.reason) == (brother.pk, KEPT)


def test_a_limit_of_a_brother_in_another_team_binds_and_is_not_shown(bolton, case, brother):
    answers = both(case, brother, then="later", **{"attendance-1-name": "Ms Khan"})
    assert send(bolton.sw, at("hold_meeting", case.pk, "other"), answers).status_code == 302
    meeting = Meeting.objects.get(kind="other")
    Case.objects.filter(pk=brother.pk).update(team=bolton.other_team, worker=bolton.sw3)
    address = at("edit_meeting", meeting.pk)
    page = open_page(bolton.sw, address)
    assert SECRET not in words(page)
    named = {**record(case), "then": "later", "version": str(meeting.version)}
    named |= {"attendance-1-name": "Tess D'Arcy", "attendance-1-status": "attended"}
    refused = words(send(bolton.sw, address, named))
    assert "Not to be told something about another child: Tess D" in refused
    assert SECRET not in refused
    assert send(bolton.sw, address, {**named, "limits_kept": KEPT}).status_code == 302


def test_a_manager_can_ask_a_brothers_teacher_all_the_same(bolton, case, brother):
    address = at("book_meeting", case.pk, "review")
    page = open_page(bolton.tm, address)
    assert SECRET in words(page)
    assert "despite" in form_of(page).fields
    answers = {
        "planned_at_date": "1/4/2026",
        "planned_at_time": "4pm",
        "children": [str(brother.pk)],
        "others-0-name": "Tess D'Arcy",
        "others-0-side": "professional",
    }
    assert SECRET in words(send(bolton.tm, address, answers))
    assert send(bolton.tm, address, {**answers, "despite": "A court order"}).status_code == 302
    assert Booking.objects.exists()


def test_minutes_about_both_are_not_sent_to_a_brothers_teacher(bolton, case, brother):
    answers = both(case, brother, limits_kept=KEPT)
    send(bolton.sw, at("hold_meeting", case.pk, "other"), answers)
    meeting = Meeting.objects.get(kind="other")
    address = at("circulate_minutes", case.pk, meeting.pk)
    assert SECRET in words(open_page(bolton.sw, address))
    sending = {"sent_on": "18/3/2026", "recipients": "Tess D'Arcy"}
    assert "Not to be told" in words(send(bolton.sw, address, sending))
    Case.objects.filter(pk=brother.pk).update(team=bolton.other_team, worker=bolton.sw3)
    refused = words(send(bolton.tm, address, {**sending, "despite": "I want to"}))
    assert "only the team of that child can decide otherwise" in refused
    assert SECRET not in refused
    assert not Circulation.objects.filter(kind="minutes").exists()


def test_a_mother_is_minded_once_though_a_brother_is_in_another_team(bolton, case, brother):
    mother = case.family.members.get(role="mother").person
    limit_sharing(
        case_id=case.pk, person_id=mother.pk, actor=bolton.sw, what="The address", reason="Threats"
    )
    answers = both(case, brother, limits_kept=KEPT)
    send(bolton.sw, at("hold_meeting", case.pk, "other"), answers)
    meeting = Meeting.objects.get(kind="other")
    Case.objects.filter(pk=brother.pk).update(team=bolton.other_team, worker=bolton.sw3)
    address = at("circulate_minutes", case.pk, meeting.pk)
    sending = {"sent_on": "18/3/2026", "recipients": str(mother), "despite": "A court order"}
    assert send(bolton.tm, address, sending).status_code == 302
    assert AuditEvent.objects.get(action="cases.tell_despite_limit").case_id == case.pk
