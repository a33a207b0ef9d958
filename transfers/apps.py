"""The application's registration."""

from django.apps import AppConfig


class TransfersConfig(AppConfig):
    """Transfers."""

    name = "transfers"
    label = "transfers"
    verbose_name = "Transfers"
    default_auto_field = "django.db.models.BigAutoField"
