"""What bringing every open case of an authority up to date costs, beside the engine alone and the
same reading and writing as bulk SQL written by hand.
"""

from collections.abc import Iterator
from functools import partial
from itertools import islice

from django.db import connection, transaction
from psycopg2.extras import execute_values  # type: ignore[import-untyped]

from alerts.models import Deadline
from alerts.selectors.facts import facts_for
from alerts.services.deadlines import BATCH, COPIED
from alerts.services.recomputing import carry_on
from alerts.services.reconciling import reconcile
from cases.models import Case
from cin.core import clock
from cin.policy.models import ProcedureVersion, Recomputation
from cin.policy.selectors import bank_holiday_calendar, procedure_book
from cin.procedures.events import Facts
from cin.procedures.obligations import obligations
from scripts.measuring.copies import STEP, copy_cases
from scripts.measuring.figures import forget_peak, peak, report, seconds_of

MOST_MEGABYTES = 300
ROUNDS = 3
# What the recomputation reads, as somebody would write it who reads nothing else.
READ = [
    "SELECT c.id, c.authority_id, p.born_on, p.is_disabled FROM cases_case c"
    " JOIN cases_person p ON p.id = c.child_id WHERE c.id = ANY(%s)"
    " ORDER BY c.id FOR NO KEY UPDATE OF c",
    "SELECT c.id, r.received_on, c.screened_on, c.allocated_at, c.closed_on, c.close_destination,"
    " c.initial_visit_hours FROM cases_case c JOIN cases_referral r ON r.id = c.referral_id"
    " WHERE c.id = ANY(%s)",
    "SELECT case_id, id, kind, happened_on FROM cases_milestone WHERE case_id = ANY(%s)",
    "SELECT f.case_id, o.id, o.type, o.held_on FROM cases_casenotechild f"
    " JOIN cases_oversight o ON o.note_id = f.note_id WHERE f.case_id = ANY(%s)",
    "SELECT * FROM cases_change WHERE case_id = ANY(%s)",
    "SELECT * FROM cases_circumstance WHERE case_id = ANY(%s)",
    "SELECT * FROM cases_longertime WHERE case_id = ANY(%s)",
    "SELECT case_id, amount, unit, starts_on, ends_on FROM cases_visitschedule"
    " WHERE case_id = ANY(%s)",
    "SELECT case_id, id, in_force_on FROM cases_safetyplan"
    " WHERE in_force_on IS NOT NULL AND case_id = ANY(%s)",
    "SELECT w.case_id, v.id, v.kind, v.visited_at, v.finalised_at FROM visits_visitchild w"
    " JOIN visits_visit v ON v.id = w.visit_id WHERE w.seen AND v.state <> 'failed'"
    " AND w.case_id = ANY(%s)",
    "SELECT case_id, id, state, started_on, submitted_at, decided_at, outcome, plan_decided_on"
    " FROM assessments_assessment WHERE case_id = ANY(%s)",
    "SELECT case_id, id, number, decided_at FROM assessments_checkpoint"
    " WHERE state = 'agreed' AND case_id = ANY(%s)",
    "SELECT case_id, id, state, held_on, decided_on FROM assessments_familynetworkmeeting"
    " WHERE case_id = ANY(%s)",
    "SELECT case_id, agency, asked_on FROM assessments_informationrequest WHERE case_id = ANY(%s)",
    "SELECT case_id, id, started_on, ended_on FROM plans_plan WHERE case_id = ANY(%s)",
    "SELECT case_id, id, in_force_on, visit_amount, visit_unit, review_amount, review_unit"
    " FROM plans_planversion WHERE case_id = ANY(%s)",
    "SELECT m.case_id, n.id, n.kind, n.held_on, n.recorded_at, m.plan_changes, m.outcome"
    " FROM meetings_meetingchild m JOIN meetings_meeting n ON n.id = m.meeting_id"
    " WHERE m.case_id = ANY(%s)",
    "SELECT case_id, id, kind, of_id, sent_on FROM documents_circulation WHERE case_id = ANY(%s)",
    "SELECT case_id, id, created_at FROM documents_attachment"
    " WHERE kind = 'note' AND case_id = ANY(%s)",
    "SELECT case_id, id, decided_at FROM cases_refusalreview WHERE case_id = ANY(%s)",
    "SELECT case_id, id, created_at FROM cases_casesummary WHERE number = 1 AND case_id = ANY(%s)",
    "SELECT case_id, id, state, proposed_at, answered_at FROM transfers_transfer"
    " WHERE case_id = ANY(%s)",
    f"SELECT id, case_id, key, counts_from_id, {', '.join(COPIED)} FROM alerts_deadline"  # noqa: S608
    " WHERE case_id = ANY(%s)",
]
WRITE = """
    UPDATE alerts_deadline d
    SET due_on = v.due_on::date, target_on = v.target_on::date, amber_from = v.amber_from::date,
        last_working_day_before = v.before::date, explanation = v.explanation,
        updated_at = now()
    FROM (VALUES %s) AS v (id, due_on, target_on, amber_from, before, explanation)
    WHERE d.id = v.id
"""
MOVED = ["pk", "due_on", "target_on", "amber_from", "last_working_day_before", "explanation"]
CHANGES = (
    ("visit_interval_max", 5, "weeks"),
    ("review_interval_max", 10, "weeks"),
    ("assessment_max", 50, "working_days"),
)


