"""Typing in a form: the page as it was opened, and what it sends while somebody types."""

import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from cases.models import Case

HIDDEN = re.compile(r'<input type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"')
ABOUT_THE_PAGE = {"submission", "kept_ticket", "kept_from", "kept_sequence", "version"}


def new_visit(case: Case) -> str:
    """Give the address where a visit is recorded."""
    return reverse("visits:record_visit", args=[case.pk])


def new_attempt(case: Case) -> str:
    """Give the address where a failed visit is recorded: a short form with one button."""
    return reverse("visits:record_failed_visit", args=[case.pk])


def opened(client: Client, address: str) -> dict[str, str]:
    """Open a form, and give what its page carries unseen."""
    page = client.get(address)
    assert page.status_code == 200
    found = {name: unescape(value) for name, value in HIDDEN.findall(page.content.decode())}
    return {name: value for name, value in found.items() if name in ABOUT_THE_PAGE}


def type_in(client: Client, address: str, carried: dict[str, str], **answers: Any) -> HttpResponse:
    """Send what is being typed, as the page does by itself."""
    return client.post(address, {**carried, "keep": "quietly", **answers})


def shown_in(page: HttpResponse, name: str) -> Any:
    """Say what the box with this name shows."""
    return page.context["form"][name].value()
