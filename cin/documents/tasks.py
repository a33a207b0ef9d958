"""What Celery beat asks for: safe to run twice, or late."""

from celery import shared_task

from cin.documents import services


@shared_task
def sweep_files() -> int:
    """Remove the files that no attachment needs any more."""
    return services.sweep_files()
