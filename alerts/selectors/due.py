"""What is due: deadlines with their standing, their name, the page where they are done, and the
alert raised.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet

from alerts.labels import LABELS, OF_MEETINGS, label_of
from alerts.models import Alert, Deadline
from alerts.selectors.places import address_of, booking_address_of, work_in_hand
from alerts.selectors.standing import (
    OPEN,
    PRESSING_FIRST,
    hours_have_ended,
    is_overdue,
    is_pressing,
    standing_of,
)
from cases.models import Case
from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.core import clock
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force
from meetings.models import Booking, MeetingKind
from meetings.selectors import booked_by_case

COMING_DAYS = 14
NEAR_DAYS = 90
EARLIEST_FIRST = (F("due_on").asc(nulls_last=True), F("due_at").asc(nulls_last=True), "pk")


@dataclass(frozen=True, kw_only=True)
class Due:
    """One deadline as a page shows it; `href` is the page where it is done, or empty, and
    `to_book` the page where somebody who only arranges meetings books it.
    """

    deadline: Deadline
    label: str
    standing: str
    href: str
    alerted_on: date | None
    booking: Booking | None = None
    to_book: str = ""

    @property
    def case(self) -> Case:
        """The case whose deadline it is."""
        return self.deadline.case

    @property
    def is_near(self) -> bool:
        """Whether it is past, or close enough to count the days to it."""
        on = self.deadline.due_on
        return on is not None and (on - clock.today()).days <= NEAR_DAYS

    @property
    def hours_have_ended(self) -> bool:
        """Whether its hours are over, though the day on which they ended may not be."""
        return hours_have_ended(self.deadline, clock.now())

    @property
    def to_do(self) -> str:
        """What the link to the page where it is done says."""
        label = LABELS.get(self.deadline.key)
        return label.place.verb if label and label.place else ""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.deadline.met_on is None


def open_deadlines() -> QuerySet[Deadline]:
    """List the deadlines neither met nor withdrawn, earliest first, those without a date last."""
    return (
        Deadline.objects.filter(OPEN)
        .select_related("case__child", "case__worker", "case__team")
        .order_by(*EARLIEST_FIRST)
    )


def due_to_worker(user: User) -> list[Due]:
    """List what is past, near, or due in the next 14 days (the 14th included) on the cases a person
    carries.
    """
    today = clock.today()
    until = today + timedelta(days=COMING_DAYS)
    near = is_pressing(today) | Q(due_on__lte=until) | Q(due_on=None)
    mine = visible_cases(user).filter(worker=user)
    return described(open_deadlines().filter(near, case__in=mine), user)


def due_in(cases: QuerySet[Case], user: User, *, most: int) -> list[Due]:
    """List what is past or near in some cases, earliest first and at most so many, as this person
    may see it.
    """
    near = is_pressing(clock.today()) | Q(due_on=None)
    return described(open_deadlines().filter(near, case__in=cases)[:most], user)


def meetings_due_in(cases: QuerySet[Case], user: User, *, most: int) -> list[Due]:
    """List the meetings of some cases that are past or due in the next 14 days, and what is to be
    sent out after one, earliest first and at most so many (PET-41, BOL-42).
    """
    today = clock.today()
    near = is_pressing(today) | Q(due_on__lte=today + timedelta(days=COMING_DAYS))
    rows = open_deadlines().filter(near, key__in=OF_MEETINGS, case__in=cases)
    return described(rows[:most], user)


def overdue_in(cases: QuerySet[Case], user: User, *, most: int) -> list[Due]:
    """List what is past in some cases, longest overdue first and at most so many."""
    return described(
        open_deadlines().filter(is_overdue(clock.today()), case__in=cases)[:most], user
    )


def due_on_case(case: Case, user: User) -> list[Due]:
    """List everything still to be done on one case, the most pressing first.

    An eighteenth birthday is left out until it is a year away: before that it is nothing to do.
    """
    far_off = Q(key="eighteenth_birthday", due_on__gt=clock.today() + timedelta(days=365))
    rows = list(Deadline.objects.filter(OPEN, case=case).exclude(far_off).order_by(*EARLIEST_FIRST))
    for row in rows:
        row.case = case
    found = described(rows, user)
    return sorted(found, key=lambda due: PRESSING_FIRST.index(due.standing))


def find_deadline(user: User, case: Case, deadline_id: int) -> Due:
    """Give one deadline of a case that was found for this person; refuses (NotFound) one of another
    case.
    """
    row = Deadline.objects.filter(pk=deadline_id, case=case).first()
    if row is None:
        raise NotFound("There is no such date on this case.")
    row.case = case
    return described([row], user)[0]


def described(deadlines: Iterable[Deadline], user: User) -> list[Due]:
    """Add to deadlines of one authority what pages show of them, with five queries whatever their
    number.
    """
    rows = list(deadlines)
    if not rows or user.authority_id is None:
        return []
    today = clock.today()
    procedure = procedure_in_force(user.authority_id)
    in_hand = work_in_hand({row.case_id for row in rows})
    alerted = _alerted(user, rows)
    booked = _booked(rows)
    return [
        Due(
            deadline=row,
            label=label_of(row.key, procedure),
            standing=standing_of(row, today),
            href=address_of(row, user, in_hand),
            alerted_on=alerted.get(row.pk),
            booking=booked.get(row.pk),
            to_book="" if row.pk in booked else booking_address_of(row, user),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class NextDue:
    """The next date of a case and how the case stands: by its most pressing deadline."""

    due_on: date | None
    standing: str


def next_due(case_ids: Iterable[int]) -> dict[int, NextDue]:
    """Give, for each case with anything open, its earliest due date and its most pressing standing,
    with one query.
    """
    today = clock.today()
    found: dict[int, NextDue] = {}
    rows = Deadline.objects.filter(OPEN, case_id__in=list(case_ids)).order_by(*EARLIEST_FIRST)
    for row in rows:
        standing = standing_of(row, today)
        earlier = found.get(row.case_id)
        if earlier is None:
            found[row.case_id] = NextDue(row.due_on, standing)
            continue
        pressing = min(earlier.standing, standing, key=PRESSING_FIRST.index)
        found[row.case_id] = NextDue(earlier.due_on or row.due_on, pressing)
    return found


def cases_overdue(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Keep the cases on which something is past."""
    past = Deadline.objects.filter(OPEN).filter(is_overdue(clock.today()))
    return cases.filter(pk__in=past.values("case_id"))


