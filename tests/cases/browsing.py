"""Opening pages and sending forms as a signed-in person."""

import re
from html import unescape
from typing import Any
from uuid import uuid4

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cin.accounts.models import User


def sign_in(user: User) -> Client:
    """Give a browser in which this person is signed in."""
    client = Client()
    client.force_login(user)
    return client


def send(user: User, address: str, answers: dict[str, Any], **more: Any) -> HttpResponse:
    """Send a form as this person; `submission` is a new one unless given, as when a form is sent
    twice.
    """
    return sign_in(user).post(address, {"submission": str(uuid4()), **answers, **more})


def open_page(user: User, address: str) -> HttpResponse:
    """Open a page as this person."""
    return sign_in(user).get(address)


def words(response: HttpResponse) -> str:
    """Give what a page says, without its markup."""
    text = re.sub(r"<(script|style).*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def queries_to_open(user: User, address: str) -> int:
    """Count the queries that opening a page costs somebody who is signed in already."""
    client = sign_in(user)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
