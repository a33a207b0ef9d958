"""The application's registration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PolicyConfig(AppConfig):
    """Policy."""

    name = "cin.policy"
    label = "policy"
    verbose_name = "Policy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load the shipped bank holidays whenever the tables were brought up to date."""
        # Models are not loaded earlier.
        from cin.policy.listeners import on_migrated  # noqa: PLC0415

        post_migrate.connect(on_migrated, sender=self, dispatch_uid="policy.bank_holidays")
