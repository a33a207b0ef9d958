"""The papers of the first visit, one by one: since when each is there, or where it is made."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from alerts.selectors.facts import facts_for
from cases.models import Case
from cin.procedures.completions import FIRST_PAPERS
from cin.procedures.events import Event


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One paper: since when it is there, or where it is made."""

    what: str
    on: date | None
    href: str
    verb: str
    note: str = ""


def papers_of(case: Case) -> list[Paper]:
    """List the papers of a case's first visit, as the engine knows them (ROC-47, ROC-48)."""
    events = facts_for([case])[case.pk].events
    there = {"visit": _visit_recorded(events)}
    for event in events:
        if event.type in FIRST_PAPERS:
            there.setdefault(event.type, event.on)
    return [
        Paper(
            what=what,
            on=there.get(event),
            href=reverse(page, args=[case.pk]),
            verb=verb,
            note=note,
        )
        for event, what, page, verb, note in _PAPERS
    ]


def _visit_recorded(events: tuple[Event, ...]) -> date | None:
    first = {event.id for event in events if event.type == "visit_made" and event.kind == "initial"}
    recorded = (event for event in events if event.type == "visit_recorded")
    return min((event.on for event in recorded if event.of in first), default=None)


_PAPERS = (
    (
        "visit",
        "Record of the initial visit, finished",
        "visits:record_visit",
        "Record the visit",
        "The chronology has it from then on: it builds itself from what is recorded.",
    ),
    (
        "consent_recorded",
        "Consent, as a case note with the form attached",
        "cases:consents",
        "Record the consent and attach the form",
        "",
    ),
    ("case_summary_written", "Case summary", "desk:write_summary", "Write the summary", ""),
    (
        "genogram_uploaded",
        "Genogram, completed with the family",
        "cases:genogram",
        "Go to the genogram",
        "",
    ),
    (
        "safety_plan_recorded",
        "Safety plan, in force",
        "cases:safety_plan",
        "Go to the safety plan",
        "",
    ),
)
