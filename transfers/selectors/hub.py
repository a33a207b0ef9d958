"""The assessment of what a move does to a child who is at risk of harm outside the family."""

from dataclasses import dataclass

from cases.models import Case
from cases.selectors.circumstances import locality_hub_of
from cin.documents.models import Attachment
from cin.documents.selectors import attached_to
from cin.policy.selectors import procedure_in_force
from transfers.models import Direction, Move, MoveEntry, MoveEntryKind, MoveState

ENTRY = "move_entry"
NO_ASSESSMENT = "No assessment of this move is asked for."
HUB_KINDS = frozenset({MoveEntryKind.HUB_ASKED, MoveEntryKind.HUB_ASSESSED})


@dataclass(frozen=True, kw_only=True)
class Locality:
    """How far the assessment of a move has come: `hub` makes it, and is empty where none is
    wanted now.
    """

    hub: str
    asked: MoveEntry | None = None
    assessed: MoveEntry | None = None

    @property
    def is_awaited(self) -> bool:
        """Whether it is wanted and has not come."""
        return bool(self.hub) and self.assessed is None

    @property
    def warning(self) -> str:
        """Say that it is to be asked for."""
        risk = "The child is harmed, or at risk of harm, outside the family."
        return f"{risk} Ask the {self.hub} what the move does to that risk."


def locality_of(move: Move) -> Locality:
    """Say how far the assessment has come that a move out of the authority asks for (BIR-78)."""
    hub = "" if move.is_in else locality_hub_of(move.case)
    rows = move.entries.filter(kind__in=HUB_KINDS, withdrawn_at=None).select_related("recorded_by")
    latest = {row.kind: row for row in rows.order_by("happened_on", "pk")}
    return Locality(
        hub=hub,
        asked=latest.get(MoveEntryKind.HUB_ASKED),
        assessed=latest.get(MoveEntryKind.HUB_ASSESSED),
    )


def locality_for_pack(case: Case) -> Locality:
    """Say the same of the move for which papers about a child are put together: the last one out
    that was not called off.
    """
    moves = case.moves.filter(direction=Direction.OUT).exclude(state=MoveState.CALLED_OFF)
    move = moves.order_by("-created_at", "-pk").first()
    if move is None:
        return Locality(hub="")
    move.case = case
    return locality_of(move)


def may_be_marked(move: Move) -> bool:
    """Say whether an assessment would be asked for if the child was marked as at risk of harm
    outside the family, and is not.
    """
    if move.is_in or not move.is_under_way:
        return False
    procedure = procedure_in_force(move.case.authority_id)
    return bool(procedure.get("locality_hub")) and not locality_hub_of(move.case)


def files_of_entries(move: Move) -> dict[int, list[Attachment]]:
    """Give the files attached to each entry about a move that stand, with one query."""
    found: dict[int, list[Attachment]] = {}
    ids = move.entries.values_list("pk", flat=True)
    for row in attached_to(move.case_id, ENTRY, ids).filter(withdrawn_at=None):
        found.setdefault(row.of_id, []).append(row)
    return found
