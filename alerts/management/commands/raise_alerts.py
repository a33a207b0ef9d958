"""Raise the alerts of a day by hand."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alerts.services.raising import raise_alerts
from cin.core import clock


class Command(BaseCommand):
    """Raise and clear alerts as the hourly task does, for today or for a given day, but outside
    working hours too: somebody asked for it.
    """

    help = "Raise what is due soon or overdue, and clear what no longer is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the day."""
        parser.add_argument("--today", default="", help="the day to act as of, as YYYY-MM-DD")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Raise, and say how many."""
        try:
            as_of = date.fromisoformat(options["today"]) if options["today"] else clock.today()
        except ValueError as wrong:
            raise CommandError(
                f"--today: {options['today']!r} is not a date like 2026-04-01"
            ) from wrong
        sweep = raise_alerts(as_of=as_of, at_any_hour=True)
        self.stdout.write(f"{as_of:%-d %B %Y}: {sweep.raised} raised, {sweep.cleared} cleared")
