"""The application's registration."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """Policy."""

    name = "cin.policy"
    label = "policy"
    verbose_name = "Policy"
    default_auto_field = "django.db.models.BigAutoField"
