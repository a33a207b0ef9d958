"""The application's registration."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """Visits."""

    name = "visits"
    label = "visits"
    verbose_name = "Visits"
    default_auto_field = "django.db.models.BigAutoField"
