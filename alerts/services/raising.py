"""Telling people what is near or past, once, and taking it back when it is done."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F, Q, QuerySet

from alerts.models import Alert, Deadline, Sweep, Tier
from alerts.selectors.standing import (
    OPEN,
    OVERDUE,
    is_overdue,
    is_pressing,
    moment_of,
    standing_of,
)
from alerts.services.deadlines import recompute
from cin.accounts.models import Role, User
from cin.core import clock

BATCH = 2000


@transaction.atomic
def raise_alerts(*, as_of: date) -> Sweep:
    """Raise what is due soon or overdue on a day, to the worker and the team's managers, and clear
    what no longer is.

    Safe to run twice, late, or twice at once: an alert is one row per deadline, tier, person and
    due
    date. A limit in hours is overdue from its moment on.
    """
    _one_sweep_at_a_time()
    cleared = clear_alerts(Alert.objects.all(), as_of=as_of)
    raised = _raise_from(_pressing(as_of), as_of)
    return Sweep.objects.create(
        as_of=as_of, finished_at=clock.now(), raised=raised, cleared=cleared
    )


@transaction.atomic
def refresh_case(case_id: int) -> None:
    """Bring one case's deadlines up to date after a change, and clear its alerts whose cause is
    gone.
    """
    recompute([case_id])
    clear_alerts(Alert.objects.filter(deadline__case_id=case_id), as_of=clock.today())


@transaction.atomic
def clear_alerts(alerts: QuerySet[Alert], *, as_of: date) -> int:
    """Clear the open alerts whose deadline is met, withdrawn, moved, or in another tier on that
    day;
    give their number.

    An alert to somebody who no longer answers for the case is cleared too: it must not reach past
    their access. Locks what it clears in one order, so that two at once do not wait for each other.
    """
    now = moment_of(as_of)
    gone = (
        ~Q(deadline__met_on=None)
        | ~Q(deadline__withdrawn_at=None)
        | Q(deadline__due_on=None)
        | ~Q(due_on=F("deadline__due_on"))
    )
    past = Q(tier=Tier.DUE_SOON) & is_overdue(now, "deadline__")
    early = Q(tier=Tier.OVERDUE) & ~is_overdue(now, "deadline__")
    early |= Q(tier=Tier.DUE_SOON, deadline__amber_from__gt=as_of, deadline__due_on__gt=as_of)
    answers = Q(recipient=F("deadline__case__worker")) | Q(
        recipient__role=Role.TEAM_MANAGER, recipient__team=F("deadline__case__team")
    )
    stale = alerts.filter(cleared_at=None).filter(gone | past | early | ~answers)
    found = stale.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True)
    return Alert.objects.filter(pk__in=list(found)).update(cleared_at=clock.now())


def _one_sweep_at_a_time() -> None:
    # The first sweep ever has nothing to lock; there the constraint of the table alone keeps alerts
    # single.
    list(Sweep.objects.order_by("pk").select_for_update()[:1])


def _pressing(as_of: date) -> QuerySet[Deadline]:
    return (
        Deadline.objects.filter(OPEN, is_pressing(moment_of(as_of)), due_on__isnull=False)
        .select_related("case")
        .order_by("pk")
    )


def _raise_from(deadlines: Iterable[Deadline], as_of: date) -> int:
    managers = _managers_by_team()
    told = _already_told()
    now = moment_of(as_of)
    fresh = []
    for deadline in deadlines:
        if deadline.due_on is None:
            continue
        tier = Tier.OVERDUE if standing_of(deadline, now) == OVERDUE else Tier.DUE_SOON
        people = {*managers[deadline.case.team_id]}
        if deadline.case.worker_id is not None:
            people.add(deadline.case.worker_id)
        fresh += [
            Alert(
                deadline=deadline,
                tier=tier,
                recipient_id=person,
                due_on=deadline.due_on,
                raised_on=as_of,
            )
            for person in sorted(people)
            if (deadline.pk, tier, person, deadline.due_on) not in told
        ]
    Alert.objects.bulk_create(
        fresh,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["deadline", "tier", "recipient", "due_on"],
        update_fields=["cleared_at", "raised_on"],
    )
    return len(fresh)


def _already_told() -> set[tuple[int, str, int, date]]:
    return set(
        Alert.objects.filter(cleared_at=None).values_list(
            "deadline_id", "tier", "recipient_id", "due_on"
        )
    )


def _managers_by_team() -> dict[int, list[int]]:
    managers: dict[int, list[int]] = defaultdict(list)
    rows = User.objects.filter(role=Role.TEAM_MANAGER, is_active=True).exclude(team=None)
    for pk, team_id in rows.values_list("pk", "team_id"):
        managers[team_id].append(pk)
    return managers
