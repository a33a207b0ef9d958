"""Recording that a family, or a professional, asked its social worker after the case was closed."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cases.models import CaseNote, NoteKind
from cases.selectors.after_closing import obstacle_to_contact
from cases.services.locking import lock_case
from cases.services.notes import NoteDetails, file_note, refuse_bad_moment, refuse_worker
from cin.accounts.models import User
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, StepNotAllowed

# Who asked, or where: each is a kind of note.
KINDS = frozenset({NoteKind.FAMILY, NoteKind.CHILD, NoteKind.PROFESSIONAL, NoteKind.MEETING})
TITLE = "Contact after the case was closed"


@dataclass(frozen=True, kw_only=True)
class ContactDetails:
    """Who asked, when, and what was said."""

    kind: str
    happened_at: datetime
    who: str
    text: str


@transaction.atomic
def record_contact(*, case_id: int, actor: User, details: ContactDetails) -> CaseNote:
    """File a contact after the closure as a finished case note, while the procedure's time for it
    lasts (ROC-185); the case stays closed.

    Refuses (NotPermitted) another team, (StepNotAllowed) an open case and one whose time is over or
    that had none, (BadInput) a moment before the closing or in the future, and no words.
    """
    case = lock_case(case_id, actor)
    refuse_worker([case], actor)
    if obstacle := obstacle_to_contact(case):
        raise StepNotAllowed(obstacle)
    if details.kind not in KINDS:
        raise BadInput("kind", "Select who asked")
    refuse_bad_moment(details.happened_at, [case], "happened_at")
    if case.closed_on and clock.day_of(details.happened_at) < case.closed_on:
        raise BadInput("happened_at", "The case was still open then: a case note tells of it")
    if not details.text.strip():
        raise BadInput("text", "Write what was asked and what was said")
    note = file_note(
        cases=[case],
        actor=actor,
        details=NoteDetails(
            kind=details.kind,
            title=TITLE,
            happened_at=details.happened_at,
            people_present=details.who,
            text=details.text,
        ),
    )
    record(action="cases.record_contact", subject=note, case=case, actor=actor)
    return note
