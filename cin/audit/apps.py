"""The application's registration."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Audit."""

    name = "cin.audit"
    label = "audit"
    verbose_name = "Audit"
    default_auto_field = "django.db.models.BigAutoField"
