"""How a deadline stands on a day, worked out from its dates: none of this is stored."""

from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from alerts.models import Deadline
from cin.core import clock

UPCOMING, DUE_SOON, OVERDUE, MET, MET_LATE = "upcoming", "due_soon", "overdue", "met", "met_late"
PRESSING_FIRST = (OVERDUE, DUE_SOON, UPCOMING)

OPEN = Q(met_on=None, withdrawn_at=None)


def standing_of(deadline: Deadline, now: datetime) -> str:
    """Say how a deadline stands at an aware moment: upcoming, due_soon, overdue, met or met_late.

    The due date itself is in time; a limit in hours ends at its moment. What has no date is open
    now.
    """
    today = timezone.localtime(now).date()
    if deadline.met_on is not None:
        late = deadline.due_on is not None and deadline.met_on > deadline.due_on
        return MET_LATE if late else MET
    if deadline.due_on is None:
        return DUE_SOON
    if deadline.due_on < today or (deadline.due_at is not None and deadline.due_at < now):
        return OVERDUE
    return DUE_SOON if (deadline.amber_from or deadline.due_on) <= today else UPCOMING


def is_overdue(now: datetime, prefix: str = "") -> Q:
    """Give the condition of what is past at a moment; whether it is still open is for the caller to
    ask.
    """
    today = timezone.localtime(now).date()
    return Q(**{f"{prefix}due_on__lt": today}) | Q(**{f"{prefix}due_at__lt": now})


def is_pressing(now: datetime, prefix: str = "") -> Q:
    """Give the condition of what is due soon, due today or past at a moment."""
    today = timezone.localtime(now).date()
    return (
        is_overdue(now, prefix)
        | Q(**{f"{prefix}due_on__lte": today})
        | Q(**{f"{prefix}amber_from__lte": today})
    )


def moment_of(day: date) -> datetime:
    """Give the moment at which to judge a day: now for today, and the start of any other day."""
    if day == clock.today():
        return clock.now()
    return timezone.make_aware(datetime.combine(day, time.min))
