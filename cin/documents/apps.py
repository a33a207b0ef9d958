"""The application's registration."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Documents."""

    name = "cin.documents"
    label = "documents"
    verbose_name = "Documents"
    default_auto_field = "django.db.models.BigAutoField"
