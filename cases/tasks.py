"""What Celery beat asks for: each task may run twice, late, or beside itself."""

from celery import shared_task

from cases.services import keys, notices


@shared_task
def index_people() -> int:
    """Make the keys of everybody who cannot be found."""
    return keys.index_everybody_without_keys()


@shared_task
def send_notices() -> int:
    """Send by mail what colleagues were told and has not been sent yet."""
    return notices.send_notices()
