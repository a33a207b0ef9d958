"""What a sweep costs beside the same change of the alerts as SQL written by hand."""

from collections.abc import Callable
from datetime import date, timedelta
from statistics import median

from django.db import connection, transaction
from django.db.models import Count

from alerts.models import Alert, Sweep
from alerts.selectors.digests import parts_for
from alerts.selectors.telling import latest_due_for, rules_on
from alerts.services.raising import raise_alerts
from cin.accounts.models import User
from cin.core import clock
from scripts.measuring.copies import copy_cases
from scripts.measuring.figures import forget_peak, peak, report, seconds_of

ROUNDS = 3
CLEAR = """
    UPDATE alerts_alert a SET cleared_at = now()
    FROM alerts_deadline d, cases_case c, accounts_user u
    WHERE a.cleared_at IS NULL AND d.id = a.deadline_id AND c.id = d.case_id
      AND u.id = a.recipient_id AND (
        d.met_on IS NOT NULL OR d.withdrawn_at IS NOT NULL OR d.due_on IS NULL
        OR a.due_on <> d.due_on
        OR (a.tier = 'due_soon' AND (a.due_on <= %(today)s OR d.amber_from > %(today)s))
        OR (a.tier = 'due' AND a.due_on <> %(today)s)
        OR (a.tier IN ('overdue', 'escalated') AND a.due_on >= %(today)s)
        OR NOT u.is_active OR u.authority_id <> c.authority_id
        OR NOT (u.id = c.worker_id OR u.team_id = c.team_id
                OR u.role IN ('service_manager', 'head_of_service')))
"""
RAISE = """
    WITH pressing AS MATERIALIZED (
        SELECT d.id, d.due_on, c.authority_id, c.team_id, c.worker_id,
               CASE WHEN d.due_on < %(today)s THEN 'overdue'
                    WHEN d.due_on = %(today)s THEN 'due' ELSE 'due_soon' END AS tier
        FROM alerts_deadline d JOIN cases_case c ON c.id = d.case_id
        WHERE d.met_on IS NULL AND d.withdrawn_at IS NULL AND d.due_on IS NOT NULL
          AND (d.due_on <= %(today)s OR d.amber_from <= %(today)s)
    ), wanted AS (
        SELECT p.id, p.tier, u.id AS person, p.due_on
        FROM pressing p JOIN accounts_user u ON u.id = p.worker_id AND u.is_active
        UNION
        SELECT p.id, p.tier, u.id, p.due_on
        FROM pressing p JOIN accounts_user u
          ON u.team_id = p.team_id AND u.is_active AND u.role = 'team_manager'
        UNION ALL
        SELECT p.id, 'escalated', u.id, p.due_on
        FROM pressing p JOIN accounts_user u
          ON u.authority_id = p.authority_id AND u.is_active
             AND (u.role = 'service_manager' AND p.due_on <= %(service_manager)s
                  OR u.role = 'head_of_service' AND p.due_on <= %(head_of_service)s)
    )
    INSERT INTO alerts_alert
        (deadline_id, tier, recipient_id, due_on, raised_on, created_at, updated_at)
    SELECT id, tier, person, due_on, %(today)s, now(), now() FROM wanted w
    WHERE NOT EXISTS (
        SELECT FROM alerts_alert a
        WHERE a.deadline_id = w.id AND a.tier = w.tier AND a.recipient_id = w.person
          AND a.due_on = w.due_on AND a.cleared_at IS NULL)
    ORDER BY id, person
    ON CONFLICT (deadline_id, tier, recipient_id, due_on) DO UPDATE
    SET cleared_at = NULL, raised_on = excluded.raised_on, updated_at = excluded.updated_at
    WHERE alerts_alert.cleared_at IS NOT NULL
"""
Counts = tuple[int, int]


class _Undone(Exception):
    """Raised to take back what was only measured."""


