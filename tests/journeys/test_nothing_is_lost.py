"""What is typed survives a killed browser, an ended session, a lost signal and other people."""

import re
from datetime import date, timedelta
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.desk import CASE, Desk, written
from tests.journeys.reckoning import now
from tests.journeys.watching import PHONE

pytestmark = pytest.mark.journey
WHAT = "What happened at the visit?"
numbers = count(1)
CARRIED = {
    name: rf'name="{name}"\s+value="([^"]+)"' for name in ("csrfmiddlewaretoken", "submission")
}
LINE = "[data-cin-keeping-line]"


@pytest.fixture
def phone(sign_in, check_page):
    def at_phone(username, **options):
        page = sign_in(username, **options)
        page.set_viewport_size(PHONE)
        return Desk(page, check_page)

    return at_phone


def new_visit(desk: Desk, family: str) -> str:
    """Refer a child whom the house cannot take for one it knows; give the address where a visit to
    them is recorded. The form is sent without its page, which other journeys look at.
    """
    born_on = date(2016, 2, 1) + timedelta(days=40 * next(numbers))
    page = desk.page.request.get("/referrals/new/").text()
    carried = {name: found[1] for name in CARRIED if (found := re.search(CARRIED[name], page))}
    answer = desk.page.request.post(
        "/referrals/new/",
        form={
            **carried,
            "given_names": family,
            "family_name": family,
            "is_born": "yes",
            "born_on": written(born_on),
            "sex": "F",
            "is_disabled": "no",
            "received_on": written(now().date()),
            "source": "2A",
            "primary_need": "N5",
            "concerns": "School is worried.",
            "consent": "given",
            "early_help": "not_known",
        },
    )
    found = CASE.search(answer.url)
    assert found, answer.text()
    return f"/cases/{found[1]}/visits/new/"


def kept(desk: Desk) -> None:
    """Wait until the page says that the server has what was typed."""
    expect(desk.page.locator(LINE)).to_contain_text("Last saved as a draft at")


def box(desk: Desk, label: str = WHAT):
    """Find a box by its label."""
    return desk.main.get_by_label(label).first


def enter(page: Page, site, username: str) -> None:
    """Sign in on the page that asks for it."""
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(site.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda address: "/account/sign-in" not in address)


def test_a_browser_killed_in_mid_sentence_loses_no_word(phone):
    first = phone("rochdale.sw2")
    address = new_visit(first, "Killed")
    first.open(address)
    box(first).press_sequentially("He said “I’m fine” 🙂 and then", delay=5)
    kept(first)
    first.look()
    first.page.context.close()
    second = phone("rochdale.sw2")
    second.page.goto("/")
    second.main.get_by_role("link", name="New visit").first.click()
    expect(box(second)).to_have_value("He said “I’m fine” 🙂 and then")
    expect(second.main).to_contain_text("We kept what you typed on")
    second.look()


def test_a_session_that_ends_in_mid_form_with_javascript(phone, site):
    desk = phone("rochdale.sw2")
    desk.page.goto(new_visit(desk, "Ended"))
    box(desk).fill("Typed before")
    kept(desk)
    desk.page.context.clear_cookies(name="sessionid")
    box(desk).fill("Typed before and after")
    line = desk.page.locator(LINE)
    expect(line).to_contain_text("You have been signed out. What you typed is still here")
    desk.look()
    with desk.page.context.expect_page() as opened:
        line.get_by_role("link").click()
    enter(opened.value, site, "rochdale.sw2")
    opened.value.close()
    box(desk).press_sequentially("!")
    kept(desk)
    desk.press("Save and finish later")
    assert "There is a problem" in desk.main.inner_text()
    assert box(desk).input_value() == "Typed before and after!"


def test_a_session_that_ends_in_mid_form_without_javascript(phone, site):
    desk = phone("rochdale.sw2", java_script_enabled=False)
    desk.page.goto(new_visit(desk, "Plain"))
    box(desk).fill("Typed with no script")
    desk.page.context.clear_cookies(name="sessionid")
    desk.press("Save and finish later")
    assert "What you typed is kept" in desk.main.inner_text()
    enter(desk.page, site, "rochdale.sw2")
    expect(box(desk)).to_have_value("Typed with no script")
    expect(desk.main).to_contain_text("We kept what you typed on")


