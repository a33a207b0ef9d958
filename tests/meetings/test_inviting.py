"""Inviting to a meeting: who may be told of it, the letter, and the answer."""

from datetime import date

import pytest

from cin.audit.models import AuditEvent, RecordView
from cin.core import clock
from cin.core.errors import BadInput, ChangedMeanwhile
from meetings.models import Booking, Meeting
from meetings.services import (
    OtherInvited,
)
from tests.cases.browsing import open_page, send, words
from tests.meetings.arranging import (
    book,
    change,
    form_of,
    limit,
    mother_of,
    of,
    reply,
    sent,
    teacher_of,
)
from tests.meetings.test_pages import at, review
from tests.stories import held, moment, supported

pytestmark = pytest.mark.django_db


def test_who_is_not_to_be_told_cannot_be_invited_in_any_way(bolton):
    case = supported(bolton)
    mother = limit(bolton, case)
    address = at("book_meeting", case.pk, "review")
    page = open_page(bolton.sw, address)
    assert of(mother) not in dict(form_of(page).fields["people"].choices)
    assert f"Do not share with {mother}" in words(page)
    with pytest.raises(BadInput, match="Not to be told"):
        book(bolton, case, chosen=[of(mother)])
    with pytest.raises(BadInput, match="Only a manager"):
        book(bolton, case, others=[OtherInvited(name="mary O’Brien")], despite="I want to")
    forged = send(
        bolton.sw,
        address,
        {"planned_at_date": "1/4/2026", "planned_at_time": "4pm", "people": [of(mother)]},
    )
    assert forged.status_code == 200
    assert not Booking.objects.exists()


def test_somebody_known_by_one_name_cannot_be_invited_against_a_limit_either(bolton):
    case = supported(bolton)
    mother = mother_of(case)
    type(mother).objects.filter(pk=mother.pk).update(given_names="", family_name="Mary")
    limit(bolton, case)
    with pytest.raises(BadInput, match="Not to be told"):
        book(bolton, case, chosen=[of(mother)])


def test_a_managers_reason_covers_the_limits_of_that_day_and_no_later_one(bolton):
    case = supported(bolton)
    mother = limit(bolton, case)
    booking = book(bolton, case, chosen=[of(mother)], despite="The court says so", actor=bolton.tm)
    event = AuditEvent.objects.get(action="cases.tell_despite_limit")
    assert (event.reason, event.subject_id) == ("The court says so", mother.pk)
    letter = at("invitation", booking.pk, booking.invitations.get().pk)
    assert open_page(bolton.sw, letter).status_code == 200
    change(bolton, booking, chosen=[of(mother)], place="Town hall", reason="Larger")
    with clock.at(moment("2026-03-19")):
        limit(bolton, case, what="The new school")
        assert open_page(bolton.sw, letter).status_code == 403
        page = words(open_page(bolton.sw, at("booking", booking.pk)))
        assert "is invited, and is not to be told something" in page
        with pytest.raises(BadInput, match="not to be told"):
            sent(bolton, booking)
        with pytest.raises(BadInput, match="The new school"):
            change(bolton, booking, chosen=[of(mother)])
        change(bolton, booking, chosen=[])
        assert not booking.invitations.exists()


def test_who_came_is_recorded_though_they_are_not_to_be_told_with_how_it_was_kept(bolton):
    case = supported(bolton)
    mother = limit(bolton, case)
    address = at("hold_meeting", case.pk, "review")
    page = words(open_page(bolton.sw, address))
    assert "how was it kept from them?" in page
    refused = send(bolton.sw, address, review(case))
    assert f"Not to be told: {mother} (The new address)" in words(refused)
    assert "Much was said." in words(refused)
    kept = "The address was not spoken of."
    send(bolton.sw, address, review(case, limits_kept=kept))
    meeting = Meeting.objects.get(kind="review")
    assert kept not in words(open_page(bolton.sw, at("meeting", meeting.pk)))
    event = AuditEvent.objects.get(action="cases.meet_despite_limit")
    assert (event.reason, event.subject_id) == (kept, mother.pk)


def test_a_limit_is_asked_about_once_and_again_only_for_somebody_newly_named(bolton):
    case = supported(bolton)
    meeting = held(bolton, case, kind="review")
    limit(bolton, case)
    answers = review(case, version=meeting.version, then="later")
    assert send(bolton.sw, at("edit_meeting", meeting.pk), answers).status_code == 302
    renamed = {**answers, "version": meeting.version + 1, "attendance-0-name": "Mary O’BRIEN"}
    page = send(bolton.sw, at("edit_meeting", meeting.pk), renamed)
    assert "Not to be told" in words(page)


