"""The application's registration."""

from django.apps import AppConfig


class TransfersConfig(AppConfig):
    """Transfers."""

    name = "transfers"
    label = "transfers"
    verbose_name = "Transfers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take back what a move has standing on a fact when the fact is withdrawn."""
        from cases.services import standing_on  # noqa: PLC0415  models are loaded by now
        from transfers.services.taking_back import MOVES  # noqa: PLC0415

        standing_on.use(MOVES)
