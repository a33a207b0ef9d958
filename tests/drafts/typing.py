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


def as_it_stands(browser: Client, address: str) -> dict[str, object]:
    """Give everything that a page shows, as sending it would."""
    page = browser.get(address)
    form = page.context["form"]
    sent: dict[str, object] = dict(opened(browser, address))
    for bound in form:
        value = bound.value()
        if bound.name == "visited_at":
            parts = value if isinstance(value, list) else bound.field.widget.decompress(value)
            sent |= dict(zip(("visited_at_date", "visited_at_time"), parts, strict=True))
        elif isinstance(value, bool):
            sent[bound.name] = "yes" if value else "no"
        elif value is not None:
            sent[bound.name] = value
    return sent
