"""The application's registration."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    """Returns."""

    name = "returns"
    label = "returns"
    verbose_name = "Returns"
    default_auto_field = "django.db.models.BigAutoField"