def test_save_and_come_back_later_without_javascript(phone):
    desk = phone("rochdale.sw2", java_script_enabled=False)
    address = new_visit(desk, "Later").replace("visits/new/", "concerns/new/")
    desk.page.goto(address)
    box(desk, "What are you worried about?").fill("Half a thought")
    desk.press("Save and come back later")
    expect(desk.main).to_contain_text("What you typed is kept")
    desk.page.goto(address)
    expect(box(desk, "What are you worried about?")).to_have_value("Half a thought")
    desk.press("Raise the concern")
    desk.page.goto(address)
    assert "We kept" not in desk.main.inner_text()


def test_without_a_signal_the_phone_keeps_the_text_and_sends_it_later(phone):
    desk = phone("rochdale.sw2", has_touch=True, is_mobile=True)
    address = new_visit(desk, "Tunnel")
    desk.page.goto(address)
    desk.page.context.set_offline(True)
    box(desk).fill("Written in the tunnel")
    line = desk.page.locator(LINE)
    expect(line).to_contain_text("No signal: kept on this phone")
    desk.button("Save and finish later").click()
    expect(line).to_contain_text("Nothing was submitted yet")
    assert box(desk).input_value() == "Written in the tunnel"
    desk.page.context.set_offline(False)
    kept(desk)
    elsewhere = phone("rochdale.sw2")
    elsewhere.page.goto(address)
    expect(box(elsewhere)).to_have_value("Written in the tunnel")


def test_a_phone_closed_without_a_signal_sends_the_text_at_its_next_page(phone):
    desk = phone("rochdale.sw2")
    address = new_visit(desk, "Pocket")
    desk.page.goto(address)
    desk.page.context.set_offline(True)
    box(desk).fill("Written and put away")
    expect(desk.page.locator(LINE)).to_contain_text("No signal: kept on this")
    other = desk.page.context.new_page()
    desk.page.close()
    other.context.set_offline(False)
    other.goto(address)
    expect(other.get_by_label(WHAT).first).to_have_value("Written and put away")
    expect(other.locator("main")).to_contain_text("We kept what you typed on")


def test_text_typed_in_two_places_is_shown_and_never_written_over(phone):
    away, office = phone("rochdale.sw2"), phone("rochdale.sw2")
    address = new_visit(away, "Twice-Typed")
    away.page.goto(address)
    away.page.context.set_offline(True)
    box(away).fill("Typed on the phone, away")
    expect(away.page.locator(LINE)).to_contain_text("No signal")
    office.page.goto(address)
    box(office).fill("Typed in the office")
    kept(office)
    away.page.context.set_offline(False)
    notices = away.page.locator("[data-cin-keeping-notices]")
    expect(notices).to_contain_text("You also typed in this form elsewhere")
    expect(notices).to_contain_text("Typed in the office")
    assert box(away).input_value() == "Typed on the phone, away"
    away.look()
    away.page.goto(address)
    expect(box(away)).to_have_value("Typed on the phone, away")
    away.main.get_by_role("link", name="Show it instead").click()
    expect(box(away)).to_have_value("Typed in the office")
    away.look()


def test_two_people_who_type_in_one_form_see_each_other(phone):
    worker, manager = phone("rochdale.sw2"), phone("rochdale.tm")
    address = new_visit(worker, "Together")
    worker.page.goto(address)
    box(worker).fill("The worker's own words")
    kept(worker)
    manager.page.goto(address)
    expect(manager.main).to_contain_text("is also writing this, last at")
    assert "The worker's own words" not in manager.page.content()
    box(manager).fill("The manager's own words")
    kept(manager)
    box(worker).press_sequentially("!")
    expect(worker.page.locator("[data-cin-keeping-notices]")).to_contain_text(
        "is also writing this, last at"
    )


def test_signing_out_destroys_what_the_device_keeps_after_asking(phone):
    desk = phone("rochdale.sw2")
    desk.page.goto(new_visit(desk, "Shared-Phone"))
    desk.page.context.set_offline(True)
    box(desk).fill("Only on this phone")
    expect(desk.page.locator(LINE)).to_contain_text("No signal: kept on this")
    asked = []
    desk.page.once("dialog", lambda one: (asked.append(one.message), one.dismiss()))
    desk.page.evaluate("document.querySelector('[data-cin-sign-out] button').click()")
    desk.page.wait_for_timeout(500)
    assert "Signing out destroys it" in asked[0]
    assert "cin-typed" in desk.page.evaluate(NAMES)
    desk.page.context.set_offline(False)
    kept(desk)
    desk.page.evaluate("document.querySelector('[data-cin-sign-out] button').click()")
    desk.page.wait_for_url("**/account/sign-in/")
    assert desk.page.evaluate(NAMES) == []


NAMES = "indexedDB.databases().then((all) => all.map((one) => one.name))"
