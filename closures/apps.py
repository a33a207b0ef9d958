"""The application's registration."""

from django.apps import AppConfig


class ClosuresConfig(AppConfig):
    """Closures."""

    name = "closures"
    label = "closures"
    verbose_name = "Closures"
    default_auto_field = "django.db.models.BigAutoField"