@pytest.mark.rule("HIL-10", "HIL-62", "HIL-70")
def test_letters_for_the_family_and_for_professionals_say_no_more_than_they_must(hillingdon):
    case = supported(hillingdon)
    teacher = teacher_of(hillingdon, case)
    booking = book(
        hillingdon,
        case,
        chosen=[of(mother_of(case)), of(teacher)],
        place="Civic centre",
        update_by=date(2026, 3, 30),
    )
    family, professional = booking.invitations.order_by("pk")
    theirs = words(open_page(hillingdon.sw, at("invitation", booking.pk, family.pk)))
    letter = theirs[theirs.index("Dear Mary O'Brien") :]
    assert (
        f"about {case.child.given_names} ." in letter
        or f"about {case.child.given_names}." in letter
    )
    assert "Wednesday 1 April 2026 at 4pm" in letter
    assert "You can ask for advice at any time." in letter
    assert "Early Help Representative, 01895 556633" in letter
    assert case.reference not in letter
    assert "send your written update" not in letter
    page = words(open_page(hillingdon.sw, at("invitation", booking.pk, professional.pk)))
    letter = page[page.index("Dear Tess D'Arcy") :]
    for told in (str(case.child), case.reference, "written update by Monday 30 March 2026"):
        assert told in letter
    for hidden in ("01895 556633", "Mary", "4 May 2017", "Mother"):
        assert hidden not in letter
    pdf = open_page(hillingdon.sw, at("print_invitation", booking.pk, family.pk))
    assert pdf.content.startswith(b"%PDF")
    assert 'filename="invitation.pdf"' in pdf["Content-Disposition"]
    assert RecordView.objects.filter(case_id=case.pk, page="invitation").count() == 3


def test_that_people_were_asked_is_noted_with_the_day_and_the_way(bolton):
    case = supported(bolton)
    booking = book(bolton, case, chosen=[of(case.child)])
    with pytest.raises(BadInput, match="future"):
        sent(bolton, booking, on=date(2026, 3, 19))
    page = open_page(bolton.sw, at("invitations_sent", booking.pk))
    answers = {"people": form_of(page)["people"].value(), "sent_on": "18/3/2026", "way": "email"}
    send(bolton.sw, at("invitations_sent", booking.pk), answers)
    assert "by secure e-mail" in words(open_page(bolton.sw, at("booking", booking.pk)))
    change(bolton, booking, chosen=[])
    row = booking.invitations.get()
    assert row.taken_back_at is not None
    assert open_page(bolton.sw, at("invitation", booking.pk, row.pk)).status_code == 409
    change(bolton, booking, chosen=[of(case.child)])
    row.refresh_from_db()
    assert row.taken_back_at is None


def test_a_written_update_is_asked_for_and_kept(bolton):
    case = supported(bolton)
    booking = book(bolton, case, chosen=[of(teacher_of(bolton, case))])
    row = booking.invitations.get()
    answers = {"answer": "not_coming", "update_asked_on": "18/3/2026", "version": "1"}
    send(bolton.sw, at("record_reply", booking.pk, row.pk), answers)
    page = words(open_page(bolton.sw, at("booking", booking.pk)))
    assert "Cannot come Asked for on 18 Mar 2026" in page
    with pytest.raises(BadInput, match="what the update says"):
        reply(bolton, row, update_on=clock.today())
    with pytest.raises(BadInput, match="future"):
        reply(bolton, row, update_asked_on=date(2026, 3, 19))
    text = "He reads & writes <well>. " * 400
    answers = {"written_update": text, "version": "2"}
    send(bolton.sw, at("record_reply", booking.pk, row.pk), answers)
    row.refresh_from_db()
    assert (row.written_update, row.update_on) == (text, clock.today())


def test_a_stale_page_erases_no_written_update(bolton):
    case = supported(bolton)
    booking = book(bolton, case, chosen=[of(teacher_of(bolton, case))])
    row = booking.invitations.get()
    page = form_of(open_page(bolton.sw, at("record_reply", booking.pk, row.pk)))
    reply(bolton, row, answer="not_coming", written_update="He reads well.")
    stale = {"answer": "coming", "version": page["version"].value()}
    shown = send(bolton.sw, at("record_reply", booking.pk, row.pk), stale)
    assert "He reads well." in words(shown)
    row.refresh_from_db()
    assert (row.answer, row.written_update) == ("not_coming", "He reads well.")
    with pytest.raises(ChangedMeanwhile):
        reply(bolton, row, seen_version=1, written_update="")
    again = {**stale, "version": form_of(shown)["version"].value(), "written_update": "Well."}
    assert send(bolton.sw, at("record_reply", booking.pk, row.pk), again).status_code == 302
    row.refresh_from_db()
    assert (row.answer, row.written_update) == ("coming", "Well.")


def test_the_invitation_of_another_meeting_is_not_found(bolton):
    case = supported(bolton)
    first = book(bolton, case, chosen=[of(case.child)])
    second = book(bolton, case, kind="other")
    row = first.invitations.get()
    for name in ("invitation", "print_invitation", "record_reply"):
        assert open_page(bolton.sw, at(name, second.pk, row.pk)).status_code == 404
