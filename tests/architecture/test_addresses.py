"""Nobody sees anything before signing in."""

import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.architecture.source import listed

VARIABLE = re.compile(r"<(?:(?P<kind>\w+):)?\w+>")
OPEN_TO_ALL = {"health", "accounts:sign_in"}
SAMPLES = {
    "int": "1",
    "slug": "rochdale",
    "str": "word",
    "path": "a/b",
    "uuid": "00000000-0000-0000-0000-000000000000",
    "date": "2026-05-04",
}


def addresses():
    """Every address with its name, each variable part filled in."""
    return sorted(walk(get_resolver().url_patterns, "/", ""))


def walk(patterns, prefix, space):
    for pattern in patterns:
        place = prefix + filled(pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from walk(pattern.url_patterns, place, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", place


def filled(pattern) -> str:
    """Write a pattern's own part of the address with a value for each variable part."""
    return VARIABLE.sub(lambda found: SAMPLES[found["kind"] or "str"], str(pattern.pattern))


def closed_addresses():
    return [(name, place) for name, place in addresses() if name not in OPEN_TO_ALL]


def is_sent_to_sign_in(answer) -> bool:
    return answer.status_code == 302 and answer.url.startswith(reverse("accounts:sign_in"))


def test_every_address_has_a_name():
    found = [place for name, place in addresses() if name.endswith("None")]
    assert not found, listed(found)


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_anonymous_visitor_is_sent_to_sign_in_from_every_address(method):
    visitor = Client()
    seen = [
        f"{method} {place} ({name})"
        for name, place in closed_addresses()
        if not is_sent_to_sign_in(getattr(visitor, method)(place))
    ]
    assert not seen, listed(seen)


def test_only_the_sign_in_and_health_pages_are_open():
    assert {name for name, _ in addresses()} >= OPEN_TO_ALL
