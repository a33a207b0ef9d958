"""The application's registration."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "cin.accounts"
    label = "accounts"
    verbose_name = "Accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the database checked before it is used."""
        # Models are not loaded earlier.
        from cin.accounts.checks import no_made_up_authority  # noqa: PLC0415

        register(no_made_up_authority, Tags.database)
