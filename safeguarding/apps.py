"""The application's registration."""

from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    """Safeguarding."""

    name = "safeguarding"
    label = "safeguarding"
    verbose_name = "Safeguarding"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take up every finding of significant harm as a concern."""
        from cases.services import harm  # noqa: PLC0415  models are loaded by now
        from safeguarding.services.concerns import raise_found_harm  # noqa: PLC0415

        harm.use(raise_found_harm)
