"""Nothing of a signed-in person stays behind: no page, no message, no old row."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from cin.accounts.models import SignInAttempt
from cin.accounts.tasks import clear_what_has_served
from cin.core import clock
from cin.core.models import FormReceipt
from config.sessions import BEGAN_AT, LONGEST
from tests.cases.browsing import sign_in
from tests.stories import House, build_house, moment

pytestmark = pytest.mark.django_db
KEEP_NOTHING = "no-store, private"
NOW = moment("2026-11-18 15:00")


@pytest.fixture
def house() -> House:
    return build_house("rochdale")


@pytest.mark.parametrize("address", ["/", "/cases/999999/", "/nowhere/", "/account/sign-in/"])
def test_no_page_of_somebody_signed_in_is_kept(house, address):
    assert sign_in(house.sw).get(address).headers["Cache-Control"] == KEEP_NOTHING


def test_the_answers_to_signing_in_and_out_are_not_kept(house):
    client = Client()
    answers = {"username": "rochdale.sw", "password": "a long enough password"}
    came = client.post(reverse("accounts:sign_in"), answers)
    went = client.post(reverse("accounts:sign_out"))
    assert came.headers["Cache-Control"] == went.headers["Cache-Control"] == KEEP_NOTHING


def test_a_static_file_may_be_kept(house):
    answer = sign_in(house.sw).get("/static/cin/cin.css")
    assert answer.status_code == 200
    assert "no-store" not in answer.headers.get("Cache-Control", "")


def test_a_message_does_not_travel_in_a_cookie(house):
    client = sign_in(house.sw)
    client.post(reverse("accounts:sign_out"))
    assert "messages" not in client.cookies


def test_a_session_ends_when_the_browser_is_closed(house):
    client = Client()
    answers = {"username": "rochdale.sw", "password": "a long enough password"}
    client.post(reverse("accounts:sign_in"), answers)
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""
    left = Session.objects.get().expire_date - clock.now()
    assert timedelta(hours=7) < left <= timedelta(hours=8)


@pytest.mark.parametrize(("seconds", "status"), [(LONGEST - 60, 200), (LONGEST, 302)])
def test_a_session_ends_after_twelve_hours_however_much_it_is_used(house, seconds, status):
    client = sign_in(house.sw)
    assert client.get("/").status_code == 200
    session = client.session
    session[BEGAN_AT] -= seconds
    session.save()
    assert client.get("/").status_code == status
    assert Session.objects.exists() == (status == 200)


def test_each_night_clears_what_has_served_and_leaves_the_rest(house):
    for age in (29, 31):
        with clock.at(NOW - timedelta(days=age)):
            SignInAttempt.objects.create(username_key="x")
            FormReceipt.objects.create(
                token=f"00000000-0000-0000-0000-0000000000{age}", person=house.sw, destination="/"
            )
    for name, hours in (("ended", -1), ("going on", 1)):
        Session.objects.create(
            session_key=name, session_data="", expire_date=NOW + timedelta(hours=hours)
        )
    with clock.at(NOW):
        assert clear_what_has_served() == 3
        assert clear_what_has_served() == 0
    assert Session.objects.get().session_key == "going on"
    assert SignInAttempt.objects.get().at == FormReceipt.objects.get().created_at


def test_the_beat_asks_for_the_clearing_every_night():
    asked = [entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()]
    assert clear_what_has_served.name in asked


def test_the_longest_form_is_let_through():
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE >= 16 * 1024 * 1024
    assert settings.DATA_UPLOAD_MAX_NUMBER_FIELDS >= 5000
