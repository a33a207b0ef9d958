"""People come in with a password, go out by a button, and change their password themselves."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cases.browsing import sign_in, words
from tests.stories import House, build_house

pytestmark = pytest.mark.django_db
SIGN_IN, SIGN_OUT = reverse("accounts:sign_in"), reverse("accounts:sign_out")
CHANGE = reverse("accounts:change_password")
PASSWORD = "a long enough password"
NEW = "an even longer password"


@pytest.fixture
def house() -> House:
    return build_house("rochdale")


def come_in(password=PASSWORD, to="", username="rochdale.sw"):
    client = Client()
    answers = {"username": username, "password": password}
    return client, client.post(f"{SIGN_IN}{to}", answers)


def test_the_right_password_leads_to_today(house):
    _, answer = come_in()
    assert answer.status_code == 302
    assert answer.url == reverse("desk:today")


def test_a_person_goes_on_to_the_page_they_wanted(house):
    _, answer = come_in(to="?next=/procedure/")
    assert answer.url == "/procedure/"


@pytest.mark.parametrize(
    "elsewhere", ["https://example.com/", "//example.com", "javascript:alert(1)"]
)
def test_nobody_is_led_out_of_the_house(house, elsewhere):
    _, answer = come_in(to=f"?next={elsewhere}")
    assert answer.url == reverse("desk:today")


@pytest.mark.parametrize(("username", "password"), [("rochdale.sw", "wrong"), ("nobody", PASSWORD)])
def test_a_wrong_password_and_an_unknown_person_are_told_the_same(house, username, password):
    _, answer = come_in(password, username=username)
    assert answer.status_code == 200
    assert "The username or the password is not right" in words(answer)
    assert f'value="{username}"' in answer.content.decode()
    assert password not in answer.content.decode()


def test_missing_answers_are_asked_for_by_name(house):
    _, answer = come_in("", username="")
    assert "Enter your username" in words(answer)
    assert "Enter your password" in words(answer)


def test_a_closed_account_stays_out(house):
    house.sw.is_active = False
    house.sw.save()
    _, answer = come_in()
    assert answer.status_code == 200


def test_somebody_signed_in_is_not_asked_again(house):
    assert sign_in(house.sw).get(SIGN_IN).url == reverse("desk:today")


def test_signing_out_needs_the_button_and_says_that_it_worked(house):
    client = sign_in(house.sw)
    assert client.get(SIGN_OUT).status_code == 405
    answer = client.post(SIGN_OUT, follow=True)
    assert "You have signed out" in words(answer)
    assert client.get("/").status_code == 302


def test_a_password_is_changed_by_who_knows_the_old_one(house):
    client = sign_in(house.sw)
    answers = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    answer = client.post(CHANGE, answers, follow=True)
    assert "Your password has changed" in words(answer)
    assert client.get("/").status_code == 200
    assert come_in(NEW)[1].status_code == 302
    assert come_in(PASSWORD)[1].status_code == 200


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"old_password": "wrong"}, "This is not your password as it is now"),
        ({"new_password2": "another long password"}, "The two new passwords are not the same"),
        ({"new_password1": "short", "new_password2": "short"}, "at least 12 characters"),
        ({"new_password1": ""}, "Enter a new password"),
    ],
)
def test_a_change_that_cannot_be_made_says_why(house, answers, told):
    sent = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW, **answers}
    answer = sign_in(house.sw).post(CHANGE, sent)
    assert told in words(answer)
    assert come_in()[1].status_code == 302
