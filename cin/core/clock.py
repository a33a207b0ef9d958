"""The only place that reads the clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_held: ContextVar[datetime | None] = ContextVar("held_moment", default=None)


def now() -> datetime:
    """Say what moment it is: aware, in UTC as Django gives it."""
    return _held.get() or timezone.now()


def today() -> date:
    """Say what day it is in Europe/London."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """Say on what day in Europe/London a moment falls: where both are written of one event, they
    come from one reading.
    """
    return timezone.localtime(moment).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Hold the clock at an aware moment, so that demonstration data and tests live through the
    past.
    """
    if timezone.is_naive(moment):
        raise ValueError("The clock can only be held at a moment that knows its time zone")
    token = _held.set(moment)
    try:
        yield
    finally:
        _held.reset(token)
