"""The application's registration."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    """What is due: deadlines and the alerts raised from them."""

    name = "alerts"
    label = "alerts"
    verbose_name = "Alerts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to the one signal of the house."""
        from alerts.listeners import on_case_changed  # noqa: PLC0415  models are not loaded earlier
        from cin.audit.signals import case_changed  # noqa: PLC0415

        case_changed.connect(on_case_changed, dispatch_uid="alerts.recompute")
