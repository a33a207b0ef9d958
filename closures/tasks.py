"""What Celery beat asks for: each task may run twice, late, or beside itself."""

from celery import shared_task

from closures import leftovers


@shared_task
def remove_long_left() -> int:
    """Remove unsaved text that outlived its case."""
    return leftovers.remove_long_left()
