"""The application's registration."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """Drafts."""

    name = "cin.drafts"
    label = "drafts"
    verbose_name = "Drafts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Look after what is typed on every page that takes a step."""
        # Models are not loaded earlier.
        from cin.core import keeping  # noqa: PLC0415
        from cin.drafts.views.keeping import DraftKeeper  # noqa: PLC0415

        keeping.use(DraftKeeper)
