"""Taking back what a move has standing on a dated fact of its case, when the fact is withdrawn."""

from django.db.models import Q, QuerySet

from cases.models import Change
from cases.services.standing_on import Follower
from cases.services.withdrawing import mark_withdrawn
from cin.accounts.models import User
from cin.audit.services import record, take_step
from cin.core.errors import StepNotAllowed
from transfers.models import Move, MoveEntry, MoveState
from transfers.selectors.moves import ANSWERED, DECIDED


def effects_of_withdrawal(change: Change) -> list[str]:
    """Say what is taken back of a move with a fact."""
    entries = [
        f"The entry “{entry}” about the move is withdrawn too." for entry in _entries(change)
    ]
    answers = [
        f"{move}: the answer is taken back too. It is under way again, and waits for an answer."
        for move in _decided(change)
    ]
    return [*entries, *answers]


def take_back(change: Change, actor: User, reason: str) -> None:
    """Take back the entries that a fact stands for, and the answer that it was (0075).

    Refuses (NotPermitted) somebody who could not give that answer; (StepNotAllowed) an answer on a
    closed case, whose ending may stand on it, and one to a move after which another was begun.
    """
    for entry in MoveEntry.objects.locked().filter(pk__in=_entries(change)):
        mark_withdrawn(entry, actor=actor, reason=reason)
        action = "transfers.withdraw_move_entry"
        record(action=action, subject=entry, case=change.case, actor=actor, reason=reason)
    for move in Move.objects.locked().filter(pk__in=_decided(change)):
        move.case = change.case
        _take_back_answer(move, actor, reason)


def _take_back_answer(move: Move, actor: User, reason: str) -> None:
    if not move.case.is_open:
        raise StepNotAllowed(
            f"Case {move.case.reference} is closed, and the answer stands with it."
        )
    if move.case.moves.filter(direction=move.direction, state=MoveState.OPEN).exists():
        raise StepNotAllowed("Another move that way is under way by now: call that one off first.")
    move.decided_on = move.responsible_from = move.decision = None
    move.decided_by = move.decision_reason = ""
    move.version += 1
    take_step(move, "take_back_answer", actor=actor, reason=reason)


def _entries(change: Change) -> QuerySet[MoveEntry]:
    return MoveEntry.objects.standing().filter(change=change).select_related("move__case")


def _decided(change: Change) -> QuerySet[Move]:
    """Find the move that a fact decided; of one that was recorded before the two were tied
    together, by its day and words.
    """
    way = next((way for way, kind in DECIDED.items() if kind == change.kind), None)
    alike = Q(decision=None, decided_on=change.happened_on, decision_reason=change.note)
    rows = Move.objects.filter(case_id=change.case_id, direction=way, state__in=ANSWERED)
    return rows.filter(Q(decision=change) | alike)


MOVES = Follower(effects=effects_of_withdrawal, follow=take_back)
