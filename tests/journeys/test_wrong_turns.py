"""What goes wrong on an ordinary day: pressing twice, going back, two tabs, and other people's
cases.
"""

from datetime import date

import pytest
from playwright.sync_api import expect

from cin.procedures.book import preset
from tests.journeys.case_story import CaseStory
from tests.journeys.desk import Desk

pytestmark = pytest.mark.journey


@pytest.fixture
def desk(sign_in, check_page):
    def at_desk(username):
        return Desk(sign_in(username), check_page)

    return at_desk


def referred(worker, manager, *, family, born_on):
    story = CaseStory(
        slug="rochdale",
        sw=worker,
        tm=manager,
        given=family,
        family=family,
        born_on=born_on,
    )
    story.refer()
    return story


def test_a_form_that_is_sent_again_leads_to_what_it_made_the_first_time(desk):
    worker = desk("rochdale.sw2")
    sent = []
    # The page also sends, by itself, what is being typed.
    worker.page.on(
        "request",
        lambda one: (
            sent.append(one) if one.method == "POST" and one.is_navigation_request() else None
        ),
    )
    story = referred(worker, worker, family="D’Arcy-Back", born_on=date(2015, 3, 1))
    again = worker.page.request.post(
        sent[-1].url,
        data=sent[-1].post_data_buffer,
        headers={"Content-Type": sent[-1].headers["content-type"]},
        max_redirects=0,
    )
    assert again.headers["location"] == story.path
    worker.page.go_back()
    worker.press("Record the referral")
    assert "There is a problem" in worker.main.inner_text()
    worker.open("/cases/")
    worker.fill("Child's name or reference", "D’Arcy-Back")
    worker.pick_like("Whose cases", "team")
    with worker.page.expect_navigation():
        worker.main.get_by_role("button", name="Show", exact=True).click()
    expect(worker.main.get_by_role("link", name="D’Arcy-Back")).to_have_count(1)


def test_a_double_click_acts_once(desk):
    worker = desk("rochdale.sw2")
    story = referred(worker, worker, family="Clicked", born_on=date(2015, 4, 1))
    worker.open(f"{story.path}concerns/new/")
    worker.fill("What are you worried about?", "A bruise that nobody explains.")
    worker.press("Raise the concern", times=2)
    worker.open(f"{story.path}history/")
    expect(worker.main.get_by_text("Raised a concern about harm")).to_have_count(1)


def test_two_tabs_with_one_assessment_show_both_texts(desk):
    worker, manager = desk("rochdale.sw"), desk("rochdale.tm")
    story = referred(worker, manager, family="Two-Tabs", born_on=date(2015, 5, 1))
    story.screen()
    story.allocate()
    story.begin_assessment()
    section = preset("rochdale").get("assessment_sections")[0]["title"]
    worker.open(story.path)
    worker.follow("Write the assessment")
    other = Desk(worker.page.context.new_page(), worker.check_page)
    other.page.goto(worker.page.url)
    worker.fill(section, "Written in the first tab.")
    worker.press("Save and finish later")
    other.fill(section, "Written in the second tab.")
    other.press("Save and finish later")
    shown = other.main.inner_text()
    assert "Written in the first tab." in shown
    assert other.main.get_by_label(section).first.input_value() == "Written in the second tab."
    other.look()


def test_a_session_that_ended_asks_to_sign_in_and_comes_back(desk, site):
    worker = desk("rochdale.sw2")
    story = referred(worker, worker, family="Asleep", born_on=date(2015, 6, 1))
    worker.page.context.clear_cookies()
    worker.page.goto(story.path)
    worker.look()
    assert "/account/sign-in" in worker.page.url
    worker.main.get_by_label("Username").fill("rochdale.sw2")
    worker.main.get_by_label("Password", exact=True).fill(site.password)
    worker.page.get_by_role("button", name="Sign in").click()
    worker.page.wait_for_url(f"**{story.path}")
    assert "Asleep" in worker.main.inner_text()


def test_cases_of_others_are_not_found_and_forbidden_steps_say_why(desk):
    theirs = desk("rochdale.sw3")
    story = referred(theirs, theirs, family="Elsewhere", born_on=date(2015, 7, 1))
    for outsider in (desk("rochdale.sw"), desk("hillingdon.hos")):
        answer = outsider.page.goto(story.path)
        assert answer.status == 404
        assert "Elsewhere" not in outsider.page.content()
        outsider.look()
    refused = theirs.page.goto(f"{story.path}screen/")
    assert refused.status == 403
    assert "Only a manager can do this" in theirs.main.inner_text()
    theirs.look()
