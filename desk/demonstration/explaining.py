"""What keeps a child safe, and what somebody who does not know the family reads first."""

import io
from collections.abc import Iterable
from datetime import date, timedelta

from cases.models import Case
from cases.services.chronology import EntryDetails, add_entry
from cases.services.notes import NewFile, attach_to_note
from cases.services.safety_plans import (
    SafetyPlanText,
    SafetyStep,
    put_safety_plan_in_force,
    share_safety_plan,
    write_safety_plan,
)
from cases.services.summaries import SummaryText, write_summary
from cin.accounts.models import User
from cin.core import clock
from cin.documents.checking import CheckedFile
from desk.demonstration.content import content

REVIEWED_AFTER = timedelta(weeks=6)


def keep_safe(case: Case, actor: User, *, made_at: str = "initial_visit") -> None:
    """Write a child's safety plan, put it in force and give the family a copy, by the clock."""
    said = content("sayings")["safety_plan"]
    text = {name: _for(case, words) for name, words in said["text"].items()}
    plan = write_safety_plan(
        case_id=case.pk,
        actor=actor,
        seen_version=None,
        text=SafetyPlanText(
            made_at=made_at,
            made_on=clock.today(),
            owned_by_family=True,
            review_on=clock.today() + REVIEWED_AFTER,
            **text,
        ),
        actions=[SafetyStep(**row) for row in said["actions"]],
    )
    put_safety_plan_in_force(plan_id=plan.pk, actor=actor)
    share_safety_plan(
        plan_id=plan.pk, actor=actor, name="The family and the school", shared_on=clock.today()
    )


def explain(cases: Iterable[Case]) -> None:
    """Write the summary of every case that somebody carries, and what came before the referral."""
    for case in cases:
        if case.worker is None:
            continue
        with clock.at(max(clock.now() - timedelta(days=12), case.created_at)):
            _summarise(case, case.worker)
            _before(case, case.worker)


def complete_papers(case: Case, actor: User) -> None:
    """Attach the form to the note of consent, and write the first summary, by the clock."""
    consent = case.consents.exclude(note=None).order_by("pk").first()
    if consent is not None and consent.note_id is not None:
        contents = io.BytesIO(b"I agree to the assessment. Signed by the parent.")
        file = CheckedFile(contents=contents, name="consent.txt", kind="txt")
        form = NewFile(file=file, title="Consent form, signed")
        attach_to_note(note_id=consent.note_id, actor=actor, file=form)
    _summarise(case, actor)


def _summarise(case: Case, actor: User) -> None:
    said = content("sayings")["case_summary"]
    latest = case.summaries.first()
    write_summary(
        case_id=case.pk,
        actor=actor,
        seen_number=latest.number if latest else None,
        text=SummaryText(**{name: _for(case, words) for name, words in said.items()}),
    )


def _before(case: Case, worker: User) -> None:
    for row in content("sayings")["before"]:
        happened_on = date(case.referral.received_on.year - row["years_before"], 1, 1)
        details = EntryDetails(
            happened_on=happened_on,
            precision="year",
            event=row["event"],
            source=row["source"],
            significance=row["significance"],
            is_key=row["is_key"],
        )
        add_entry(case_id=case.pk, actor=worker, details=details)


def _for(case: Case, words: str) -> str:
    return words.format(child=case.child.given_names)
