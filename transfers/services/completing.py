"""Writing what was missing of a move after the child was accepted."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from cin.accounts.models import User
from cin.audit.services import record
from cin.core.errors import BadInput, StepNotAllowed
from cin.core.services import revise
from transfers.models import Move
from transfers.selectors.writing_moves import missing_texts, obstacle_to_completing
from transfers.services.moves import MoveText, locked_move, refuse_incomplete


@transaction.atomic
def complete_move(
    *, move_id: int, actor: User, seen_version: int, texts: Mapping[str, Any]
) -> Move:
    """Write what nobody had written of a move when the child was accepted, by name; what was
    written then stays (0075).

    Refuses (StepNotAllowed) a move that is not accepted or lacks nothing, (BadInput) what was
    written already, and answers that do not go together, (ChangedMeanwhile) an edit that did not
    see the latest text.
    """
    move = locked_move(move_id, actor)
    if obstacle := obstacle_to_completing(move):
        raise StepNotAllowed(obstacle)
    missing = missing_texts(move)
    revise(move, seen_version=seen_version, changes=texts)
    for name in texts:
        if name not in missing:
            raise BadInput(name, "This was written already, so it stays. Put yours in an addition")
    written = {name: getattr(move, name) for name in MoveText.__dataclass_fields__}
    refuse_incomplete(MoveText(**written))
    move.save()
    record(
        action="transfers.complete_move",
        subject=move,
        actor=actor,
        details={"texts": sorted(name for name, text in texts.items() if text)},
    )
    return move
