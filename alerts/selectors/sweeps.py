"""Whether the sweep that raises the alerts still runs."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from django.conf import settings
from django.db.models import F

from alerts.models import Sweep
from cases.models import Case
from cin.core import clock

LATEST = timedelta(hours=26)


@dataclass(frozen=True)
class Late:
    """No sweep succeeded lately: since when, or `since` is None where none ever did."""

    since: datetime | None


@dataclass
class Memory:
    """When the last sweep of its own day succeeded, as this process read it, and when it did."""

    finished_at: datetime | None = None
    read_at: float | None = None

    def is_fresh(self) -> bool:
        """Whether it was read so lately that nobody need ask again."""
        trusted_for = settings.CIN_SWEEP_TRUSTED_FOR
        return self.read_at is not None and monotonic() - self.read_at < trusted_for


memory = Memory()


def last_sweep_is_late() -> Late | None:
    """Say since when no sweep of its own day succeeded, when that is more than 26 hours ago.

    None while all is well. A sweep asked for by hand for another day tells nothing about today.
    Where none ever ran it is late from the first case on. Only good news is remembered, and for a
    minute: a sweep that was read as done is still done, and the next one may be seen late.
    """
    if memory.is_fresh() and _is_recent(memory.finished_at):
        return None
    last = Sweep.objects.filter(finished_at__date=F("as_of")).values_list("finished_at", flat=True)
    finished_at = last.order_by("-finished_at").first()
    if _is_recent(finished_at):
        memory.finished_at, memory.read_at = finished_at, monotonic()
        return None
    if finished_at is None:
        return Late(None) if Case.objects.exists() else None
    return Late(finished_at)


def _is_recent(finished_at: datetime | None) -> bool:
    return finished_at is not None and clock.now() - finished_at <= LATEST