def measure_recomputing(authority_id: int, sizes: list[int]) -> None:
    """Measure at one size after the other: each is made from the one before."""
    for size in sizes:
        number = copy_cases(authority_id, until=size)
        reconcile()
        _refuse_thin_copies(authority_id)
        _measure_change(authority_id, number)
        _measure_nothing_to_do(authority_id, number)


def _refuse_thin_copies(authority_id: int) -> None:
    """Refuse to measure copies of which less is due than of the cases they were made from: then
    something that the engine reads was not copied.
    """
    cases = Case.objects.filter(authority_id=authority_id).open()
    groups = (cases.filter(pk__lt=STEP), cases.filter(pk__gte=STEP))
    own, copied = (
        Deadline.objects.filter(case__in=group, withdrawn_at=None).count() / group.count()
        for group in groups
    )
    if own != copied:
        raise SystemExit(f"cin: {own} things are due in a case, but {copied} in its copies")


def _measure_change(authority_id: int, cases: int) -> None:
    rounds = [_one_change(authority_id) for _ in range(ROUNDS)]
    took, engine, by_hand = (min(each[place] for each in rounds) for place in range(3))
    megabytes, written = (max(each[place] for each in rounds) for place in (3, 4))
    report(
        "recomputing every open case after a change of the procedure",
        took,
        "seconds",
        baseline=engine + by_hand,
        of="the engine alone and the same SQL by hand",
        ratio=took / (engine + by_hand),
        at_most=3,
        engine=round(engine, 3),
        sql_by_hand=round(by_hand, 3),
        cases=cases,
        deadlines_written=written,
        best_of=ROUNDS,
    )
    report(
        "memory of recomputing",
        megabytes,
        "MB",
        baseline=MOST_MEGABYTES,
        of="the most it may take",
        ratio=megabytes / MOST_MEGABYTES,
        at_most=1,
        cases=cases,
    )


def _one_change(authority_id: int) -> tuple[float, float, float, float, int]:
    publish_next(authority_id)
    row = Recomputation.objects.create(authority_id=authority_id, cause="Measuring")
    begun_at = clock.now()
    forget_peak()
    took = seconds_of(lambda: carry_on(row.pk))
    megabytes = peak()
    written = Deadline.objects.filter(case__authority_id=authority_id, updated_at__gte=begun_at)
    rows = list(written.order_by("case_id", "pk").values_list(*MOVED))
    by_hand = read_by_hand(authority_id) + write_by_hand(rows)
    return took, engine_alone(authority_id), by_hand, megabytes, len(rows)


def _measure_nothing_to_do(authority_id: int, cases: int) -> None:
    reconcile()
    forget_peak()
    took = min(seconds_of(reconcile) for _ in range(ROUNDS))
    megabytes = peak()
    engine, by_hand = engine_alone(authority_id), read_by_hand(authority_id)
    report(
        "the nightly round that finds nothing to repair",
        took,
        "seconds",
        baseline=engine + by_hand,
        of="the engine alone and the same reading by hand",
        ratio=took / (engine + by_hand),
        cases=cases,
        megabytes=round(megabytes),
    )


def publish_next(authority_id: int) -> None:
    """Publish a version that moves dates of nearly every case."""
    last = ProcedureVersion.objects.filter(authority_id=authority_id).order_by("number").last()
    if last is None:
        raise SystemExit("cin: there is no procedure to change")
    more = 1 if last.number % 2 == 0 else 0
    moved = {name: {"amount": amount + more, "unit": unit} for name, amount, unit in CHANGES}
    ProcedureVersion.objects.create(
        authority_id=authority_id,
        number=last.number + 1,
        preset=last.preset,
        departures={**last.departures, **moved},
        effective_from=clock.today(),
        applies_to_open_events=True,
        reason="Measuring",
    )


def engine_alone(authority_id: int) -> float:
    """How long the engine takes for these cases, given their facts."""
    book, calendar, today = procedure_book(authority_id), bank_holiday_calendar(), clock.today()

    def work(facts: list[Facts]) -> None:
        for each in facts:
            obligations(each, book, calendar, today)

    total = 0.0
    for batch in _batches(authority_id):
        rows = Case.objects.filter(pk__in=batch).select_related("child")
        facts = list(facts_for(rows).values())
        total += seconds_of(partial(work, facts))
    return total


def read_by_hand(authority_id: int) -> float:
    """How long the same reading takes as SQL by hand."""

    def read(batch: list[int]) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in READ:
                cursor.execute(statement, [batch])
                cursor.fetchall()

    return sum(seconds_of(partial(read, batch)) for batch in _batches(authority_id))


def write_by_hand(rows: list[tuple]) -> float:
    """How long the same writing takes as SQL by hand, in batches of the same size."""

    def write(batch: list[tuple]) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            execute_values(cursor.cursor, WRITE, batch, page_size=len(batch))

    remaining, total = iter(rows), 0.0
    while batch := list(islice(remaining, BATCH)):
        total += seconds_of(partial(write, batch))
    return total


def _batches(authority_id: int) -> Iterator[list[int]]:
    cases = Case.objects.filter(authority_id=authority_id).open().order_by("pk")
    numbers = iter(list(cases.values_list("pk", flat=True)))
    while batch := list(islice(numbers, BATCH)):
        yield batch
