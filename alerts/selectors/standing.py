"""How a deadline stands on a day, worked out from its dates: none of this is stored.

A day is the whole of it: what is due on a day is in time until that day ends, and overdue from the
first minute of the next (convention C7). That holds for limits in hours too; that their hours have
ended is said beside the standing.
"""

from datetime import date, datetime

from django.db.models import Q

from alerts.models import Deadline

UPCOMING, DUE_SOON, OVERDUE, MET, MET_LATE = "upcoming", "due_soon", "overdue", "met", "met_late"
PRESSING_FIRST = (OVERDUE, DUE_SOON, UPCOMING)

OPEN = Q(met_on=None, withdrawn_at=None)


def standing_of(deadline: Deadline, today: date) -> str:
    """Say how a deadline stands on a day: upcoming, due_soon, overdue, met or met_late, as the
    engine says it.

    The due date itself is in time. What has no date is open now.
    """
    if deadline.met_on is not None:
        late = deadline.due_on is not None and deadline.met_on > deadline.due_on
        return MET_LATE if late or deadline.met_late else MET
    if deadline.due_on is None:
        return DUE_SOON
    if deadline.due_on < today:
        return OVERDUE
    return DUE_SOON if (deadline.amber_from or deadline.due_on) <= today else UPCOMING


def hours_have_ended(deadline: Deadline, now: datetime) -> bool:
    """Say whether the moment of a limit in hours has passed with the thing still to be done."""
    return deadline.met_on is None and deadline.due_at is not None and deadline.due_at < now


def is_overdue(today: date) -> Q:
    """Give the condition of what is past on a day; whether it is still open is for the caller to
    ask.
    """
    return Q(due_on__lt=today)


def is_pressing(today: date) -> Q:
    """Give the condition of what is due soon, due on the day or past."""
    return Q(due_on__lte=today) | Q(amber_from__lte=today)
