"""A worker on a phone writes a note with a photograph; a manager decides, and says why."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.documents.making import office, photograph
from tests.journeys.case_story import CaseStory
from tests.journeys.desk import Desk, clock_time, written
from tests.journeys.reckoning import now
from tests.journeys.watching import PHONE

pytestmark = pytest.mark.journey
TEXT = "She showed me her new room. “It is blue”, she said. 💙"


@pytest.fixture
def on_a_phone(sign_in, check_page):
    def at_phone(username):
        page = sign_in(username, has_touch=True)
        page.set_viewport_size(PHONE)
        return Desk(page, check_page)

    return at_phone


def choose(desk, name, contents, kind):
    file = {"name": name, "mimeType": kind, "buffer": contents}
    desk.main.get_by_label("Choose a file").set_input_files(file)


def test_a_photograph_is_attached_on_a_phone_and_a_manager_answers_with_reasons(on_a_phone):
    worker, manager = on_a_phone("rochdale.sw"), on_a_phone("rochdale.tm")
    story = CaseStory(
        slug="rochdale",
        sw=worker,
        tm=manager,
        given="Nóra",
        family="O’Note",
        born_on=date(2016, 5, 2),
    )
    story.refer()
    story.screen()
    story.allocate()
    _write_a_note(worker, story)
    _oversee(manager, story)
    worker.open(story.path)
    worker.follow("Ring the school about Friday")
    expect(worker.main.get_by_text("The family works with us.")).to_be_visible()
    worker.open(f"{story.path}oversight/")
    worker.main.get_by_role("button", name="Mark as done").click()
    expect(worker.main.get_by_role("button", name="Mark as done")).to_have_count(0)


def _write_a_note(worker, story):
    worker.open(f"{story.path}notes/")
    worker.follow("Write a note")
    at = now() - timedelta(minutes=1)
    worker.fill("Date", written(at.date()), within="When did it happen?")
    worker.fill("Time", clock_time(at), within="When did it happen?")
    worker.pick("What is it?", "Contact with the child")
    worker.fill("What happened or was said?", TEXT)
    choose(worker, "consent.pdf", office("docx"), "application/pdf")
    worker.press("Finish the note")
    worker.look()
    expect(worker.main).to_contain_text("“consent.pdf” is really a Word document, not a PDF")
    assert worker.main.get_by_label("What happened or was said?").input_value() == TEXT
    choose(worker, "IMG_2033.jpg", photograph(), "image/jpeg")
    worker.fill("What does the file show?", "Her drawing of the blue room")
    worker.press("Finish the note")
    worker.look()
    expect(worker.main).to_contain_text(TEXT)
    with worker.page.expect_download() as taken:
        worker.main.get_by_role("link", name="Her drawing of the blue room").click()
    assert taken.value.suggested_filename == "IMG_2033.jpg"
    worker.follow("Add to this note")
    worker.fill("What do you want to add?", "The room is at her grandmother's.")
    worker.fill("Why is it added now?", "Left out by mistake")
    worker.press()
    worker.look()
    worker.open(f"{story.path}files/")


def _oversee(manager, story):
    manager.open(f"{story.path}oversight/")
    manager.follow("Write management oversight")
    manager.follow("Other decision")
    manager.fill("When was it?", written(now().date()))
    manager.fill("What was decided or agreed?", "The assessment goes on.")
    manager.fill("Why?", "The family works with us.")
    manager.fill("What will be done?", "Ring the school about Friday")
    manager.fill("Who will do it?", "The social worker")
    manager.press()
    manager.look()
    manager.open(f"{story.path}files/")
    manager.follow("Withdraw Her drawing of the blue room")
