"""Nobody fills the house with unsaved text, and at the limit nothing on the page is lost."""

import pytest
from django.urls import reverse

from cin.accounts.models import User
from cin.drafts import services
from cin.drafts.models import Draft
from tests.cases.browsing import sign_in, words
from tests.drafts.typing import new_attempt, new_visit, opened, shown_in, type_in

pytestmark = pytest.mark.django_db
TEXT = "Leo said: “I’m fine” <b>"
MANY = "unsaved texts, so no more are kept"


@pytest.fixture
def one_at_most(monkeypatch):
    monkeypatch.setattr(services, "MOST_DRAFTS", 1)


@pytest.fixture
def browser(house, case, one_at_most):
    found = sign_in(house.sw)
    type_in(found, new_visit(case), opened(found, new_visit(case)), account=TEXT)
    return found


def test_honest_work_comes_nowhere_near_the_limits():
    assert services.MOST_DRAFTS >= 400
    assert services.MOST_TYPED >= 2_000_000


def test_what_is_typed_is_refused_aloud_and_what_is_kept_already_goes_on(browser, case):
    told = type_in(browser, new_attempt(case), opened(browser, new_attempt(case)), place=TEXT)
    assert told.json()["state"] == "full"
    assert MANY in told.json()["reason"]
    again = opened(browser, new_visit(case))
    assert type_in(browser, new_visit(case), again, account="More").json()["state"] == "kept"
    assert [draft.page for draft in Draft.objects.all()] == ["visits:record_visit"]


def test_a_form_with_mistakes_shows_the_text_and_says_that_it_is_nowhere_else(browser, case):
    page = browser.post(new_attempt(case), {**opened(browser, new_attempt(case)), "place": TEXT})
    assert shown_in(page, "place") == TEXT
    assert MANY in words(page)
    assert "but what you typed is kept" not in words(page)


def test_the_button_that_keeps_gives_the_text_back_and_does_not_leave(browser, case):
    carried = opened(browser, new_attempt(case))
    page = browser.post(new_attempt(case), {**carried, "keep": "button", "failed_reason": TEXT})
    assert page.status_code == 409
    assert MANY in words(page)
    assert TEXT in words(page)


def test_a_page_whose_session_ended_gives_the_text_back(browser, case, client):
    carried = opened(browser, new_attempt(case))
    page = client.post(new_attempt(case), {**carried, "failed_reason": TEXT})
    assert page.status_code == 409
    assert TEXT in words(page)
    quiet = client.post(new_attempt(case), {**carried, "keep": "quietly", "failed_reason": TEXT})
    assert quiet.json()["state"] == "full"


def test_a_text_that_nobody_types_is_not_kept(house, case, monkeypatch):
    monkeypatch.setattr(services, "MOST_TYPED", 10)
    browser = sign_in(house.sw)
    told = type_in(browser, new_visit(case), opened(browser, new_visit(case)), account="a" * 11)
    assert "too much text" in told.json()["reason"]
    assert not Draft.objects.exists()


def test_one_persons_texts_do_not_count_against_another(browser, house, case):
    other = sign_in(User.objects.get(pk=house.sw2.pk))
    address = reverse("visits:record_failed_visit", args=[case.pk])
    assert type_in(other, address, opened(other, address), place=TEXT).json()["state"] == "kept"
