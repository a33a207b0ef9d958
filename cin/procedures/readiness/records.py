"""What the record of a meeting lacks of what the authority's procedure asks of it besides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cin.procedures.book import Procedure
from cin.procedures.readiness.blocker import Blocker

ASKS = "meeting_record_asks"


@dataclass(frozen=True, kw_only=True)
class Unjudged:
    """An outcome or action of a child's plan of which the record does not say how far it is."""

    child: str
    code: str
    what: str


@dataclass(frozen=True, kw_only=True)
class RecordFacts:
    """What a procedure asks of a record besides, as far as it is not answered.

    `headings` are those with nothing under them; `silent` are the people whose views are not
    written, `unreasoned` the decisions without a reason, and `unshared` those who did not come and
    whose written update was not shared. `former_worker` had the case before a transfer and is not
    named. What is not asked is not lacking.
    """

    headings: Sequence[str] = ()
    lacks_services: bool = False
    lacks_expectations: bool = False
    lacks_decision: bool = False
    lacks_events: bool = False
    lacks_disagreements: bool = False
    lacks_note_taker: bool = False
    lacks_later_interval: bool = False
    lacks_later_chair: bool = False
    silent: Sequence[str] = ()
    unreasoned: Sequence[str] = ()
    former_worker: str = ""
    unshared: Sequence[str] = ()
    unjudged: Sequence[Unjudged] = ()


def record_blockers(procedure: Procedure, facts: RecordFacts) -> list[Blocker]:
    """List what stands in the way of finishing a record by what the procedure asks: headings
    (ROC-129), services (BIR-30, PET-05, BOL-09), what may be expected (ROC-126), decisions and
    their reasons (HIL-75, PET-48, BIR-66, BOL-49), events and disagreements (HIL-97), who took the
    note (PET-13, BOL-18), later meetings (HIL-56, HIL-61), everybody's views (PET-40, BIR-62,
    BOL-41), both workers after a transfer (PET-79), written updates (HIL-95) and progress
    (PET-45, BOL-46, ROC-138, HIL-94).
    """
    return [
        *(
            Blocker(
                code="headings",
                message=f"Write what was said: {heading}",
                cites=procedure.cites_for("meeting_template"),
            )
            for heading in facts.headings
        ),
        *_answers(procedure, facts),
        *_of_people(facts),
    ]


def _answers(procedure: Procedure, facts: RecordFacts) -> Iterator[Blocker]:
    checks = [
        (facts.lacks_services, "services_agreed", "Write which services were agreed", ASKS),
        (
            facts.lacks_expectations,
            "expectations",
            "Write what parents and professionals may expect of each other",
            ASKS,
        ),
        (facts.lacks_decision, "decisions", "Write what was decided, or that nothing was", ASKS),
        (
            facts.lacks_events,
            "significant_events",
            "Write what significant events there were, or “none”",
            ASKS,
        ),
        (
            facts.lacks_disagreements,
            "disagreements",
            "Write who disagreed with what, or “none”",
            ASKS,
        ),
        (
            facts.lacks_note_taker,
            "note_taker_role",
            "Say who took the note of the meeting",
            "minute_taker_role",
        ),
        (
            facts.lacks_later_interval,
            "later_interval",
            "Say how often the later meetings are held",
            "chair_agreed_at_initial",
        ),
        (
            facts.lacks_later_chair,
            "later_chair",
            "Say who chairs the later meetings",
            "chair_agreed_at_initial",
        ),
    ]
    for is_missing, code, message, setting in checks:
        if is_missing:
            # The list of what is asked cites all its rules: too many beside one box.
            cites = () if setting == ASKS else procedure.cites_for(setting)
            yield Blocker(code=code, message=message, cites=cites)


def _of_people(facts: RecordFacts) -> Iterator[Blocker]:
    if facts.former_worker:
        message = f"Say whether {facts.former_worker}, who had the case before, came"
        yield Blocker(code="attendance", message=message)
    for name in facts.silent:
        message = f"Write the views of {name}, or how they were asked for"
        yield Blocker(code="attendance", message=message)
    for name in facts.unshared:
        message = f"The written update of {name} has to be shared at the meeting: say that it was"
        yield Blocker(code="attendance", message=message)
    for decision in facts.unreasoned:
        yield Blocker(code="decisions_made", message=f"Give the reason for “{decision}”")
    for row in facts.unjudged:
        message = f"Say how far it has come for {row.child}: {row.what}"
        yield Blocker(code=row.code, message=message)
