"""The application's registration."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Audit."""

    name = "cin.audit"
    label = "audit"
    verbose_name = "Audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to who comes in and goes out."""
        # Models are not loaded earlier.
        from cin.accounts.signals import came_or_went  # noqa: PLC0415
        from cin.audit.listeners import on_came_or_went  # noqa: PLC0415

        came_or_went.connect(on_came_or_went, dispatch_uid="audit.came_or_went")
