"""Whether the sweep that raises the alerts still runs."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from alerts.models import Sweep
from cases.models import Case
from cin.core import clock

LATEST = timedelta(hours=26)


@dataclass(frozen=True)
class Late:
    """No sweep succeeded lately: since when, or `since` is None where none ever did."""

    since: datetime | None


def last_sweep_is_late() -> Late | None:
    """Say since when no sweep of its own day succeeded, when that is more than 26 hours ago.

    None while all is well. A sweep asked for by hand for another day tells nothing about today.
    Where none ever ran it is late from the first case on.
    """
    last = Sweep.objects.filter(finished_at__date=F("as_of")).values_list("finished_at", flat=True)
    finished_at = last.order_by("-finished_at").first()
    if finished_at is None:
        return Late(None) if Case.objects.exists() else None
    return Late(finished_at) if clock.now() - finished_at > LATEST else None
