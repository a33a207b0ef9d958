"""Raise the alerts of a day by hand."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alerts.services.raising import raise_alerts
from cin.core import clock
from cin.procedures.events import BadFacts
from cin.procedures.reading import read_day


class Command(BaseCommand):
    """Raise and clear alerts as the hourly task does, for today or for a given day, but outside
    working hours too: somebody asked for it.
    """

    help = "Raise what is due soon or overdue, and clear what no longer is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the day."""
        parser.add_argument("--today", help="the day to act as of, as YYYY-MM-DD")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Raise, and say how many."""
        asked = options["today"]
        try:
            as_of = clock.today() if asked is None else read_day(asked, "--today")
        except BadFacts as wrong:
            raise CommandError(str(wrong)) from wrong
        sweep = raise_alerts(as_of=as_of, at_any_hour=True)
        self.stdout.write(f"{as_of:%-d %B %Y}: {sweep.raised} raised, {sweep.cleared} cleared")
