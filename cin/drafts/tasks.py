"""What Celery beat asks for: each task may run twice, late, or beside itself."""

from celery import shared_task

from cin.drafts import services


@shared_task
def clear_handled() -> int:
    """Delete what was kept of forms that were acted on."""
    return services.clear_handled()
