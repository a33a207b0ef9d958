"""The one listener of the one signal: a changed case has its deadlines recomputed."""

from typing import Any

from alerts.services.raising import refresh_case


def on_case_changed(sender: Any, *, case_id: int, **_kwargs: Any) -> None:
    """Recompute the case that changed."""
    refresh_case(case_id)
