"""Say what is due for one case whose facts are in a file, by when and why."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand

from cin.core import clock
from cin.procedures.events import BadFacts
from cin.procedures.obligations import Obligation, obligations
from cin.procedures.reading import REFUSALS, read_case, read_day

_COLUMNS = ("due", "standing", "key", "why")


class Command(BaseCommand):
    """Read facts as JSON, and print obligations as JSON or as a table; needs no database."""

    help = "List what is due for a case: facts in (JSON), obligations out."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file of facts, the day, and the form of the answer."""
        parser.add_argument(
            "--facts", required=True, help="a file of facts, or - for standard input"
        )
        parser.add_argument("--today", help="the day to answer for, such as 2026-05-04")
        parser.add_argument("--format", choices=["json", "table"], default="json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the obligations, or one line about what cannot be, with exit status 2."""
        try:
            asked = options["today"]
            today = clock.today() if asked is None else read_day(asked, "--today")
            case = read_case(_load(options["facts"]))
            found = obligations(case.facts, case.book, case.calendar, today)
        except REFUSALS as refusal:
            self.stderr.write(" ".join(str(refusal).split()))
            sys.exit(2)
        write = _as_table if options["format"] == "table" else _as_json
        self.stdout.write(write(found))


def _load(path: str) -> object:
    try:
        # A process that was given no standard input has none to read.
        text = _all_of(sys.stdin) if path == "-" else Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as refusal:
        raise BadFacts(f"facts: {path} cannot be read ({refusal})") from None
    try:
        return json.loads(text, object_pairs_hook=_each_once)
    except BadFacts:
        raise
    except RecursionError:
        raise BadFacts(f"facts: {path} has too many things inside one another") from None
    except ValueError as refusal:
        raise BadFacts(f"facts: {path} is not JSON ({refusal})") from None


def _all_of(stream: TextIO | None) -> str:
    return stream.read() if stream is not None else ""


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse a key that is given twice: which of the two was meant cannot be known."""
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise BadFacts(f"facts: the key {key!r} is given twice")
        found[key] = value
    return found


def _as_json(found: list[Obligation]) -> str:
    return json.dumps([obligation.as_data() for obligation in found], indent=2, ensure_ascii=False)


def _as_table(found: list[Obligation]) -> str:
    rows = [_COLUMNS, *(_row(obligation) for obligation in found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_COLUMNS) - 1)]
    lines = (
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]])
        for row in rows
    )
    return "\n".join(lines)


def _row(obligation: Obligation) -> tuple[str, ...]:
    due_on = obligation.due_on.isoformat() if obligation.due_on else "no date"
    return due_on, obligation.standing.value, obligation.key, obligation.explanation
