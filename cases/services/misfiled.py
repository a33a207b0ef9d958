"""Taking back a note that was entered in error, such as one written in the wrong child's file."""

from django.db import transaction

from cases.models import Case, CaseNote
from cases.permissions import may_withdraw_note
from cases.selectors.notes import case_read_in, find_note, obstacle_to_withdrawing_note
from cases.services.withdrawing import mark_withdrawn
from cin.accounts.models import User
from cin.audit.services import record
from cin.core.errors import NotPermitted, StepNotAllowed


@transaction.atomic
def withdraw_note(*, note_id: int, actor: User, reason: str) -> CaseNote:
    """Mark a note, finished or not, as entered in error in every file in which it stands, those of
    other teams and of closed cases too; what it did to the dates is undone.

    Refuses (NotPermitted) anybody but its author and a manager; (StepNotAllowed) one withdrawn
    already and one that a consent rests on; (BadInput) no reason.
    """
    found = find_note(actor, note_id)
    cases = list(Case.objects.locked().filter(notes__note=found).order_by("pk"))
    note = CaseNote.objects.locked().get(pk=found.pk)
    note.case = case_read_in(actor, note)
    if refusal := may_withdraw_note.reason(note, actor):
        raise NotPermitted(refusal)
    if obstacle := obstacle_to_withdrawing_note(note):
        raise StepNotAllowed(obstacle)
    begun_in = found.case
    note.case = begun_in
    mark_withdrawn(note, actor=actor, reason=reason)
    for case in cases:
        record(
            action="cases.withdraw_note",
            subject=note,
            case=case,
            actor=actor,
            reason=reason,
            details={"kind": note.kind},
        )
    return note
