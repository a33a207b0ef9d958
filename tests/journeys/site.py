"""A running house for the journeys: web server, worker and beat on a database of their own."""

import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2
from celery import Celery
from psycopg2.extensions import connection

from scripts.processes import Processes
from scripts.serve import HOST, SECONDS_TO_START, answers, web_server

DATABASE = "journeys"
LAST_WORDS = 2000
CELERY = (sys.executable, "-m", "celery", "--app", "config")


@dataclass(frozen=True)
class Site:
    """Where the running house is, and how to sign in to it."""

    url: str
    password: str = field(repr=False)
    environment: dict[str, str] = field(repr=False)
    processes: Processes = field(repr=False)
    workers: list[str] = field(repr=False)

    def last_words(self) -> str:
        """Read the end of every process's log: what the house said when a journey failed."""
        logs = sorted((Path(self.environment["CIN_VAR"]) / "logs").glob("*.log"))
        return "\n".join(f"== {log.stem}\n{log.read_text()[-LAST_WORDS:]}" for log in logs)

    def manage(self, *words: str) -> str:
        """Run a management command on the site's own database; answer with what it printed."""
        return manage(self.environment, *words)

    @contextmanager
    def database(self) -> Iterator[connection]:
        """Open one transaction on the site's own database; what it writes is taken back."""
        link = psycopg2.connect(self.environment["CIN_DATABASE_URL"])
        try:
            yield link
        finally:
            link.rollback()
            link.close()

    def ask(self, task: str) -> None:
        """Put one task in the queue, as the beat does."""
        with Celery(broker=self.environment["CIN_BROKER_URL"]) as app:
            app.send_task(task, ignore_result=True)

    def start_worker(self) -> None:
        """Start one more worker beside those that run, under a name of its own."""
        self.workers.append(f"worker-{len(self.workers) + 1}")
        start_worker(self.processes, self.environment, self.workers[-1])

    def kill_workers(self) -> None:
        """Kill every worker at once, without a chance to tidy up."""
        for name in self.workers:
            with suppress(ProcessLookupError):
                os.killpg(self.processes.number(name), signal.SIGKILL)

    def mails_to(self, address: str) -> int:
        """Count the messages that were sent to one person."""
        folder = Path(self.environment["CIN_VAR"]) / "mail"
        return sum(path.read_text().count(f"To: {address}") for path in folder.glob("*"))

    def done(self, task: str) -> int:
        """Count how often the workers have finished one task."""
        logs = (Path(self.environment["CIN_VAR"]) / "logs").glob("worker*.log")
        ended = re.compile(rf"Task {re.escape(task)}\[[^]]+\] succeeded")
        return sum(len(ended.findall(log.read_text())) for log in logs)

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
            password = environment["CIN_DEMO_PASSWORD"]
            yield Site(url, password, environment, processes, workers=["worker"])
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
    start_worker(processes, environment, "worker")
    processes.start("beat", [*CELERY, "beat", "--loglevel", "INFO"], environment=environment)
    url = f"http://{HOST}:{port}"
    processes.wait_for("web", lambda: answers(f"{url}/"), seconds=SECONDS_TO_START)
    return url


def start_worker(processes: Processes, environment: dict[str, str], name: str) -> None:
    """Start one worker that does one thing at a time."""
    words = ["worker", "--concurrency", "1", "--loglevel", "INFO", "--hostname", f"{name}@%h"]
    processes.start(name, [*CELERY, *words], environment=environment)
