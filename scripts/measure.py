"""Measure the engine and the pages; one JSON object on a line for each figure."""

import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta

import django
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from cin.procedures.book import ProcedureBook, PublishedVersion, preset
from cin.procedures.calendar import england_and_wales
from cin.procedures.events import Child, Event, Facts
from cin.procedures.obligations import obligations

CASES = 500
EVENTS = 20
PAGES = 50
PRESETS = ("bolton", "rochdale")
FIRST_DAY = date(2026, 1, 5)
TODAY = date(2026, 12, 1)
WORKER = "rochdale.sw"


def main() -> int:
    """Measure in a demonstration of its own, removed at the end."""
    with tempfile.TemporaryDirectory(prefix="cin-bench-") as folder:
        for slug in PRESETS:
            measure_engine(slug)
        prepare_demonstration(folder)
        measure_page("desk:today")
    return 0


def report(name: str, value: float, unit: str, **details: object) -> None:
    """Print one figure, with what it was measured on."""
    machine = {"python": platform.python_version(), "processors": os.cpu_count()}
    figure = {"name": name, "value": round(value, 2), "unit": unit, **details, **machine}
    print(json.dumps(figure), flush=True)


def seconds_of(act: Callable[[], object]) -> float:
    """How long one act takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def measure_engine(slug: str) -> None:
    """How many cases of twenty events each one core works out in a second."""
    book = ProcedureBook([PublishedVersion(number=1, effective_from=None, procedure=preset(slug))])
    calendar = england_and_wales()
    facts = case_of_twenty_events()

    def work() -> None:
        for _ in range(CASES):
            obligations(facts, book, calendar, TODAY)

    work()
    best = min(seconds_of(work) for _ in range(3))
    report("obligations", CASES / best, "cases/second", procedure=slug, events=EVENTS)


def case_of_twenty_events() -> Facts:
    """A case from referral through planning, visited every three weeks."""
    opening = [
        ("referral_received", 0),
        ("referral_accepted", 0),
        ("case_allocated", 1),
        ("assessment_started", 2),
        ("assessment_submitted", 36),
        ("assessment_approved", 38),
        ("assessment_completed", 38),
        ("plan_started", 45),
    ]
    visits = [("visit_made", 50 + 21 * number) for number in range(EVENTS - len(opening))]
    events = tuple(
        Event(type=kind, on=FIRST_DAY + timedelta(days=days), id=f"event-{number}")
        for number, (kind, days) in enumerate([*opening, *visits])
    )
    return Facts(child=Child(born_on=date(2019, 5, 2)), events=events)


def prepare_demonstration(folder: str) -> None:
    """Make a demonstration that nobody else uses."""
    os.environ["CIN_MODE"] = "demonstration"
    os.environ["CIN_VAR"] = folder
    os.environ["CIN_LOG_LEVEL"] = "ERROR"
    os.environ["CIN_DEMO_PASSWORD"] = os.urandom(12).hex()
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("demo", stdout=sys.stderr)


def measure_page(name: str) -> None:
    """How long one page takes, with all its middleware and templates but no network."""
    visitor = Client(SERVER_NAME="localhost")
    visitor.force_login(get_user_model().objects.get(username=WORKER))
    address = reverse(name)
    answer = visitor.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"cin: {address} answered {answer.status_code}, so it was not measured")
    took = sorted(seconds_of(lambda: visitor.get(address)) * 1000 for _ in range(PAGES))
    for share, value in (("p50", statistics.median(took)), ("p95", took[int(PAGES * 0.95) - 1])):
        report(f"page {name} {share}", value, "ms", size=len(answer.content))


if __name__ == "__main__":
    sys.exit(main())