def measure_sweeping(authority_id: int, size: int) -> None:
    """Measure the first sweep of all, that of the next day, and a second one on a day."""
    cases = copy_cases(authority_id, until=size, deadlines=True)
    today = clock.today()
    Alert.objects.all().delete()
    _compare("the first sweep", today, cases)
    raise_alerts(as_of=today, at_any_hour=True)
    _tidy()
    _compare("the sweep of the next day", today + timedelta(days=1), cases)
    _measure_second(today, cases)
    _measure_digest(authority_id, cases)


def _compare(name: str, day: date, cases: int) -> None:
    ours, by_hand = [], []
    for _ in range(ROUNDS):
        ours.append(_undone(lambda: _ours(day)))
        by_hand.append(_undone(lambda: _by_hand(day)))
    seconds, others = median(each[0] for each in ours), median(each[0] for each in by_hand)
    raised, cleared = ours[0][1]
    report(
        name,
        seconds,
        "seconds",
        baseline=others,
        of="the same change as SQL by hand",
        ratio=seconds / others,
        at_most=2,
        cases=cases,
        raised=raised,
        cleared=cleared,
        by_hand_raised_and_cleared=by_hand[0][1],
    )


def _measure_second(day: date, cases: int) -> None:
    before = Alert.objects.count(), _written()
    forget_peak()
    seconds = seconds_of(lambda: raise_alerts(as_of=day, at_any_hour=True))
    megabytes, last = peak(), Sweep.objects.latest("pk")
    by_hand, (raised, cleared) = _undone(lambda: _by_hand(day))
    report(
        "a second sweep on the same day",
        seconds,
        "seconds",
        baseline=by_hand,
        of="the same, which changes nothing, as SQL by hand",
        ratio=seconds / by_hand,
        at_most=2,
        cases=cases,
        alerts_written=last.raised + last.cleared + raised + cleared,
        alerts_before=before[0],
        alerts_after=Alert.objects.count(),
        megabytes=round(megabytes),
    )


def _measure_digest(authority_id: int, cases: int) -> None:
    standing = Alert.objects.filter(cleared_at=None, recipient__authority=authority_id).order_by()
    most = standing.values("recipient").annotate(number=Count("pk")).order_by("-number")[0]
    person = User.objects.get(pk=most["recipient"])
    told = Alert.objects.filter(recipient=person, cleared_at=None)
    forget_peak()
    seconds = seconds_of(lambda: parts_for(person))
    megabytes = peak()
    counting = seconds_of(told.count)
    report(
        "the message of the person with most alerts",
        seconds,
        "seconds",
        baseline=counting,
        of="counting the alerts of that person",
        ratio=seconds / counting,
        cases=cases,
        alerts=told.count(),
        megabytes=round(megabytes),
    )


def _ours(day: date) -> Counts:
    done = raise_alerts(as_of=day, at_any_hour=True)
    return done.raised, done.cleared


def _by_hand(day: date) -> Counts:
    values = {"today": day, **_latest(day)}
    with connection.cursor() as cursor:
        cursor.execute(CLEAR, values)
        cleared = cursor.rowcount
        cursor.execute(RAISE, values)
        return cursor.rowcount, cleared


def _latest(day: date) -> dict[str, date]:
    rules = next(iter(rules_on(day).values()))
    return {
        role: latest_due_for(
            rules.procedure.get(f"alert_{role}_after")["every"], day, rules.calendar
        )
        for role in ("service_manager", "head_of_service")
    }


def _undone(act: Callable[[], Counts]) -> tuple[float, Counts]:
    """Time an act with its commit's work left out, and take back what it did."""
    found: list[Counts] = []
    seconds = 0.0
    try:
        with transaction.atomic():
            seconds = seconds_of(lambda: found.append(act()))
            raise _Undone
    except _Undone:
        _tidy()
    return seconds, found[0]


def _tidy() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE alerts_alert")


def _written() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n_tup_ins + n_tup_upd FROM pg_stat_user_tables WHERE relname = 'alerts_alert'"
        )
        return int(cursor.fetchone()[0])
