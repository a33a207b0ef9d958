"""The pages of notes and files, as people use them."""

import logging

import pytest
from django.urls import reverse

from cases.models import CaseNote
from cases.services.notes import record_note
from cin.audit.models import AuditEvent, RecordView
from cin.core import clock
from cin.documents.models import Attachment
from cin.documents.uploading import MEGABYTE
from tests.cases.browsing import open_page, queries_to_open, send, sign_in, words
from tests.cases.test_notes import details, letter, noted, sibling_of
from tests.documents.making import PDF, office, photograph, upload
from tests.stories import allocated, build_house

pytestmark = pytest.mark.django_db
TEXT = "She said: “I like school.” O'Brien 😀"


@pytest.fixture
def house():
    return build_house("rochdale")


def write(case):
    return reverse("cases:record_note", args=[case.pk])


def answers(**more):
    now = clock.now()
    return {
        "happened_at_date": now.strftime("%d/%m/%Y"),
        "happened_at_time": "00:01",
        "kind": "child",
        "title": "",
        "text": TEXT,
        "then": "finish",
        **more,
    }


def test_a_note_is_written_finished_and_read(house):
    case = allocated(house)
    response = send(house.sw, write(case), answers())
    note = CaseNote.objects.get()
    assert response["Location"] == reverse("cases:note", args=[note.pk])
    assert note.is_final
    text = words(open_page(house.sw2, response["Location"]))
    assert "Contact with the child" in text
    assert TEXT in text
    assert RecordView.objects.filter(case_id=case.pk, page="note").exists()


def test_a_note_about_consent_has_the_procedures_title_and_the_form_attached(house):
    case = allocated(house)
    page = open_page(house.sw, write(case)).content.decode()
    assert "C&amp;F Assessment shared with your family" in page
    send(
        house.sw,
        write(case),
        answers(kind="consent", heading="Consent", file=upload(PDF, "form.pdf"), file_title="Form"),
    )
    note = CaseNote.objects.get()
    assert (note.title, note.heading) == ("Consent", "Consent")
    assert Attachment.objects.get(of_id=note.pk, kind="note").title == "Form"


def test_a_procedure_without_headings_does_not_ask_for_one():
    house = build_house("hillingdon")
    assert "File it under" not in words(open_page(house.sw, write(allocated(house))))


@pytest.mark.parametrize(
    ("contents", "name", "told"),
    [
        (office("docx"), "consent.pdf", "is really a Word document, not a PDF"),
        (b"", "photo.jpg", "The file is empty"),
        (photograph() + b"x" * 40 * MEGABYTE, "photo.jpg", "A file must be 20 MB or smaller"),
    ],
)
def test_a_refused_file_is_named_beside_its_box_and_the_text_stays(house, contents, name, told):
    case = allocated(house)
    response = send(house.sw, write(case), answers(file=upload(contents, name)))
    assert response.status_code == 200
    text = words(response)
    assert told in text
    assert TEXT in text
    assert not CaseNote.objects.exists()
    assert not Attachment.objects.exists()


def test_a_good_file_in_a_form_that_comes_back_is_asked_for_again(house):
    case = allocated(house)
    sent = answers(file=upload(PDF, "form.pdf"), happened_at_date="31/02/2026")
    text = words(send(house.sw, write(case), sent))
    assert "Choose “form.pdf” again" in text
    assert TEXT in text


def test_a_draft_is_listed_as_unfinished_and_changed_by_its_author(house):
    case = allocated(house)
    send(house.sw, write(case), answers(text="", then="later"))
    note = CaseNote.objects.get()
    edit = reverse("cases:edit_note", args=[note.pk])
    assert edit in open_page(house.sw, "/").content.decode()
    assert edit not in open_page(house.tm, "/").content.decode()
    assert open_page(house.tm, edit).status_code == 403
    sent = answers(version="1", text="Now whole")
    assert send(house.sw, edit, sent).status_code == 302
    assert open_page(house.sw, edit).status_code == 409
    assert CaseNote.objects.get().text == "Now whole"


def test_two_tabs_show_both_texts(house):
    case = allocated(house)
    note = noted(house, case, final=False)
    edit = reverse("cases:edit_note", args=[note.pk])
    send(house.sw, edit, answers(version="1", text="From the first tab", then="later"))
    text = words(send(house.sw, edit, answers(version="1", text="From the second", then="later")))
    assert "From the first tab" in text
    assert "From the second" in text


def test_the_list_is_filtered_and_its_words_never_stand_in_an_address(house):
    case = allocated(house)
    noted(house, case, title="Call about Zachary")
    noted(house, case, title="Letter", kind="document")
    address = reverse("cases:notes", args=[case.pk])
    client = sign_in(house.sw)
    response = client.post(address, {"words": "Zachary", "kind": ""})
    assert "Zachary" not in response["Location"]
    assert "1 note found" in words(client.get(response["Location"]))
    other = allocated(house)
    assert "Zachary" not in words(client.get(reverse("cases:notes", args=[other.pk])))
    response = client.post(address, {"words": "", "kind": "document"})
    assert response["Location"].endswith("?kind=document")
    text = words(client.get(response["Location"]))
    assert "Letter" in text
    assert "Call about" not in text
    wrong = words(client.get(f"{address}?first=31/02/2026&author=abc&kind=nothing&page=99"))
    assert "2 notes" in wrong


