"""What Celery beat asks for: each task may run twice, late, or beside itself."""

from celery import shared_task

from alerts.services import deadlines, raising
from cin.core import clock


@shared_task
def raise_alerts() -> int:
    """Raise today's alerts."""
    return raising.raise_alerts(as_of=clock.today()).raised


@shared_task
def reconcile_deadlines() -> int:
    """Repair any deadline that differs from what the facts ask for."""
    return deadlines.reconcile()
