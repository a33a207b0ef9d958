"""What Celery beat asks for: each task may run twice, late, or beside itself."""

from celery import shared_task

from alerts.services import digests, raising, recomputing, reconciling
from cin.core import clock
from cin.policy.selectors import unfinished_recomputations


@shared_task
def raise_alerts() -> int:
    """Raise today's alerts."""
    return raising.raise_alerts(as_of=clock.today()).raised


@shared_task
def send_digests() -> int:
    """Send today's messages to those who have had none."""
    return digests.send_digests().sent


@shared_task
def reconcile_deadlines() -> int:
    """Repair any deadline that differs from what the facts ask for."""
    return reconciling.reconcile()


@shared_task
def carry_on_recomputing(recomputation_id: int) -> bool:
    """Do what is left of one authority's recomputation."""
    return recomputing.carry_on(recomputation_id)


@shared_task
def carry_on_all_recomputing() -> int:
    """Go on with every recomputation that a lost message or a dead worker left unfinished."""
    unfinished = unfinished_recomputations()
    return sum(recomputing.carry_on(pk) for pk in unfinished)
