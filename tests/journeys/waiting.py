"""Waiting for what other processes do, without ever guessing how long it takes."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from psycopg2.extensions import connection

PATIENCE = 60
Found = TypeVar("Found")
_BLOCKED = """
    SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND pid != pg_backend_pid()
"""


def until(look: Callable[[], Found]) -> Found:
    """Look again and again until there is something to see; fail when patience ends."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.1)
    raise AssertionError(f"nothing came of {look} in {PATIENCE} seconds")


def value(link: connection, question: str, *answers: Any) -> Any:
    """Ask the database for one value as it is now."""
    with link.cursor() as cursor:
        cursor.execute(question, answers)
        row = cursor.fetchone()
    return row[0] if row else None


def blocked(link: connection) -> int | None:
    """Give the number of a session that waits for a lock somebody holds, if one does."""
    return value(link, _BLOCKED)


def has_gone(link: connection, session: int) -> bool:
    """Say whether a session of the database has ended, and its locks with it."""
    return not value(link, "SELECT count(*) FROM pg_stat_activity WHERE pid = %s", session)
