"""Telling people what is near or past, once, and taking it back when it is done.

Both are done by the database, a set at a time: an authority of a hundred thousand cases is never
held in memory.
"""

from datetime import date

from django.db import connection, transaction
from django.db.models import DateField, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Value

from alerts.models import Alert, Deadline, Sweep, Tier
from alerts.selectors.audience import to_be_told
from alerts.selectors.telling import (
    ABOVE_THE_TEAM,
    CASEWORK_ROLES,
    Schedule,
    is_quiet,
    rules_on,
    schedule_of,
)
from alerts.services.deadlines import CannotTell, recompute
from cases.models import CaseState
from cin.accounts.models import Role, User
from cin.core import clock

# Both databases read this alike. The row of an alert that was cleared is opened again.
_RAISE = """
    INSERT INTO alerts_alert
        (deadline_id, tier, recipient_id, due_on, raised_on, created_at, updated_at)
    {wanted}
    ON CONFLICT (deadline_id, tier, recipient_id, due_on) DO UPDATE
    SET cleared_at = NULL, raised_on = excluded.raised_on, updated_at = excluded.updated_at
    WHERE alerts_alert.cleared_at IS NOT NULL
"""
# More rows than any table has: only a query that is cut keeps its order inside another.
_ALL_OF_THEM = 10**15


@transaction.atomic
def raise_alerts(*, as_of: date, at_any_hour: bool = False) -> Sweep:
    """Raise what is due soon, due, overdue or long overdue on a day, to those whom each authority's
    procedure names, and clear what no longer is.

    While an authority is quiet nothing is raised for it, unless `at_any_hour`; the first sweep of
    its next working hour raises what was left. Safe to run twice, late, or twice at once: an alert
    is one row per deadline, tier, person and due date, and a second sweep writes none.
    """
    _one_sweep_at_a_time()
    cleared = clear_alerts(Alert.objects.all(), as_of=as_of)
    raised = sum(
        _raise(schedule_of(authority_id, rules, as_of))
        for authority_id, rules in rules_on(as_of).items()
        if at_any_hour or not is_quiet(rules, clock.now())
    )
    return Sweep.objects.create(
        as_of=as_of, finished_at=clock.now(), raised=raised, cleared=cleared
    )


def refresh_case(case_id: int) -> None:
    """Bring one case's deadlines up to date after a change, and clear its alerts whose cause is
    gone; CannotTell, once that is done, says which dates could not be worked out.
    """
    unclear: CannotTell | None = None
    with transaction.atomic():
        try:
            recompute([case_id])
        except CannotTell as problem:
            unclear = problem
        clear_alerts(Alert.objects.filter(deadline__case_id=case_id), as_of=clock.today())
    if unclear is not None:
        raise unclear


@transaction.atomic
def clear_alerts(alerts: QuerySet[Alert], *, as_of: date) -> int:
    """Clear the open alerts whose deadline is met, withdrawn, moved, or in another tier on that
    day;
    give their number.

    An alert to somebody who no longer answers for the case is cleared too: it must not reach past
    their access. Locks what it clears in one order, so that two at once do not wait for each other.
    """
    gone = (
        ~Q(deadline__met_on=None)
        | ~Q(deadline__withdrawn_at=None)
        | Q(deadline__due_on=None)
        | ~Q(due_on=F("deadline__due_on"))
    )
    stale = alerts.filter(cleared_at=None).filter(
        gone | _in_another_tier(as_of) | ~_answers_for_the_case()
    )
    locked = stale.order_by("pk").select_for_update(of=("self",))[:_ALL_OF_THEM]
    return Alert.objects.filter(pk__in=locked.values("pk")).update(cleared_at=clock.now())


def _one_sweep_at_a_time() -> None:
    """Wait for a sweep that is under way; on SQLite a transaction is alone from its beginning."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE alerts_sweep IN SHARE ROW EXCLUSIVE MODE")


def _in_another_tier(as_of: date) -> Q:
    return (
        Q(tier=Tier.DUE_SOON, due_on__lte=as_of)
        | Q(tier=Tier.DUE_SOON, deadline__amber_from__gt=as_of)
        | (Q(tier=Tier.DUE) & ~Q(due_on=as_of))
        | Q(tier__in=(Tier.OVERDUE, Tier.ESCALATED), due_on__gte=as_of)
    )


def _answers_for_the_case() -> Q:
    """Give the condition of an alert whose recipient is still one to be told of the case."""
    able = Q(
        recipient__is_active=True,
        recipient__role__in=CASEWORK_ROLES,
        recipient__authority=F("deadline__case__authority"),
    )
    # A closed case is opened by its team alone: whoever carried it from another no longer sees it.
    of_team = Q(recipient__team=F("deadline__case__team"))
    still_sees = ~Q(deadline__case__state=CaseState.CLOSED) | of_team
    worker = ~Q(tier=Tier.ESCALATED) & Q(recipient=F("deadline__case__worker")) & still_sees
    manager = ~Q(tier=Tier.ESCALATED) & Q(recipient__role=Role.TEAM_MANAGER) & of_team
    managers = User.objects.filter(
        role=Role.TEAM_MANAGER, is_active=True, team=OuterRef("deadline__case__team")
    )
    above = Q(recipient__role__in=ABOVE_THE_TEAM)
    stands_in = ~Q(tier=Tier.ESCALATED) & above & ~Exists(managers)
    return able & (worker | manager | stands_in | (Q(tier=Tier.ESCALATED) & above))


def _raise(schedule: Schedule) -> int:
    """Raise what one authority is to tell; give the number of alerts raised."""
    return sum(_insert(wanted, schedule.today) for wanted in to_be_told(schedule))


def _insert(wanted: QuerySet[Deadline], today: date) -> int:
    now = clock.now()
    rows = wanted.values_list(
        *("pk", "tier", "told", "due_on"),
        Value(today, DateField()),
        Value(now, DateTimeField()),
        Value(now, DateTimeField()),
    )
    select, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_RAISE.format(wanted=select), values)
        return int(cursor.rowcount)