def counts_by_team(cases: QuerySet[Case]) -> dict[int, dict[str, int]]:
    """Count what is overdue and what is due soon in some cases, by the id of their team, with one
    query.
    """
    today = clock.today()
    rows = (
        Deadline.objects.filter(OPEN, case__in=cases)
        .order_by()
        .values("case__team_id")
        .annotate(
            overdue=Count("pk", filter=is_overdue(today)),
            pressing=Count("pk", filter=is_pressing(today) | Q(due_on=None)),
        )
    )
    return {
        row["case__team_id"]: {
            "overdue": row["overdue"],
            "due_soon": row["pressing"] - row["overdue"],
        }
        for row in rows
    }


def _alerted(user: User, rows: list[Deadline]) -> dict[int, date]:
    alerts = Alert.objects.filter(
        recipient=user, cleared_at=None, deadline_id__in=[row.pk for row in rows]
    )
    return dict(alerts.order_by("raised_on").values_list("deadline_id", "raised_on"))


# The kind of meeting that meets what is due.
_MEETING = {
    "initial_meeting": MeetingKind.INITIAL,
    "transfer_in_meeting": MeetingKind.INITIAL,
    "review": MeetingKind.REVIEW,
    "early_review": MeetingKind.REVIEW,
}


def _booked(rows: list[Deadline]) -> dict[int, Booking]:
    """Give the meeting that is arranged for what is due: it meets nothing until it is held."""
    wanted = {row.pk: (row.case_id, _MEETING[row.key].value) for row in rows if row.key in _MEETING}
    if not wanted:
        return {}
    booked = booked_by_case({case_id for case_id, _kind in wanted.values()})
    return {pk: booked[key] for pk, key in wanted.items() if key in booked}


def grouped(dues: Iterable[Due]) -> dict[str, list[Due]]:
    """Sort what is due into overdue, due_soon and upcoming, each in the order given."""
    groups: dict[str, list[Due]] = {standing: [] for standing in PRESSING_FIRST}
    for due in dues:
        groups[due.standing].append(due)
    return groups
