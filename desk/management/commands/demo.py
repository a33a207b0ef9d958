"""Make the demonstration."""

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from desk.demonstration.building import make_demonstration

PASSWORD = "CIN_DEMO_PASSWORD"  # noqa: S105  the name of a variable
DEFAULT_CHILDREN = 30


class Command(BaseCommand):
    """Five authorities with fictional children at every stage; a second run changes nothing."""

    help = "Make five authorities with fictional children, unless they are there already."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the number of children."""
        parser.add_argument(
            "--cases",
            type=int,
            default=DEFAULT_CHILDREN,
            help=f"children in each authority ({DEFAULT_CHILDREN})",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Refuse where real records may be kept, otherwise make what is missing and say what was
        made.
        """
        if not (settings.CIN_DEMONSTRATION or settings.CIN_TEST):
            raise CommandError("This is a production installation: no demonstration is made in it.")
        password = os.environ.get(PASSWORD, "")
        if not password:
            raise CommandError(
                f"{PASSWORD} is not set; it is the password of every demonstration person."
            )
        if options["cases"] < 0:
            raise CommandError("--cases: a number of children, such as 30")
        made = make_demonstration(children=options["cases"], password=password)
        if not made:
            self.stdout.write("The demonstration is there already; nothing was done.")
        for each in made:
            self.stdout.write(f"{each.authority}: {each.children} children")
