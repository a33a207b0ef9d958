"""The application's registration."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Desk."""

    name = "desk"
    label = "desk"
    verbose_name = "Desk"
    default_auto_field = "django.db.models.BigAutoField"
