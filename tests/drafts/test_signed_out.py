"""A session that ended, a page from before the last signing in, and somebody else at the same
browser.
"""

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from cin.core.keeping import TICKET
from cin.drafts import tickets
from cin.drafts.models import Draft
from tests.cases.browsing import sign_in, words
from tests.drafts.typing import new_attempt, new_visit, opened, shown_in, type_in
from visits.models import Visit

pytestmark = pytest.mark.django_db
TEXT = "She hid behind the sofa."


def ended(browser: Client) -> None:
    """End the session as time does: the browser knows nothing of it."""
    browser.session.flush()


def enter(browser: Client, user, address: str = "") -> str:
    """Sign in through the page, and give where that leads."""
    answer = browser.post(
        f"{reverse('accounts:sign_in')}?next={address}",
        {"username": user.username, "password": "a long enough password"},
    )
    assert answer.status_code == 302
    return answer.url


def test_a_form_sent_after_the_session_ended_waits_for_its_owner(house, case):
    browser = sign_in(house.sw)
    carried = opened(browser, new_attempt(case))
    ended(browser)
    answer = browser.post(new_attempt(case), {**carried, "failed_reason": TEXT})
    assert answer.url == f"{reverse('accounts:sign_in')}?next={new_attempt(case)}"
    asked = browser.get(answer.url)
    assert "You were signed out. What you typed is kept" in words(asked)
    assert TEXT not in asked.content.decode()
    assert enter(browser, house.sw, new_attempt(case)) == new_attempt(case)
    assert shown_in(browser.get(new_attempt(case)), "failed_reason") == TEXT
    assert not Visit.objects.exists()


def test_somebody_else_who_signs_in_there_never_sees_the_text(house, case):
    browser = sign_in(house.sw)
    carried = opened(browser, new_attempt(case))
    ended(browser)
    browser.post(new_attempt(case), {**carried, "failed_reason": TEXT})
    assert enter(browser, house.sw2, new_attempt(case)) == new_attempt(case)
    page = browser.get(new_attempt(case))
    assert page.status_code == 200
    assert TEXT not in page.content.decode()
    assert shown_in(sign_in(house.sw).get(new_attempt(case)), "failed_reason") == TEXT


def test_a_page_that_types_on_is_told_that_nobody_is_signed_in(house, case):
    browser = sign_in(house.sw)
    carried = opened(browser, new_visit(case))
    ended(browser)
    answer = type_in(browser, new_visit(case), carried, account=TEXT)
    assert answer.json() == {"state": "signed_out", "at": "2:05pm"}
    assert Draft.objects.get().person == house.sw


def test_a_page_from_before_the_last_signing_in_loses_nothing(house, case):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(house.sw)
    carried = opened(browser, new_attempt(case))
    answer = browser.post(
        new_attempt(case),
        {**carried, "failed_reason": TEXT, "csrfmiddlewaretoken": "x" * 64},
    )
    assert (answer.status_code, answer.url) == (302, new_attempt(case))
    page = browser.get(answer.url)
    assert shown_in(page, "failed_reason") == TEXT
    assert "This page was open too long, so nothing was saved yet" in words(page)
    assert not Visit.objects.exists()


def test_a_page_that_types_on_gets_a_token_that_holds(house, case):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(house.sw)
    carried = opened(browser, new_visit(case))
    stale = {**carried, "csrfmiddlewaretoken": "x" * 64}
    told = type_in(browser, new_visit(case), stale, account="One").json()
    assert told["state"] == "kept"
    fresh = {**carried, "csrfmiddlewaretoken": told["csrf"]}
    again = type_in(browser, new_visit(case), fresh, account="One two").json()
    assert "csrf" not in again
    assert Draft.objects.get().revision == 2


def test_a_page_of_somebody_else_acts_for_nobody_and_is_kept_for_them(house, case):
    carried = opened(sign_in(house.sw), new_attempt(case))
    other = sign_in(house.sw2)
    page = other.post(new_attempt(case), {**carried, "failed_reason": TEXT})
    assert page.status_code == 403
    assert "opened by somebody else" in words(page)
    assert TEXT not in page.content.decode()
    assert Draft.objects.get().person == house.sw
    assert not Visit.objects.exists()
    told = type_in(other, new_attempt(case), carried, failed_reason=TEXT)
    assert told.json()["state"] == "somebody_else"


def test_without_a_good_ticket_nothing_is_kept_for_anybody(house, case):
    carried = opened(sign_in(house.sw), new_attempt(case))
    old = signing.dumps({"person": house.sw.pk, "place": {}}, salt="another use of the key")
    for ticket in ("", "x", carried[TICKET][:-1] + "?", old):
        answer = Client().post(new_attempt(case), {**carried, TICKET: ticket, "account": TEXT})
        assert answer.url.startswith(reverse("accounts:sign_in"))
    assert not Draft.objects.exists()


def test_a_ticket_is_good_for_seven_days(house, case, monkeypatch):
    carried = opened(sign_in(house.sw), new_attempt(case))
    made_at = signing.time.time()
    days = 24 * 60 * 60
    for after, expected in ((6 * days, house.sw.pk), (8 * days, None)):
        monkeypatch.setattr(signing.time, "time", lambda after=after: made_at + after)
        ticket = tickets.read(carried)
        assert (ticket.person_id if ticket else None) == expected


def test_a_ticket_of_somebody_who_left_keeps_nothing(house, case):
    carried = opened(sign_in(house.sw), new_attempt(case))
    house.sw.is_active = False
    house.sw.save()
    Client().post(new_attempt(case), {**carried, "failed_reason": TEXT})
    assert not Draft.objects.exists()


def test_text_about_a_record_that_left_ones_reach_is_kept_and_not_shown(house, case):
    browser = sign_in(house.sw2)
    carried = opened(browser, new_visit(case))
    house.sw2.team = house.other_team
    house.sw2.save()
    answer = type_in(browser, new_visit(case), carried, account=TEXT)
    assert answer.json()["state"] == "out_of_reach"
    assert browser.post(new_visit(case), {**carried, "account": TEXT}).status_code == 404
    assert Draft.objects.get().person == house.sw2
    assert TEXT not in browser.get(reverse("desk:today")).content.decode()
    house.sw2.team = house.team
    house.sw2.save()
    assert shown_in(browser.get(new_visit(case)), "account") == TEXT


def test_the_sign_in_page_itself_is_refused_as_before(house):
    browser = Client(enforce_csrf_checks=True)
    page = browser.post(reverse("accounts:sign_in"), {"username": "x", "password": "y"})
    assert page.status_code == 403
    assert "This page was open too long" in words(page)
