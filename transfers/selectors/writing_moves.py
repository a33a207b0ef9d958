"""What of a move can be written: all of it until the child is accepted, then what is missing."""

from transfers.models import Move, MoveEntryKind, MoveState

# What was asked in one breath is answered in one: the first says whether it was.
_TOGETHER = (
    ("several_moves", "concerns", "circumstances"),
    ("risk", "risk_action", "risk_act_by"),
)
_ALONE = (
    "planned_on",
    "counterpart",
    "why",
    "protective_factors",
    "perpetrators",
    "exploitation",
    "parents_responsibilities",
    "gaps",
    "unfinished_work",
)


def missing_texts(move: Move) -> list[str]:
    """Name what of a move nobody has written."""
    together = [name for names in _TOGETHER if _is_empty(move, names[0]) for name in names]
    return [*together, *(name for name in _ALONE if _is_empty(move, name))]


def _is_empty(move: Move, name: str) -> bool:
    return getattr(move, name) in (None, "")


def obstacle_to_writing(move: Move) -> str:
    """Say why the text of a move can no longer be changed, or nothing."""
    if move.state == MoveState.ACCEPTED:
        return (
            "The child is accepted, so what was written until then stays. Record what is new, or "
            "was wrong, as an addition."
        )
    return _over(move)


def obstacle_to_completing(move: Move) -> str:
    """Say why nothing missing can be written in an accepted move, or nothing."""
    if over := _over(move):
        return over
    if move.state != MoveState.ACCEPTED:
        return "The child is not accepted yet. Write in the text of the move itself."
    if not missing_texts(move):
        return "Nothing is missing. Record what is new, or was wrong, as an addition."
    return ""


def obstacle_to_entry(move: Move, kind: str) -> str:
    """Say why this kind of entry cannot be added, or nothing."""
    if move.state == MoveState.CALLED_OFF:
        return "This move was called off. Begin a new one if the family moves."
    if kind == MoveEntryKind.ADDED and move.state != MoveState.ACCEPTED:
        return "Write it in the text of the move: nobody has accepted the child yet."
    return ""


def _over(move: Move) -> str:
    if not move.case.is_open:
        return f"Case {move.case.reference} is closed, so nothing can be added to it."
    if move.state == MoveState.CALLED_OFF:
        return "This move was called off. Begin a new one if the family moves."
    return ""
