"""What Celery beat asks for: each task may run twice, late, or beside itself."""

from celery import shared_task

from cin.accounts import services


@shared_task
def clear_what_has_served() -> int:
    """Delete ended sessions, old attempts to sign in and old form receipts."""
    return services.clear_what_has_served()
