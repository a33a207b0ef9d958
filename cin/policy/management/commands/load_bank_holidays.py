"""Load the published bank holidays by hand."""

from typing import Any

from django.core.management.base import BaseCommand

from cin.policy.services import load_bank_holidays


class Command(BaseCommand):
    """Load the bank holidays shipped with this version, as every `migrate` does."""

    help = "Load the shipped bank holidays; every migrate does it too. A second run writes nothing."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load, and say what changed."""
        done = load_bank_holidays()
        self.stdout.write(f"{done.added} bank holidays loaded, {done.withdrawn} withdrawn")
