"""A running house for the journeys: web server, worker and beat on a database of their own."""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2

from scripts.processes import Processes
from scripts.serve import HOST, SECONDS_TO_START, answers, web_server

DATABASE = "journeys"
LAST_WORDS = 2000


@dataclass(frozen=True)
class Site:
    """Where the running house is, and how to sign in to it."""

    url: str
    password: str = field(repr=False)
    environment: dict[str, str] = field(repr=False)

    def last_words(self) -> str:
        """Read the end of every process's log: what the house said when a journey failed."""
        logs = sorted((Path(self.environment["CIN_VAR"]) / "logs").glob("*.log"))
        return "\n".join(f"== {log.stem}\n{log.read_text()[-LAST_WORDS:]}" for log in logs)

    def manage(self, *words: str) -> str:
        """Run a management command on the site's own database; answer with what it printed."""
        return manage(self.environment, *words)

    @contextmanager
    def late_beat(self) -> Iterator[None]:
        """Run a beat that finds itself hours late, so that it asks for every task at once."""
        with tempfile.TemporaryDirectory(prefix="cin-beat-") as folder:
            processes = Processes(Path(folder) / "logs")
            command = [sys.executable, "-m", "tests.journeys.late_beat", f"{folder}/schedule"]
            processes.start("beat", command, environment=self.environment)
            try:
                yield
            finally:
                processes.stop()


@contextmanager
def running_site() -> Iterator[Site]:
    """Make the database and its demonstration people, serve them, and stop at the end."""
    with tempfile.TemporaryDirectory(prefix="cin-journeys-") as folder:
        environment = environment_in(Path(folder))
        create_database(os.environ["CIN_DATABASE_URL"])
        manage(environment, "migrate", "--verbosity", "0")
        manage(environment, "demo", "--cases", "2")
        processes = Processes(Path(folder) / "logs")
        try:
            url = serve(processes, environment)
            yield Site(url, environment["CIN_DEMO_PASSWORD"], environment)
        finally:
            processes.stop()


def environment_in(folder: Path) -> dict[str, str]:
    """Point a house at its own folder and its own database on the private server."""
    return {
        **os.environ,
        "CIN_VAR": str(folder),
        "CIN_DATABASE_URL": os.environ["CIN_DATABASE_URL"].replace("/postgres?", f"/{DATABASE}?"),
        "CIN_EMAIL_URL": "filemail://",
        "CIN_DEMO_PASSWORD": secrets.token_urlsafe(12),
        "PYTHONUNBUFFERED": "1",
    }


def create_database(url: str) -> None:
    """Make the site's database beside the one that the other tests use."""
    link = psycopg2.connect(url)
    link.autocommit = True
    with link.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {DATABASE}")
    link.close()


def manage(environment: dict[str, str], *words: str) -> str:
    """Run one management command in a process of its own; fail with its last words."""
    ran = subprocess.run(
        [sys.executable, "manage.py", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, f"manage.py {' '.join(words)} failed:\n{ran.stderr[-3000:]}"
    return ran.stdout


def serve(processes: Processes, environment: dict[str, str]) -> str:
    """Start the three processes; answer with the address once it is served."""
    celery = ["celery", "--app", "config"]
    commands = {
        "worker": [*celery, "worker", "--concurrency", "1", "--loglevel", "INFO"],
        "beat": [*celery, "beat", "--loglevel", "INFO"],
    }
    with socket.socket() as place:
        place.bind((HOST, 0))
        place.listen(128)
        port = place.getsockname()[1]
        processes.start(
            "web",
            web_server(place),
            environment=environment,
            keep_open=[place.fileno()],
        )
    for name, command in commands.items():
        processes.start(name, [sys.executable, "-m", *command], environment=environment)
    url = f"http://{HOST}:{port}"
    processes.wait_for("web", lambda: answers(f"{url}/"), seconds=SECONDS_TO_START)
    return url
