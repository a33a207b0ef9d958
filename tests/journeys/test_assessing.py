"""An assessment on a telephone: agencies asked, a checkpoint agreed, the family's own meeting, an
earlier answer taken over, the approval, and the family's copy.
"""

from datetime import timedelta

import pytest

from cin.procedures.book import preset
from tests.journeys.case_story import CaseStory
from tests.journeys.desk import Desk, written
from tests.journeys.reckoning import now
from tests.journeys.watching import PHONE

pytestmark = pytest.mark.journey


@pytest.fixture
def story(sign_in, check_page):
    desks = {}
    for name in ("sw", "tm"):
        page = sign_in(f"rochdale.{name}")
        page.set_viewport_size(PHONE)
        desks[name] = Desk(page, check_page)
    return CaseStory(slug="rochdale", given="Ciarán", family="D’Arcy", **desks)


def ask_the_agencies(story):
    sw = story.sw
    sw.open(f"{story.path}information/")
    sw.follow("Ask agencies")
    sw.fill("When?", written(now().date()))
    sw.choose("How?", "Secure e-mail")
    sw.choose("On what basis?", "The family agreed")
    sw.fill("What did you ask?", "What do you know of Ciarán, and what help do you give?")
    sw.press("Save")
    sw.look()
    assert "Not asked yet" not in sw.main.inner_text()


def agree_checkpoint_1(story):
    sw, tm = story.sw, story.tm
    sw.open(f"{story.path}checkpoints/1/")
    for item in preset("rochdale").get("checkpoint_1_items"):
        sw.fill(item["title"], f"About this: {item['title']}")
    meeting = now() + timedelta(days=7)
    sw.fill("Date", written(meeting.date()), within="When is the family network meeting?")
    sw.fill("Time", "16:00", within="When is the family network meeting?")
    sw.press("Give it to the manager")
    tm.open(f"{story.path}checkpoints/1/")
    tm.follow("Agree it or return it")
    tm.choose("What is your decision?", "Agree the checkpoint")
    tm.fill("Management oversight note", "See the child alone. It needs more than ten days.")
    tm.choose("How does the assessment go on?", "It goes on, to be finished by a date")
    due_on = now().date() + timedelta(days=40)
    tm.fill("By when must the assessment be finished?", written(due_on))
    tm.press("Save the decision")
    tm.look()
    assert "Agreed" in tm.main.inner_text()
    return due_on


def hold_the_familys_meeting(story):
    sw = story.sw
    sw.open(f"{story.path}network-meetings/")
    sw.follow("Prepare a family network meeting")
    sw.fill("Where?", "The family centre")
    sw.fill("Who should come", "His nan, whom he named himself.")
    sw.press("Save, and record the meeting")
    sw.look()
    sw.fill("When was it held?", written(now().date()))
    sw.main.get_by_label("Did they come?").first.select_option(label="Came")
    for topic in preset("rochdale").get("fnm_topics"):
        sw.fill(topic["title"], f"What was said: {topic['title']}")
    sw.fill("What will be done", "Breakfast together on school days")
    sw.fill("Who will do it", "Nan")
    sw.fill("By when (optional)", written(now().date() + timedelta(days=14)))
    sw.choose("Did the family come up with this plan, or fully own it?", "Yes")
    effect = "Agencies can do less, because the network does it"
    sw.choose("What does it mean for a Child in Need plan?", effect)
    follow_up = "When is the follow-up meeting with the agencies? (optional)"
    sw.fill("Date", written(now().date() + timedelta(days=50)), within=follow_up)
    sw.fill("Time", "10:00", within=follow_up)
    sw.press("Finish the record")
    sw.look()
    assert "Recorded" in sw.main.inner_text()


def take_the_referral_over(story):
    sw = story.sw
    sw.open(story.path)
    sw.follow("Write the assessment")
    sw.follow("Read earlier records and choose")
    with sw.page.expect_navigation():
        sw.main.get_by_role("button", name="Use this").first.click()
    sw.look()
    assert "Used in this assessment" in sw.main.inner_text()


def share_it(story):
    sw = story.sw
    sw.open(story.path)
    sw.follow("Child and Family Assessment started on " + written(now().date()))
    sw.page.goto(f"{sw.page.url}sharing/new/")
    sw.look()
    sw.choose("Who was it for?", story.child)
    sw.fill("When?", written(now().date()))
    sw.choose("How?", "Read through together")
    sw.choose("What came of it?", "They have it")
    for paper in preset("rochdale").get("assessment_enclosures"):
        sw.main.get_by_role("checkbox", name=paper).check()
    sw.press("Save")
    sw.look()
    assert "C&F Assessment shared with your family" in sw.main.inner_text()


@pytest.mark.rule("ROC-49", "ROC-50", "ROC-51", "ROC-63", "ROC-103")
def test_an_assessment_on_a_telephone_from_its_start_to_the_familys_copy(story):
    story.refer()
    story.screen()
    story.allocate()
    ask_the_agencies(story)
    story.begin_assessment()
    due_on = agree_checkpoint_1(story)
    hold_the_familys_meeting(story)
    take_the_referral_over(story)
    story.write_plan()
    story.write_assessment()
    story.approve_assessment()
    share_it(story)
    story.sw.open(story.path)
    story.sw.follow("Child and Family Assessment started on " + written(now().date()))
    text = story.sw.main.inner_text()
    assert due_on.strftime("%-d %B %Y") in text
    assert "changed since" in text
