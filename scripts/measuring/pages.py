"""What a page costs, with all its middleware and templates but no network."""

import statistics

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from scripts.measuring.figures import report, seconds_of

PAGES = 50
WORKER = "rochdale.sw"


def measure_page(name: str) -> None:
    """Measure a page of a social worker beside the one that asks nobody anything."""
    visitor = Client(SERVER_NAME="localhost")
    visitor.force_login(get_user_model().objects.get(username=WORKER))
    took = _milliseconds(visitor, reverse(name))
    bare = _milliseconds(Client(SERVER_NAME="localhost"), reverse("accounts:sign_in"))
    for share, place in (("p50", 50), ("p95", 95)):
        value, baseline = (_share(each, place) for each in (took, bare))
        report(
            f"page {name} {share}",
            value,
            "ms",
            baseline=baseline,
            of="the page on which one signs in",
            ratio=value / baseline,
        )


def _share(took: list[float], place: int) -> float:
    return statistics.quantiles(took, n=100)[place - 1]


def _milliseconds(visitor: Client, address: str) -> list[float]:
    answer = visitor.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"cin: {address} answered {answer.status_code}, so it was not measured")
    return [seconds_of(lambda: visitor.get(address)) * 1000 for _ in range(PAGES)]
