"""What is recorded of the assessment of a move, and what waits for it."""

from cases.services.notes import NewFile
from cin.accounts.models import User
from cin.core.errors import BadInput, NotReady, StepNotAllowed
from cin.documents.services import Belonging, attach_file
from cin.policy.selectors import procedure_in_force
from cin.procedures.readiness import Blocker
from transfers.models import Move, MoveEntry, MoveEntryKind, MoveFinding
from transfers.selectors.hub import ENTRY, HUB_KINDS, NO_ASSESSMENT, locality_of


def refuse_unassessed(move: Move, *, kind: str, finding: str, reason: str) -> None:
    """Refuse what is recorded of a locked move before its assessment (BIR-78), or of an assessment
    that nobody wants.

    Refuses (StepNotAllowed) an assessment where none is wanted; (BadInput) one that does not say
    what the move does to the risk, and sharing information before it came without saying why;
    (NotReady) sharing before it was asked for.
    """
    if kind in HUB_KINDS:
        _refuse_assessment(move, kind, finding)
        return
    if kind != MoveEntryKind.INFORMATION:
        return
    locality = locality_of(move)
    if not locality.is_awaited:
        return
    if locality.asked is None:
        cites = procedure_in_force(move.case.authority_id).cites_for("locality_hub")
        message = f"Ask the {locality.hub} to assess the move, and record that it was asked"
        raise NotReady([Blocker(code="hub_asked", message=message, cites=cites)])
    if not reason.strip():
        told = f"Say why it is shared before the assessment by the {locality.hub} has come"
        raise BadInput("reason", told)


def _refuse_assessment(move: Move, kind: str, finding: str) -> None:
    if not locality_of(move).hub:
        raise StepNotAllowed(NO_ASSESSMENT)
    if kind == MoveEntryKind.HUB_ASSESSED and finding not in MoveFinding.values:
        raise BadInput("finding", "Select what the move does to the risk")


def attach_assessment(entry: MoveEntry, *, actor: User, file: NewFile | None) -> None:
    """Attach the assessment itself to what is recorded of it; the case is locked."""
    if file is None:
        return
    title = file.title or "Locality-based assessment"
    to = Belonging(kind=ENTRY, of_id=entry.pk, title=title)
    attach_file(cases=[entry.case], actor=actor, file=file.file, to=to)
