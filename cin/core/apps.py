"""The application's registration."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Core."""

    name = "cin.core"
    label = "core"
    verbose_name = "Core"
    default_auto_field = "django.db.models.BigAutoField"
