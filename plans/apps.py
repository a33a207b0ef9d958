"""The application's registration."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans."""

    name = "plans"
    label = "plans"
    verbose_name = "Plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer to assessments what plans say."""
        # Models are not loaded earlier.
        from assessments.selectors.earlier import PROVIDERS  # noqa: PLC0415
        from plans.earlier import texts_of_plan  # noqa: PLC0415

        if texts_of_plan not in PROVIDERS:
            PROVIDERS.append(texts_of_plan)
