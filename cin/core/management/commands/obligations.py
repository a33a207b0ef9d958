"""Say what is due for one case whose facts are in a file, by when and why."""

import json
import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from cin.core import clock
from cin.procedures.events import BadFacts
from cin.procedures.obligations import Obligation, obligations
from cin.procedures.reading import REFUSALS, read_case

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
            today = _day(options["today"]) if options["today"] else clock.today()
            case = read_case(_load(options["facts"]))
            found = obligations(case.facts, case.book, case.calendar, today)
        except REFUSALS as refusal:
            self.stderr.write(" ".join(str(refusal).split()))
            sys.exit(2)
        write = _as_table if options["format"] == "table" else _as_json
        self.stdout.write(write(found))


def _load(path: str) -> object:
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text("utf-8")
        return json.loads(text)
    except (OSError, UnicodeDecodeError) as refusal:
        raise BadFacts(f"facts: {path} cannot be read ({refusal})") from None
    except json.JSONDecodeError as refusal:
        raise BadFacts(f"facts: {path} is not JSON ({refusal})") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadFacts(f"--today: {text!r} is not a date like 2026-05-04") from None


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
