"""Measure the engine, the work on deadlines, the sweep, a page and the search for a person.

One JSON object on a line for each figure, each beside a baseline taken in the same run.
Everything but the engine is measured on a PostgreSQL of its own, with a demonstration of its own,
both removed at the end.
"""

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path

import django
from django.core.management import call_command

from scripts.measuring.engine import measure_engine
from scripts.private_services import PrivateServices, ServiceMissing
from scripts.processes import DidNotStart, stop_on_signals

RECOMPUTED, SWEPT, SEARCHED = [1_000, 4_000], 100_000, 500_000
FULL_RECOMPUTED = [2_000, 20_000]


def main() -> int:
    """Measure, and leave nothing behind."""
    asked = _asked()
    stop_on_signals()
    measure_engine()
    services = PrivateServices()
    try:
        prepare_demonstration(services.folder / "var", services.start_postgres())
        measure_the_rest(asked)
    except (ServiceMissing, DidNotStart) as refused:
        raise SystemExit(f"cin: {refused}") from refused
    finally:
        services.stop()
    return 0


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    asked.add_argument(
        "--full", action="store_true", help=f"recompute {FULL_RECOMPUTED} cases, not {RECOMPUTED}"
    )
    asked.add_argument("--sweep", type=int, default=SWEPT, help=f"open cases swept ({SWEPT})")
    asked.add_argument("--people", type=int, default=SEARCHED, help=f"people searched ({SEARCHED})")
    return asked.parse_args()


def prepare_demonstration(folder: Path, database_url: str) -> None:
    """Make a demonstration that nobody else uses."""
    folder.mkdir()
    for name in [name for name in os.environ if name.startswith("CIN_")]:
        del os.environ[name]
    os.environ["CIN_MODE"] = "demonstration"
    os.environ["CIN_VAR"] = str(folder)
    os.environ["CIN_DATABASE_URL"] = database_url
    os.environ["CIN_LOG_LEVEL"] = "ERROR"
    os.environ["CIN_DEMO_PASSWORD"] = os.urandom(12).hex()
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("demo", stdout=sys.stderr)


def measure_the_rest(asked: argparse.Namespace) -> None:
    """Measure what needs the database; its modules can be read only once Django is set up."""
    part = {
        name: import_module(f"scripts.measuring.{name}")
        for name in ("pages", "recomputing", "searching", "sweeping")
    }
    authorities = import_module("cin.accounts.models").LocalAuthority.objects
    part["pages"].measure_page("desk:today")
    sizes = FULL_RECOMPUTED if asked.full else RECOMPUTED
    part["recomputing"].measure_recomputing(authorities.get(slug="rochdale").pk, sizes)
    part["sweeping"].measure_sweeping(authorities.get(slug="bolton").pk, asked.sweep)
    part["searching"].measure_search(asked.people)


if __name__ == "__main__":
    sys.exit(main())
