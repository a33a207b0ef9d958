"""Nobody guesses at passwords for long, and every coming and going is written down."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cin.accounts.models import SignInAttempt
from cin.accounts.services import begin_attempt
from cin.audit.models import AuditEvent
from cin.core import clock
from tests.cases.browsing import sign_in, words
from tests.stories import House, build_house, moment

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"
WRONG = "wrong"
TOO_OFTEN = "There have been too many attempts to sign in. Wait 15 minutes, then try again"
NOW = moment("2026-11-18 15:00")


@pytest.fixture
def house() -> House:
    return build_house("rochdale")


def guess(password=WRONG, *, username="rochdale.sw", after=0.0, address="10.0.0.1", **more):
    """Try a password so many minutes after the start."""
    with clock.at(NOW + timedelta(minutes=after)):
        answers = {"username": username, "password": password}
        where = {"REMOTE_ADDR": address, **more}
        return Client().post(reverse("accounts:sign_in"), answers, **where)


def fail(times, **more):
    for _ in range(times):
        assert TOO_OFTEN not in words(guess(**more))


def actions():
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


def test_the_right_password_is_refused_after_ten_failures_and_works_afterwards(house):
    fail(10)
    refused = guess(PASSWORD, after=14.9)
    assert refused.status_code == 200
    assert TOO_OFTEN in words(refused)
    assert 'value="rochdale.sw"' in refused.content.decode()
    assert guess(PASSWORD, after=15).status_code == 302


def test_nine_failures_shut_nobody_out(house):
    fail(9)
    assert guess(PASSWORD).status_code == 302


def test_a_name_that_nobody_has_is_refused_in_the_same_words(house):
    fail(10, username="rochdale.nobody")
    assert TOO_OFTEN in words(guess(username="rochdale.nobody"))


def test_the_wait_is_whole_however_slowly_the_failures_came(house):
    for minute in range(10):
        fail(1, after=minute * 1.5)
    assert TOO_OFTEN in words(guess(PASSWORD, after=28))
    assert guess(PASSWORD, after=28.5).status_code == 302


def test_failures_spread_over_more_than_fifteen_minutes_shut_nobody_out(house):
    for minute in range(12):
        fail(1, after=minute * 2)
    assert guess(PASSWORD, after=24).status_code == 302


def test_trying_meanwhile_does_not_prolong_the_wait(house):
    fail(10)
    for minute in range(1, 14):
        assert TOO_OFTEN in words(guess(after=minute))
    assert guess(PASSWORD, after=15).status_code == 302


def test_writing_the_name_otherwise_is_the_same_name(house):
    for name in ["ROCHDALE.SW", " rochdale.sw ", "Rochdale.Sw", "\uff52ochdale.sw", "rochdale.sw"]:
        fail(2, username=name)
    assert TOO_OFTEN in words(guess(PASSWORD))


def test_a_colleague_is_not_shut_out_by_failures_under_another_name(house):
    fail(10)
    assert guess(PASSWORD, username="rochdale.tm").status_code == 302


def test_fifty_failures_from_one_address_shut_it_out_and_no_other(house):
    for person in range(5):
        fail(10, username=f"guess.{person}")
    assert TOO_OFTEN in words(guess(PASSWORD))
    assert guess(PASSWORD, address="10.0.0.2").status_code == 302


def test_behind_a_proxy_the_address_is_the_one_the_proxy_saw(house, settings):
    settings.CIN_BEHIND_PROXY = True
    for person in range(50):
        seen = f"10.1.1.{person}, 192.0.2.7"
        fail(1, username=f"guess.{person}", HTTP_X_FORWARDED_FOR=seen)
    assert TOO_OFTEN in words(guess(PASSWORD, HTTP_X_FORWARDED_FOR="192.0.2.7"))
    assert guess(PASSWORD, HTTP_X_FORWARDED_FOR="192.0.2.8").status_code == 302


def test_neither_name_nor_address_is_kept_in_clear(house):
    guess()
    attempt = SignInAttempt.objects.get()
    kept = f"{attempt.username_key} {attempt.address_key}"
    book = str(AuditEvent.objects.values())
    assert not attempt.succeeded
    for clear in ["rochdale.sw", "10.0.0.1"]:
        assert clear not in kept
        assert clear not in book


def test_a_failure_is_written_down_without_anybody(house):
    guess()
    event = AuditEvent.objects.get()
    assert event.action == "accounts.sign_in_failed"
    assert (event.actor_id, event.actor_name, event.case_id) == (None, "", None)
    assert event.details["username_key"] == SignInAttempt.objects.get().username_key


def test_a_refusal_is_written_down_without_anybody(house):
    fail(10)
    guess(PASSWORD)
    assert actions() == ["accounts.sign_in_failed"] * 10 + ["accounts.sign_in_refused"]
    assert not AuditEvent.objects.exclude(actor_id=None).exists()


def test_coming_in_and_going_out_are_written_down_by_name(house):
    assert guess(PASSWORD).status_code == 302
    sign_in(house.sw).post(reverse("accounts:sign_out"))
    Client().post(reverse("accounts:sign_out"))
    assert actions() == ["accounts.sign_in", "accounts.sign_out"]
    for event in AuditEvent.objects.all():
        assert (event.actor_id, event.actor_name) == (house.sw.pk, house.sw.name)
        assert (event.authority_id, event.case_id) == (house.authority.pk, None)
    assert SignInAttempt.objects.get().succeeded


@pytest.mark.django_db(transaction=True)
def test_of_many_guesses_at_once_no_more_than_ten_are_looked_at():
    admitted = []
    together = threading.Barrier(15)

    def try_one():
        together.wait()
        if begin_attempt(username="rochdale.sw", address=""):
            admitted.append(1)
        connection.close()

    guesses = [threading.Thread(target=try_one) for _ in range(15)]
    for each in guesses:
        each.start()
    for each in guesses:
        each.join()
    assert len(admitted) <= 10
    assert SignInAttempt.objects.count() == len(admitted)
