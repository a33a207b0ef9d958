"""What must hold of the people an installation lets in."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import DEFAULT_DB_ALIAS, ProgrammingError

from cin.accounts.models import LocalAuthority

MADE_UP = Error(
    "This production database holds a made-up authority of the demonstration.",
    hint="Make a new database: demonstration records are never cleaned into real ones.",
    id="accounts.E001",
)


def no_made_up_authority(
    *, databases: Sequence[str] | None = None, **_kwargs: Any
) -> list[CheckMessage]:
    """Find an authority of the demonstration where real children's records are kept."""
    if not settings.CIN_PRODUCTION or DEFAULT_DB_ALIAS not in (databases or ()):
        return []
    try:
        found = LocalAuthority.objects.filter(is_demonstration=True).exists()
    except ProgrammingError:
        # The tables are not there yet: this runs before the first migration too.
        return []
    return [MADE_UP] if found else []
