"""Telling people what is near or past, once, and taking it back when it is done."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from alerts.models import Alert, Deadline, Sweep, Tier
from alerts.selectors.standing import OPEN, is_overdue, is_pressing, moment_of
from alerts.selectors.telling import (
    CASEWORK_ROLES,
    ESCALATES_TO,
    Tiers,
    is_quiet,
    procedures_on,
)
from alerts.services.deadlines import recompute
from cin.accounts.models import Role, User
from cin.core import clock
from cin.procedures.book import Procedure

BATCH = 2000


@transaction.atomic
def raise_alerts(*, as_of: date, at_any_hour: bool = False) -> Sweep:
    """Raise what is due soon, overdue or long overdue on a day, to those whom each authority's
    procedure names, and clear what no longer is.

    While an authority is quiet nothing is raised for it, unless `at_any_hour`; the first sweep of
    its next working hour raises what was left. Safe to run twice, late, or twice at once: an alert
    is one row per deadline, tier, person and due date. A limit in hours is overdue from its moment
    on.
    """
    _one_sweep_at_a_time()
    cleared = clear_alerts(Alert.objects.all(), as_of=as_of)
    procedures = {
        authority_id: procedure
        for authority_id, procedure in procedures_on(as_of).items()
        if at_any_hour or not is_quiet(procedure, clock.now())
    }
    raised = _raise_from(procedures, as_of) if procedures else 0
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
    early = Q(tier__in=(Tier.OVERDUE, Tier.ESCALATED)) & ~is_overdue(now, "deadline__")
    early |= Q(tier=Tier.DUE_SOON, deadline__amber_from__gt=as_of, deadline__due_on__gt=as_of)
    stale = alerts.filter(cleared_at=None).filter(gone | past | early | ~_answers_for_the_case())
    found = stale.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True)
    return Alert.objects.filter(pk__in=list(found)).update(cleared_at=clock.now())


def _one_sweep_at_a_time() -> None:
    # The first sweep ever has nothing to lock; there the constraint of the table alone keeps alerts
    # single.
    list(Sweep.objects.order_by("pk").select_for_update()[:1])


def _answers_for_the_case() -> Q:
    """Give the condition of an alert whose recipient is still one to be told of the case."""
    able = Q(
        recipient__is_active=True,
        recipient__role__in=CASEWORK_ROLES,
        recipient__authority=F("deadline__case__authority"),
    )
    worker = ~Q(tier=Tier.ESCALATED) & Q(recipient=F("deadline__case__worker"))
    manager = ~Q(tier=Tier.ESCALATED) & Q(
        recipient__role=Role.TEAM_MANAGER, recipient__team=F("deadline__case__team")
    )
    managers = User.objects.filter(
        role=Role.TEAM_MANAGER, is_active=True, team=OuterRef("deadline__case__team")
    )
    above = Q(recipient__role__in=list(ESCALATES_TO))
    stands_in = ~Q(tier=Tier.ESCALATED) & above & ~Exists(managers)
    return able & (worker | manager | stands_in | (Q(tier=Tier.ESCALATED) & above))


def _pressing(authority_ids: Iterable[int], as_of: date) -> QuerySet[Deadline]:
    return (
        Deadline.objects.filter(OPEN, is_pressing(moment_of(as_of)), due_on__isnull=False)
        .filter(case__authority_id__in=list(authority_ids))
        .select_related("case")
        .order_by("pk")
    )


def _raise_from(procedures: Mapping[int, Procedure], as_of: date) -> int:
    told = _already_told()
    tiers = Tiers(procedures, moment_of(as_of))
    fresh = [
        Alert(
            deadline=deadline,
            tier=tier,
            recipient_id=person,
            due_on=deadline.due_on,
            raised_on=as_of,
        )
        for deadline in _pressing(procedures, as_of)
        for tier, person in tiers.of(deadline)
        if deadline.due_on is not None and (deadline.pk, tier, person, deadline.due_on) not in told
    ]
    Alert.objects.bulk_create(
        fresh,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["deadline", "tier", "recipient", "due_on"],
        update_fields=["cleared_at", "raised_on"],
    )
    return len(fresh)


def _already_told() -> set[tuple[int, str, int, date | None]]:
    return set(
        Alert.objects.filter(cleared_at=None).values_list(
            "deadline_id", "tier", "recipient_id", "due_on"
        )
    )
