"""Prepares the environment of a test run before Django reads it.

Without more, tests run on SQLite. With CIN_TEST_DATABASE=postgres a private PostgreSQL and a
private Redis are started first, and only the tests that use the database, or a browser, are kept.
"""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.private_services import PrivateServices, ServiceMissing
from scripts.processes import DidNotStart, stop_on_signals

DATABASES = ("sqlite", "postgres")
KEPT = {"CIN_BROWSER", "CIN_SCREENSHOTS", "CIN_TEST_DATABASE"}
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}


class Preparation:
    """What one test run made for itself and takes away again."""

    def __init__(self) -> None:
        """Start with nothing made."""
        self.services: PrivateServices | None = None
        self.folder: Path | None = None

    def make(self) -> None:
        """Give this run its own folder, key, database and broker."""
        for name in [name for name in os.environ if name.startswith("CIN_")]:
            if name not in KEPT:
                del os.environ[name]
        self.folder = Path(tempfile.mkdtemp(prefix="cin-tests-"))
        os.environ["CIN_MODE"] = "test"
        os.environ["CIN_VAR"] = str(self.folder)
        os.environ["CIN_SECRET_KEY"] = secrets.token_urlsafe(64)
        stop_on_signals()
        if chosen_database() == "postgres":
            self.services = PrivateServices()
            addresses = self.services.start()
            os.environ["CIN_DATABASE_URL"] = addresses.database_url
            os.environ["CIN_BROKER_URL"] = addresses.broker_url

    def take_away(self) -> None:
        """Stop what was started and remove what was written."""
        if self.services:
            self.services.stop()
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)


def chosen_database() -> str:
    """Read which database this run is on; stop the run when it is neither."""
    chosen = os.environ.get("CIN_TEST_DATABASE") or "sqlite"
    if chosen not in DATABASES:
        raise pytest.UsageError(f"CIN_TEST_DATABASE is {chosen!r}; it must be sqlite or postgres")
    return chosen


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Prepare before any plugin or conftest reads the settings; a worker inherits what is made."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        preparation = Preparation()
        early_config.add_cleanup(preparation.take_away)
        try:
            preparation.make()
        except (ServiceMissing, DidNotStart) as refused:
            raise pytest.UsageError(str(refused)) from refused
    return (yield)


def pytest_report_header() -> str:
    """Name the database at the head of the run."""
    return f"database: {chosen_database()}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what this database has nothing to say about."""
    on_postgres = chosen_database() == "postgres"
    left_out = [item for item in items if not _concerns(item, on_postgres=on_postgres)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def _concerns(item: pytest.Item, *, on_postgres: bool) -> bool:
    """On PostgreSQL, what uses a database or a browser; on SQLite, all but PostgreSQL's own."""
    if not on_postgres:
        return item.get_closest_marker("postgresql") is None
    fixtures = set(getattr(item, "fixturenames", ()))
    marked = any(item.get_closest_marker(name) for name in ("django_db", "journey"))
    return marked or bool(fixtures & DATABASE_FIXTURES)
