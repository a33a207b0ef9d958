"""Two tabs, two people, and a record that changed meanwhile: all texts are kept and shown."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cin.core import clock
from cin.drafts.models import Draft
from tests.cases.browsing import send, sign_in, words
from tests.drafts.test_keeping import attempt
from tests.drafts.typing import as_it_stands, new_attempt, new_visit, opened, shown_in, type_in
from tests.stories import moment, referred, visited
from visits.models import Visit

pytestmark = pytest.mark.django_db


def test_two_openings_of_one_form_never_write_over_each_other(house, case):
    browser = sign_in(house.sw)
    laptop, phone = opened(browser, new_visit(case)), opened(browser, new_visit(case))
    type_in(browser, new_visit(case), laptop, account="Typed on the laptop")
    told = type_in(browser, new_visit(case), phone, account="Typed on the phone").json()
    assert told["elsewhere"][0]["rows"] == [
        {"label": "What happened at the visit?", "text": "Typed on the laptop"}
    ]
    page = browser.get(new_visit(case))
    assert shown_in(page, "account") == "Typed on the phone"
    assert "You also typed in this form" in words(page)
    other = Draft.objects.get(submission=laptop["submission"])
    page = browser.get(f"{new_visit(case)}?kept={other.pk}")
    assert shown_in(page, "account") == "Typed on the laptop"


def test_going_on_with_kept_text_takes_it_over(house, case):
    browser = sign_in(house.sw)
    type_in(browser, new_visit(case), opened(browser, new_visit(case)), account="One")
    told = type_in(browser, new_visit(case), opened(browser, new_visit(case)), account="One two")
    assert told.json()["elsewhere"] == []
    assert [dict(draft.answers)["account"] for draft in Draft.objects.all()] == [["One two"]]


def test_kept_text_that_was_written_on_elsewhere_is_not_let_go(house, case):
    browser = sign_in(house.sw)
    first = opened(browser, new_visit(case))
    type_in(browser, new_visit(case), first, account="One")
    second = opened(browser, new_visit(case))
    type_in(browser, new_visit(case), first, account="One and more")
    type_in(browser, new_visit(case), second, account="One and other things")
    kept = {dict(draft.answers)["account"][0] for draft in Draft.objects.all()}
    assert kept == {"One and more", "One and other things"}


def test_a_form_that_acts_leaves_other_text_of_the_same_form_alone(house, case):
    browser = sign_in(house.sw)
    old = opened(browser, new_attempt(case))
    type_in(
        browser, new_attempt(case), opened(browser, new_attempt(case)), failed_reason="Later words"
    )
    browser.post(new_attempt(case), {**old, **attempt(case)})
    assert Visit.objects.count() == 1
    assert shown_in(browser.get(new_attempt(case)), "failed_reason") == "Later words"


def test_an_empty_form_can_be_had_without_throwing_anything_away(house, case):
    browser = sign_in(house.sw)
    type_in(browser, new_visit(case), opened(browser, new_visit(case)), account="For later")
    page = browser.get(f"{new_visit(case)}?kept=none")
    assert not shown_in(page, "account")
    assert "That text is kept as well" in words(page)
    type_in(
        browser, new_visit(case), opened(browser, f"{new_visit(case)}?kept=none"), account="New"
    )
    assert Draft.objects.count() == 2


def test_thrown_away_text_is_gone_and_only_ones_own(house, case):
    browser = sign_in(house.sw)
    type_in(browser, new_visit(case), opened(browser, new_visit(case)), account="No use")
    draft = Draft.objects.get()
    send(house.sw2, new_visit(case), {"kept_throw_away": str(draft.pk)})
    send(house.sw, new_visit(case), {"kept_throw_away": "9" * 30})
    assert Draft.objects.get() == draft
    answer = browser.post(new_visit(case), {"kept_throw_away": str(draft.pk)})
    assert answer.url == new_visit(case)
    assert "is thrown away" in words(browser.get(answer.url))
    assert not Draft.objects.exists()


def test_whoever_else_is_writing_is_named_and_not_quoted(house, case):
    browser = sign_in(house.sw2)
    type_in(browser, new_visit(case), opened(browser, new_visit(case)), account="Mine alone")
    page = sign_in(house.sw).get(new_visit(case))
    assert "SW2 of Rochdale is also writing this, last at 2:05pm" in words(page)
    assert "Mine alone" not in page.content.decode()
    theirs = sign_in(house.sw)
    told = type_in(theirs, new_visit(case), opened(theirs, new_visit(case)), account="My own")
    assert told.json()["others"] == ["SW2 of Rochdale, last at 2:05pm on Wednesday 18 March 2026"]


def test_whoever_may_not_see_the_case_any_more_is_not_named(house, case):
    browser = sign_in(house.sw2)
    type_in(browser, new_visit(case), opened(browser, new_visit(case)), account="Mine alone")
    house.sw2.team = house.other_team
    house.sw2.save()
    assert "is also writing" not in words(sign_in(house.sw).get(new_visit(case)))


def test_after_a_week_nobody_is_said_to_be_writing(house, case):
    browser = sign_in(house.sw2)
    type_in(browser, new_visit(case), opened(browser, new_visit(case)), account="Mine alone")
    with clock.at(clock.now() + timedelta(days=8)):
        assert "is also writing" not in words(sign_in(house.sw).get(new_visit(case)))


def test_a_record_that_changed_after_typing_shows_both_and_writes_over_nothing(house, case):
    visit = visited(house, case, at=moment("2026-03-18 13:00"), finalised=False)
    address = reverse("visits:edit_visit", args=[visit.pk])
    browser = sign_in(house.sw)
    carried = as_it_stands(browser, address)
    type_in(browser, address, carried | {"account": "What I saw"})
    manager = sign_in(house.tm)
    theirs = as_it_stands(manager, address) | {"account": "What the manager wrote"}
    assert manager.post(address, {**theirs, "then": "later"}).status_code == 302
    told = type_in(browser, address, carried | {"account": "What I saw myself"}).json()
    assert told["changed"] is True
    page = browser.get(address)
    assert shown_in(page, "account") == "What I saw myself"
    assert "The record was changed after you typed this" in words(page)
    assert "What the manager wrote" in words(page)
    mine = as_it_stands(browser, address)
    again = browser.post(address, {**mine, "then": "later"})
    assert "Somebody else changed this after you opened it" in words(again)
    assert Visit.objects.get().account == "What the manager wrote"


def test_a_record_that_moved_on_gives_the_text_back(house, case):
    waiting = referred(house, given_names="Mia")
    address = reverse("cases:screen_referral", args=[waiting.pk])
    browser = sign_in(house.tm)
    carried = opened(browser, address)
    send(house.sm, address, {"decision": "assessment", "reason": "Threshold met"})
    answers = {"decision": "early_help", "reason": "The school can help with this."}
    page = browser.post(address, {**carried, **answers})
    assert page.status_code == 409
    assert "What you typed" in words(page)
    assert "The school can help with this." in words(page)
    later = browser.get(address)
    assert later.status_code == 409
    assert "The school can help with this." in words(later)
    browser.post(address, {"kept_throw_away": str(Draft.objects.get().pk)})
    assert "The school can help with this." not in words(browser.get(address))


def test_a_form_sent_again_with_other_answers_after_the_record_moved_on(house):
    waiting = referred(house)
    address = reverse("cases:screen_referral", args=[waiting.pk])
    browser = sign_in(house.tm)
    carried = opened(browser, address)
    browser.post(address, {**carried, "decision": "assessment", "reason": "Threshold met"})
    again = {**carried, "decision": "assessment", "reason": "Threshold met, and more"}
    page = browser.post(address, again)
    assert page.status_code == 409
    assert "Threshold met, and more" in words(page)
    assert Draft.objects.count() == 1


def test_text_of_a_step_that_is_not_ones_own_any_more_is_given_back(house):
    waiting = referred(house)
    address = reverse("cases:screen_referral", args=[waiting.pk])
    browser = sign_in(house.tm)
    carried = opened(browser, address)
    house.tm.role = "social_worker"
    house.tm.save()
    page = browser.post(address, {**carried, "decision": "assessment", "reason": "As I wrote"})
    assert page.status_code == 403
    assert "As I wrote" in words(page)
