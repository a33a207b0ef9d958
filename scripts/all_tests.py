"""Run every test: all on SQLite, the database's again on PostgreSQL, then the browser's."""

import os
import subprocess
import sys

from scripts.processes import end_with_parent, stop_on_signals

PYTEST = [sys.executable, "-m", "pytest", "-q"]
POSTGRES = {"CIN_TEST_DATABASE": "postgres"}
PARTS: tuple[tuple[str, list[str], dict[str, str]], ...] = (
    ("Everything but the browser, on SQLite", ["-n", "2"], {}),
    ("What uses the database, again on PostgreSQL with Redis", ["-n", "2"], POSTGRES),
    (
        "Journeys in a browser, on PostgreSQL with Redis, a worker and a beat",
        ["-m", "journey", "tests/journeys"],
        POSTGRES,
    ),
)
INTERRUPTED = 130


def main() -> int:
    """Run every part, even after one has failed, but none after an interruption."""
    stop_on_signals()
    failed = False
    for title, words, environment in PARTS:
        print(f"== {title}", flush=True)
        try:
            failed |= run([*PYTEST, *words, *sys.argv[1:]], environment) != 0
        except KeyboardInterrupt:
            return INTERRUPTED
    return int(failed)


def run(command: list[str], environment: dict[str, str]) -> int:
    """Run one part; pass an interruption on once, and wait for it to put everything away."""
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        start_new_session=True,
        preexec_fn=end_with_parent,
    )
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        raise


if __name__ == "__main__":
    sys.exit(main())
