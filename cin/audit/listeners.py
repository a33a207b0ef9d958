"""What is heard here: people coming in and going out are written in the book."""

from typing import Any

from django.db import models

from cin.accounts.models import User
from cin.audit.services import note_coming_or_going


def on_came_or_went(
    *,
    action: str,
    subject: models.Model,
    person: User | None,
    details: dict[str, Any],
    **_kwargs: Any,
) -> None:
    """Write it down."""
    note_coming_or_going(action=action, subject=subject, person=person, details=details)
