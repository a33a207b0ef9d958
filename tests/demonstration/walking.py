"""Following every kind of link from Today, as somebody who clicks on everything would."""

import re
from collections import deque

from django.test import Client
from django.urls import reverse

from cin.accounts.models import User

LINK = re.compile(r'href="(/[^"#?]*)')
NUMBER = re.compile(r"\d+")
# Documents are printed by tests of their own; signing out would end the walk.
LEFT_OUT = ("/print/", "/export/", "/static/")


def kind_of(address: str) -> str:
    """Give an address without its numbers: pages of one kind are opened once."""
    return NUMBER.sub("1", address)


def pages_reached(person: User) -> dict[str, int]:
    """Open one page of each kind that links lead to; give the status of each by its address."""
    visitor = Client()
    visitor.force_login(person)
    reached: dict[str, int] = {}
    seen, waiting = set(), deque([reverse("desk:today")])
    while waiting:
        address = waiting.popleft()
        if kind_of(address) in seen or any(part in address for part in LEFT_OUT):
            continue
        seen.add(kind_of(address))
        answer = visitor.get(address, follow=True)
        reached[address] = answer.status_code
        if answer.get("Content-Type", "").startswith("text/html"):
            waiting.extend(LINK.findall(answer.content.decode()))
    return reached
