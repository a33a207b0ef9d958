"""What is heard here: after a migration, the shipped bank holidays are loaded."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS

from cin.policy.services import load_bank_holidays


def on_migrated(sender: Any, *, using: str, apps: Any = None, **_kwargs: Any) -> None:
    """Load the bank holidays, unless the tables are those of a time before there were any."""
    if using == DEFAULT_DB_ALIAS and (apps is None or ("policy", "bankholiday") in _models(apps)):
        load_bank_holidays()


def _models(apps: Any) -> set[tuple[str, str]]:
    return {(model._meta.app_label, model._meta.model_name) for model in apps.get_models()}
