"""What is heard here: a changed case, and a changed procedure, have deadlines recomputed."""

from typing import Any

from alerts import tasks
from alerts.services.raising import refresh_case


def on_case_changed(sender: Any, *, case_id: int, **_kwargs: Any) -> None:
    """Recompute the case that changed."""
    refresh_case(case_id)


def on_recomputation_asked(sender: Any, *, recomputation_id: int, **_kwargs: Any) -> None:
    """Send the work on a whole authority to the queue; if the queue does not answer, the row is
    found again.
    """
    tasks.carry_on_recomputing.delay(recomputation_id)
