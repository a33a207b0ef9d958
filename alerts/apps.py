"""The application's registration."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    """What is due: deadlines and the alerts raised from them."""

    name = "alerts"
    label = "alerts"
    verbose_name = "Alerts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to what is said of a case and of a procedure."""
        # Models are not loaded earlier.
        from alerts.listeners import on_case_changed, on_recomputation_asked  # noqa: PLC0415
        from cin.audit.signals import case_changed  # noqa: PLC0415
        from cin.policy.signals import recomputation_asked  # noqa: PLC0415

        case_changed.connect(on_case_changed, dispatch_uid="alerts.recompute")
        recomputation_asked.connect(
            on_recomputation_asked, dispatch_uid="alerts.recompute_authority"
        )