def test_the_list_costs_the_same_for_one_note_as_for_thirty_and_shows_25(house):
    case = allocated(house)
    noted(house, case, file=letter())
    address = reverse("cases:notes", args=[case.pk])
    one = queries_to_open(house.sw, address)
    for _ in range(29):
        record_note(case_id=case.pk, actor=house.sw, details=details())
    assert queries_to_open(house.sw, address) <= one
    text = words(open_page(house.sw, address))
    assert "30 notes" in text
    assert "Page 1 of 2" in text


def test_every_page_of_a_note_and_a_file_is_closed_to_other_teams(house):
    case = allocated(house)
    note = noted(house, case, file=letter())
    draft = noted(house, case, final=False)
    file = Attachment.objects.get()
    pages = [
        *(reverse(f"cases:{name}", args=[case.pk]) for name in ("notes", "record_note", "files")),
        *(reverse(f"cases:{name}", args=[case.pk]) for name in ("attach_file", "oversight")),
        *(reverse(f"cases:{name}", args=[note.pk]) for name in ("note", "add_addendum")),
        reverse("cases:attach_to_note", args=[note.pk]),
        reverse("cases:edit_note", args=[draft.pk]),
        *(reverse(f"cases:{name}", args=[file.pk]) for name in ("attachment", "withdraw_file")),
        reverse("cases:attachment", args=[file.pk + 1000]),
    ]
    for page in pages:
        assert open_page(house.sw3, page).status_code == 404
        assert open_page(house.admin, page).status_code == 404


def test_a_file_is_given_to_be_saved_and_who_took_it_is_written_down(house):
    case = allocated(house)
    noted(house, case, file=letter())
    file = Attachment.objects.get()
    response = open_page(house.sw2, reverse("cases:attachment", args=[file.pk]))
    assert b"".join(response.streaming_content) == b"Dear colleague"
    assert response["Content-Disposition"] == 'attachment; filename="letter.txt"'
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    assert RecordView.objects.filter(viewer_id=house.sw2.pk, page=f"file {file.pk}").exists()


def test_a_file_that_is_missing_from_the_store_says_so(house, settings, tmp_path):
    noted(house, allocated(house), file=letter())
    settings.MEDIA_ROOT = str(tmp_path)
    response = open_page(house.sw, reverse("cases:attachment", args=[Attachment.objects.get().pk]))
    assert response.status_code == 409
    assert "restored" in words(response)


def test_a_file_is_attached_to_the_case_and_to_a_finished_note(house, caplog):
    caplog.set_level(logging.DEBUG)
    case = allocated(house)
    note = noted(house, case)
    sent = {"file": upload(PDF, "Amina O’Brien.pdf"), "file_title": "Report"}
    send(house.sw, reverse("cases:attach_file", args=[case.pk]), sent)
    sent = {"file": upload(photograph(), "IMG_1.JPG"), "file_title": ""}
    send(house.sw, reverse("cases:attach_to_note", args=[note.pk]), sent)
    text = words(open_page(house.sw, reverse("cases:files", args=[case.pk])))
    assert "Report" in text
    assert "IMG_1.JPG" in text
    assert "IMG_1.JPG" in words(open_page(house.sw, reverse("cases:note", args=[note.pk])))
    assert "Amina" not in caplog.text


def test_a_file_about_the_wrong_child_is_withdrawn_by_a_manager(
    house, django_capture_on_commit_callbacks
):
    case = allocated(house)
    brother = sibling_of(house, case)
    note = noted(house, case, siblings=[brother.pk], file=letter())
    first, _ = Attachment.objects.order_by("pk")
    withdraw = reverse("cases:withdraw_file", args=[first.pk])
    assert open_page(house.sw, withdraw).status_code == 403
    assert "Why is the file withdrawn?" in words(open_page(house.tm, withdraw))
    with django_capture_on_commit_callbacks(execute=True):
        send(house.tm, withdraw, {"reason": "It is about another child"})
    assert {row.withdrawn_reason for row in Attachment.objects.all()} == {
        "It is about another child"
    }
    response = open_page(house.sw, reverse("cases:attachment", args=[first.pk]))
    assert response.status_code == 409
    assert "It is about another child" in words(response)
    assert open_page(house.tm, withdraw).status_code == 409
    assert "withdrawn" in words(open_page(house.sw, reverse("cases:note", args=[note.pk])))
    done = AuditEvent.objects.filter(action="documents.withdraw_file")
    assert {event.case_id for event in done} == {case.pk, brother.pk}


def test_a_form_sent_twice_writes_one_note_with_one_file(house):
    case = allocated(house)
    token = "6f1c0b1e-8a53-4d0a-9f6e-8d6f6a1f0c11"
    for _ in range(2):
        send(house.sw, write(case), answers(file=upload(PDF, "form.pdf")), submission=token)
    assert CaseNote.objects.count() == 1
    assert Attachment.objects.count() == 1
