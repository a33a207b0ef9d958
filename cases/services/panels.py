"""Putting a panel's decisions on the child's record."""

from django.db import transaction

from cases.models import Milestone, MilestoneKind, NoteKind
from cases.selectors.panels import obstacle_to_uploading, upload_refusal
from cases.services.locking import lock_case
from cases.services.notes import NOTE, NewFile, NoteDetails, file_note
from cin.accounts.models import User
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed
from cin.documents.services import Belonging, attach_file

TITLE = "Decisions of the panel"


@transaction.atomic
def upload_panel_decisions(
    *, case_id: int, actor: User, decisions: str, file: NewFile | None = None
) -> Milestone:
    """File what a panel decided as a case note, with its paper if there is one; the time to do so
    is then met, today (HIL-119).

    Refuses (NotPermitted) anybody but the child's worker where the procedure names the worker,
    (StepNotAllowed) a closed case and one that no panel has heard, (BadInput) no words.
    """
    case = lock_case(case_id, actor)
    if refusal := upload_refusal(case, actor):
        raise NotPermitted(refusal)
    if obstacle := obstacle_to_uploading(case):
        raise StepNotAllowed(obstacle)
    if not decisions.strip():
        raise BadInput("decisions", "Enter what the panel decided")
    now = clock.now()
    details = NoteDetails(kind=NoteKind.DOCUMENT, title=TITLE, happened_at=now, text=decisions)
    note = file_note(cases=[case], actor=actor, details=details)
    if file is not None:
        to = Belonging(kind=NOTE, of_id=note.pk, title=file.title or TITLE)
        attach_file(cases=[case], actor=actor, file=file.file, to=to)
    milestone = Milestone.objects.create(
        case=case,
        kind=MilestoneKind.PANEL_UPLOAD,
        happened_on=clock.day_of(now),
        note=decisions,
        recorded_by=actor,
    )
    record(
        action="cases.upload_panel_decisions",
        subject=milestone,
        actor=actor,
        details={"note": note.pk},
    )
    return milestone
