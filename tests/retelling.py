"""A story told before is not lived through again: the rows it left are put back.

Most tests begin with the same story (a house, a child with a plan in force), and telling it through
the services costs far more than the test. The first telling in a process is real. What it wrote is
kept, and where the same story begins from the same state at the same moment, the same rows are
written straight to the database. Any write that is not part of a story makes the state unknown, and
then every story is told in full; so is every story outside a test's own transaction.
"""

import pickle
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time
from functools import cache, wraps
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection, models
from django.db.models import Model

from cin.core import clock

Story = TypeVar("Story", bound=Callable[..., Any])
Row = tuple[Any, ...]
UNKNOWN = None
_WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM) \"?(\w+)")
_READING = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK TO", "SET CONSTRAINTS", "PRAGMA", "EXPLAIN")


@dataclass(frozen=True)
class Table:
    """One table: its columns, the key's first."""

    name: str
    columns: tuple[str, ...]

    def rows(self) -> dict[Any, Row]:
        """Read every row, by its key."""
        names = ", ".join(map(connection.ops.quote_name, self.columns))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {names} FROM {connection.ops.quote_name(self.name)}")  # noqa: S608
            return {row[0]: row for row in cursor.fetchall()}

    def put(self, rows: dict[Any, Row], replaced: set[Any]) -> None:
        """Write rows as they were, in place of those that the story changed."""
        quoted = connection.ops.quote_name
        with connection.cursor() as cursor:
            for key in replaced:
                cursor.execute(
                    f"DELETE FROM {quoted(self.name)} WHERE {quoted(self.columns[0])} = %s",  # noqa: S608
                    [key],
                )
            names = ", ".join(map(quoted, self.columns))
            place = f"({', '.join(['%s'] * len(self.columns))})"
            cursor.execute(
                f"INSERT INTO {quoted(self.name)} ({names}) "  # noqa: S608
                f"VALUES {', '.join([place] * len(rows))}",
                [_adapted(value) for row in rows.values() for value in row],
            )


@dataclass
class Telling:
    """What one telling of a story left behind."""

    result: bytes
    written: list[tuple[Table, dict[Any, Row], set[Any]]]
    on_commit: list[tuple[Callable[[], None], bool]]


@dataclass
class Memory:
    """The stories of this process, and how far the present test has come: a tuple of stories, or
    UNKNOWN.
    """

    told: dict[Any, Telling] = field(default_factory=dict)
    state: Any = UNKNOWN
    is_telling: bool = False
    # The tables that the story being told has written to, as they were before.
    before: dict[Table, dict[Any, Row]] | None = None

    def begin(self) -> None:
        """Start a test: nothing has been written yet."""
        self.state = ()
        self.is_telling = False
        self.before = None
        if _notice not in connection.execute_wrappers:
            connection.execute_wrappers.append(_notice)

    def forget_where_we_are(self) -> None:
        """Tell every story in full until the next test begins."""
        self.state = UNKNOWN

    def keep_before(self, sql: str) -> None:
        """Keep the table that is about to be written to, or every one where the statement does not
        say which.
        """
        if self.before is None:
            return
        named = _WRITES.match(sql)
        table = _tables().get(named.group(1)) if named else None
        for each in [table] if table else _tables().values():
            if each not in self.before:
                self.before[each] = each.rows()


MEMORY = Memory()


def retold(story: Story) -> Story:
    """Put back what a story left when it was told from this state before; tell it otherwise."""

    @wraps(story)
    def tell(*args: Any, **kwargs: Any) -> Any:
        if MEMORY.is_telling or MEMORY.state is UNKNOWN or not connection.in_atomic_block:
            return story(*args, **kwargs)
        key = (MEMORY.state, story.__name__, _key(args), _key(kwargs), *_moment())
        MEMORY.is_telling = True
        try:
            if key not in MEMORY.told:
                result, MEMORY.told[key] = _lived(lambda: story(*args, **kwargs))
            else:
                result = _put_back(MEMORY.told[key])
        except BaseException:
            MEMORY.state = UNKNOWN
            raise
        finally:
            MEMORY.is_telling = False
        MEMORY.state = (hash(key), key) if MEMORY.state is not UNKNOWN else UNKNOWN
        return result

    return tell  # type: ignore[return-value]


def _lived(story: Callable[[], Any]) -> tuple[Any, Telling]:
    waiting = len(connection.run_on_commit)
    MEMORY.before = before = {}
    try:
        result = story()
    finally:
        MEMORY.before = None
    written = []
    for table, rows_before in before.items():
        rows = table.rows()
        if gone := rows_before.keys() - rows.keys():
            raise AssertionError(f"A story that takes rows away cannot be retold: {table} {gone}")
        changed = {key: row for key, row in rows.items() if rows_before.get(key) != row}
        if changed:
            written.append((table, changed, changed.keys() & rows_before.keys()))
    later = [(act, robust) for _, act, robust in connection.run_on_commit[waiting:]]
    return result, Telling(pickle.dumps(result), written, later)


def _put_back(telling: Telling) -> Any:
    for table, rows, replaced in telling.written:
        table.put(rows, replaced)
    for act, robust in telling.on_commit:
        connection.run_on_commit.append((set(connection.savepoint_ids), act, robust))
    return pickle.loads(telling.result)  # noqa: S301 - written by this process


def _notice(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if not sql.lstrip(" (").startswith(_READING):
        if MEMORY.is_telling:
            MEMORY.keep_before(sql)
        else:
            MEMORY.state = UNKNOWN
    return execute(sql, params, many, context)


@cache
def _tables() -> dict[str, Table]:
    found = {}
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.managed and not meta.proxy:
            columns = [each.column for each in meta.local_concrete_fields]
            columns.sort(key=lambda name, first=meta.pk.column: name != first)
            found[meta.db_table] = Table(meta.db_table, tuple(columns))
    return found


def _adapted(value: Any) -> Any:
    if isinstance(value, dict | list) and connection.vendor == "postgresql":
        return connection.ops.adapt_json_value(value, None)
    # SQLite itself takes moments and days, but no time of day.
    return connection.ops.adapt_timefield_value(value) if isinstance(value, time) else value


def _moment() -> tuple[Any, Any]:
    held = clock._held.get()
    return held, clock.today()


def _key(value: Any) -> Any:
    match value:
        case Model():
            return type(value).__name__, value.pk, getattr(value, "version", None)
        case dict():
            return tuple((name, _key(each)) for name, each in sorted(value.items()))
        case list() | tuple():
            return tuple(map(_key, value))
        case models.Choices():
            return str(value)
    return value if isinstance(value, str | int | float | bool | None) else repr(value)
