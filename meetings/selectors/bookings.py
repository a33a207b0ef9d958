"""Meetings that are arranged and not held yet."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import F, Prefetch, Q, QuerySet

from cases.models import Case, CaseState
from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.core import clock
from cin.core.errors import NotFound
from meetings.models import (
    Booking,
    BookingChild,
    BookingState,
    Invitation,
    MeetingKind,
)
from meetings.selectors.meetings import has_initial_meeting

MOST = 50
COMING_DAYS = 28
_BOOKABLE = {CaseState.ASSESSMENT, CaseState.CIN_ACTIVE, CaseState.CLOSING}


def find_booking(user: User, booking_id: int) -> Booking:
    """Give one arranged meeting with the children and invitations; refuses (NotFound) one that is
    arranged on a case this person may not know of.

    Whose team takes over a brother's case arranges its own meetings: who is invited to this one is
    of the family and the network of the case it is arranged on.
    """
    rows = _with_children(user, Booking.objects.filter(case__in=visible_cases(user), pk=booking_id))
    found = rows.prefetch_related("invitations__person").first()
    if found is None:
        raise NotFound("There is no such meeting, or it belongs to another team.")
    return found


def find_invitation(booking: Booking, invitation_id: int) -> Invitation:
    """Give one invitation to a meeting that was found; refuses (NotFound) one to another."""
    found = booking.invitations.filter(pk=invitation_id).select_related("person").first()
    if found is None:
        raise NotFound("There is no such invitation.")
    return found


def obstacle_to_booking(case: Case, kind: str) -> str:
    """Say why no meeting of this kind can be arranged on the case now, or nothing."""
    if case.state not in _BOOKABLE:
        stage = case.get_state_display().lower()
        return f"Case {case.reference} is {stage}, so no meeting can be booked on it."
    if booked_for(case, kind) is not None:
        return "A meeting of this kind is booked already. Change that one, or call it off."
    if kind == MeetingKind.INITIAL and has_initial_meeting(case):
        return "The initial meeting of this case is recorded already. Book a review instead."
    return ""


def obstacle_to_changing(booking: Booking) -> str:
    """Say why an arranged meeting can no longer be changed, or nothing."""
    if booking.state == BookingState.BOOKED:
        return ""
    became = booking.get_state_display().lower()
    return f"This meeting is {became}, so this cannot be done any more."


def booked_for(case: Case, kind: str) -> Booking | None:
    """Give the meeting of this kind about a child that the child's team arranged, the earliest, if
    there is one.
    """
    rows = _booked().filter(children__case=case, kind=kind, case__team_id=case.team_id)
    return rows.select_related("case__child").order_by("planned_at", "pk").first()


def bookings_about(user: User, case: Case) -> list[Booking]:
    """List the meetings arranged about one child that this person may know of, the earliest
    first.
    """
    rows = _booked().filter(children__case=case, case__in=visible_cases(user))
    return list(_with_children(user, rows)[:MOST])


def bookings_of(user: User) -> list[Booking]:
    """List the meetings arranged on the cases this person carries, and those they arranged, in the
    next four weeks, also where the day is past and nothing is recorded yet.
    """
    mine = Q(booked_by=user) | Q(case__worker=user)
    until = clock.now() + timedelta(days=COMING_DAYS)
    reach = visible_cases(user).open()
    rows = _booked().filter(mine, planned_at__lte=until, case__in=reach)
    return list(_with_children(user, rows)[:MOST])


def booked_by_case(case_ids: Iterable[int]) -> dict[tuple[int, str], Booking]:
    """Give the earliest arranged meeting of each kind of many cases, by the case and the kind, with
    one query.
    """
    rows = BookingChild.objects.filter(
        case_id__in=list(case_ids),
        booking__state=BookingState.BOOKED,
        booking__case__team_id=F("case__team_id"),
    ).select_related("booking")
    found: dict[tuple[int, str], Booking] = {}
    for row in rows.order_by("-booking__planned_at", "-booking_id"):
        found[row.case_id, row.booking.kind] = row.booking
    return found


def awaiting_chair(user: User) -> QuerySet[Booking]:
    """List the arranged meetings that a manager is asked to chair, the earliest first (BIR-103)."""
    return (
        _booked()
        .filter(case__in=visible_cases(user).open(), answered_at=None)
        .exclude(chair_asked="")
        .exclude(chair_asked_by=user)
        .select_related("case__child", "chair_asked_by")
        .order_by("planned_at", "pk")
    )


def cases_of_booking(booking: Booking) -> list[Case]:
    """List the cases of an arranged meeting's children, as far as this person may know of them."""
    return [row.case for row in booking.children.all()]


def _booked() -> QuerySet[Booking]:
    return Booking.objects.filter(state=BookingState.BOOKED)


def _with_children(user: User, rows: QuerySet[Booking]) -> QuerySet[Booking]:
    children = (
        BookingChild.objects.filter(case__in=visible_cases(user))
        .select_related("case__child", "case__authority", "case__team", "case__worker")
        .order_by("pk")
    )
    related = ("case__child", "case__authority", "case__team", "case__worker", "booked_by")
    return (
        rows.select_related(*related, "answered_by", "chair_asked_by")
        .prefetch_related(Prefetch("children", queryset=children))
        .order_by("planned_at", "pk")
    )
