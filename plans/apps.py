"""The application's registration."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans."""

    name = "plans"
    label = "plans"
    verbose_name = "Plans"
    default_auto_field = "django.db.models.BigAutoField"
