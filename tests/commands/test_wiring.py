"""The wiring that every page and every log line passes through."""

import json
import logging
import sys
from datetime import date

import pytest
from django.conf import settings
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpResponse
from django.template import Context, Template
from django.test import RequestFactory

from config.log_format import PrivateFormatter
from config.sessions import REFRESH_EVERY, SEEN_AT, KeepSignedIn


def logged(**fields):
    record = logging.makeLogRecord({"levelname": "ERROR", "name": "cases", **fields})
    return json.loads(PrivateFormatter().format(record))


def visit(session):
    """Pass one request through the session's keeper, as a page that looks at the session would."""
    request = RequestFactory().get("/")
    request.session = session

    def page(request):
        request.session.get("anything")
        return HttpResponse("seen")

    return KeepSignedIn(page)(request)


@pytest.mark.django_db
def test_the_health_page_is_open_and_asks_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = client.get("/health/")
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_a_date_is_written_in_full():
    written = Template("{{ day }} and {{ day|date }}").render(Context({"day": date(2026, 5, 4)}))
    assert written == "4 May 2026 and 4 May 2026"


@pytest.mark.django_db
def test_a_page_tells_the_browser_to_run_nothing_but_ours(client):
    policy = client.get("/health/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_failed_save_is_logged_without_the_row_it_repeats():
    try:
        raise ValueError("Key (name)=(Ada Example) already exists")
    except ValueError:
        line = logged(msg="Internal Server Error: %s", args=("/cases/1/",), exc_info=sys.exc_info())
    assert line["message"] == "Internal Server Error: /cases/1/"
    assert line["error"].endswith("ValueError")
    assert "Ada" not in json.dumps(line)


def test_a_failed_task_is_logged_without_the_words_of_its_error():
    args = {"name": "raise_alerts", "exc": "Ada Example", "traceback": "Ada Example"}
    line = logged(name="celery.app.trace", msg="Task %(name)s: %(exc)s\n%(traceback)s", args=args)
    assert "raise_alerts" in line["message"]
    assert "Ada" not in json.dumps(line)


def test_using_the_house_moves_the_end_of_a_session_on():
    session = SessionStore()
    session["user"] = 1
    visit(session)
    assert session[SEEN_AT] > 0


def test_a_session_is_saved_at_most_once_in_five_minutes(monkeypatch):
    session = SessionStore()
    session["user"] = 1
    visit(session)
    session.modified = False
    visit(session)
    assert not session.modified
    session[SEEN_AT] -= REFRESH_EVERY
    session.modified = False
    visit(session)
    assert session.modified


def test_a_visitor_without_a_session_is_given_none():
    session = SessionStore()
    visit(session)
    assert not session.modified


def test_a_session_ends_after_eight_hours_without_use():
    assert settings.SESSION_COOKIE_AGE == 8 * 60 * 60


def test_no_request_holds_a_transaction_open():
    assert settings.DATABASES["default"]["ATOMIC_REQUESTS"] is False
