"""Make the keys by which people are found."""

from typing import Any

from django.core.management.base import BaseCommand

from cases.services.keys import index_everybody_without_keys


class Command(BaseCommand):
    """Run once after the tables of people have come from an earlier version; again does nothing."""

    help = "Make the keys by which people are found, for everybody who has none."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Make what is missing, and say for how many."""
        self.stdout.write(f"{index_everybody_without_keys()} people can be found now.")
