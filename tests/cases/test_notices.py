"""What a colleague is told once: of papers that were attached, and of a case on its way."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from cases.models import Notice
from cases.selectors.notices import unread_notices
from cases.services.allocation import reallocate_case
from cases.services.files import attach_to_case
from cases.services.notes import NoteDetails, attach_to_note, finish_note, record_note
from cases.services.notices import read_notice, send_notices
from cin.accounts.models import User
from cin.core import clock
from cin.core.errors import NotFound
from tests.cases.browsing import open_page, send, words
from tests.cases.test_notes import letter
from tests.stories import allocated

pytestmark = pytest.mark.django_db
TODAY = reverse("desk:today")


def attach(house, case, actor=None):
    return attach_to_case(case_id=case.pk, actor=actor or house.tm, file=letter())


@pytest.mark.rule("PET-111")
def test_the_worker_is_told_that_somebody_else_attached_papers(house):
    case = allocated(house)
    attach(house, case, actor=house.sw)
    assert not Notice.objects.exists()
    attach(house, case)
    text = words(open_page(house.sw, TODAY))
    assert f"{case.child} : Papers were attached to the record “Letter” was attached" in text
    assert "You were told" not in words(open_page(house.tm, TODAY))


@pytest.mark.rule("PET-111")
def test_a_file_of_an_unfinished_note_is_told_of_once_the_note_is_finished(house):
    case = allocated(house)
    details = NoteDetails(kind="document", title="Minutes", happened_at=clock.now(), text="Came.")
    note = record_note(case_id=case.pk, actor=house.sw2, details=details, file=letter())
    assert not unread_notices(house.sw)
    finish_note(note_id=note.pk, actor=house.sw2)
    attach_to_note(note_id=note.pk, actor=house.sw2, file=letter())
    assert [notice.text for notice in unread_notices(house.sw)] == [
        "“Minutes” was attached to the record.",
        "“Letter” was attached to the record.",
    ]


def test_it_stands_until_the_person_told_has_read_it(house):
    attach(house, allocated(house))
    notice = Notice.objects.get()
    with pytest.raises(NotFound):
        read_notice(notice_id=notice.pk, actor=house.tm)
    address = reverse("cases:read_notice", args=[notice.pk])
    assert open_page(house.sw, address).status_code == 405
    assert send(house.sw, address, {}).url == TODAY
    first = Notice.objects.get().read_at
    send(house.sw, address, {})
    assert Notice.objects.get().read_at == first
    assert "You were told" not in words(open_page(house.sw, TODAY))


def test_what_was_told_of_a_case_that_left_ones_reach_is_not_shown(house):
    case = allocated(house)
    attach(house, case)
    reallocate_case(case_id=case.pk, actor=house.tm, worker_id=house.sw3.pk, note="She moved.")
    assert unread_notices(house.sw) == []


def test_a_message_names_the_reference_alone_and_is_sent_once(house):
    User.objects.filter(pk=house.sw.pk).update(email="sw@example.org")
    case = allocated(house)
    attach(house, case)
    assert (send_notices(), send_notices()) == (1, 0)
    (message,) = mail.outbox
    assert message.to == ["sw@example.org"]
    assert case.reference in message.body
    for word in (case.child.given_names, case.child.family_name, "Letter"):
        assert word not in f"{message.subject} {message.body}"


def test_a_mail_server_that_refuses_is_asked_again_and_not_the_next_day(house, monkeypatch):
    User.objects.filter(pk=house.sw.pk).update(email="sw@example.org")
    attach(house, allocated(house))

    def refuse(message):
        raise OSError("no route to sw@example.org")

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", refuse)
        assert send_notices() == 0
    assert Notice.objects.get().mailed_at is None
    with clock.at(clock.now() + timedelta(days=2)):
        assert send_notices() == 0
    assert send_notices() == 1


def test_nobody_is_mailed_what_they_have_read(house):
    User.objects.filter(pk=house.sw.pk).update(email="sw@example.org")
    attach(house, allocated(house))
    read_notice(notice_id=Notice.objects.get().pk, actor=house.sw)
    assert send_notices() == 0
