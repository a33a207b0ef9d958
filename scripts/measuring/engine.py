"""How many cases of twenty events the engine works out in a second, on one core."""

from datetime import date, timedelta

from cin.procedures.book import PRESETS, ProcedureBook, PublishedVersion, preset
from cin.procedures.calendar import england_and_wales
from cin.procedures.events import Child, Event, Facts
from cin.procedures.obligations import obligations
from scripts.measuring.figures import TURNS, beside_the_loop, report

CASES = 200
EVENTS = 20
FIRST_DAY = date(2026, 1, 5)
TODAY = date(2026, 12, 1)


def measure_engine() -> None:
    """Measure the engine under each authority's procedure, with cases that began on many days."""
    calendar = england_and_wales()
    cases = [case_of_twenty_events(number % 90) for number in range(CASES)]
    for slug in PRESETS:
        version = PublishedVersion(number=1, effective_from=None, procedure=preset(slug))
        book = ProcedureBook([version])

        def work(book: ProcedureBook = book) -> None:
            for facts in cases:
                obligations(facts, book, calendar, TODAY)

        took, loop_took = beside_the_loop(work)
        report(
            f"obligations under {slug}",
            CASES / took,
            "cases/second",
            baseline=TURNS / loop_took,
            of="turns/second of a plain Python loop",
            ratio=(CASES / took) / (TURNS / loop_took) * 1_000_000,
            ratio_is="cases in the time of a million turns",
            events=EVENTS,
            obligations=len(obligations(cases[0], book, calendar, TODAY)),
        )


def case_of_twenty_events(days_later: int = 0) -> Facts:
    """A case from referral through planning, visited every three weeks."""
    opening = [
        ("referral_received", 0),
        ("referral_accepted", 0),
        ("case_allocated", 1),
        ("assessment_started", 2),
        ("assessment_submitted", 36),
        ("assessment_approved", 38),
        ("assessment_completed", 38),
        ("plan_started", 45),
    ]
    visits = [("visit_made", 50 + 21 * number) for number in range(EVENTS - len(opening))]
    events = tuple(
        Event(type=kind, on=FIRST_DAY + timedelta(days=days + days_later), id=f"event-{number}")
        for number, (kind, days) in enumerate([*opening, *visits])
    )
    return Facts(child=Child(born_on=date(2019, 5, 2)), events=events)
