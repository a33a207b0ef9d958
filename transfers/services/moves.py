"""Recording a move between authorities: what it means, what was done about it, how it ended."""

from dataclasses import asdict, dataclass, field
from datetime import date, timedelta

from django.db import transaction

from cases.models import Case, Change
from cases.services.changes import ChangeDetails, note_change
from cases.services.locking import lock_case
from cases.services.notes import NewFile
from cases.services.telling import mind_limits
from cases.services.withdrawing import mark_withdrawn, refuse_closed
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record, take_step
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed
from cin.core.services import revise
from cin.core.templatetags.cin import plain_day
from transfers.models import (
    Direction,
    Move,
    MoveConcern,
    MoveEntry,
    MoveEntryKind,
    MoveRisk,
)
from transfers.selectors.moves import (
    DECIDED,
    FACTS,
    entry_refusal,
    find_entry,
    find_move,
    obstacle_to_moving,
)
from transfers.selectors.writing_moves import obstacle_to_entry, obstacle_to_writing
from transfers.services.hub import attach_assessment, refuse_unassessed

_NEAR = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class MoveText:
    """What is known of a move, and what it means for the child; all but where may wait."""

    authority_name: str
    area: str
    planned_on: date | None = None
    counterpart: str = ""
    why: str = ""
    several_moves: bool | None = None
    concerns: list[str] = field(default_factory=list)
    circumstances: str = ""
    protective_factors: str = ""
    perpetrators: str = ""
    exploitation: str = ""
    risk: str = ""
    risk_action: str = ""
    risk_act_by: date | None = None
    parents_responsibilities: str = ""
    gaps: str = ""
    unfinished_work: str = ""


@transaction.atomic
def begin_move(*, case_id: int, actor: User, direction: str, text: MoveText) -> Move:
    """Begin the record of a move out of or into the authority (BIR-72, HIL-121, ROC-160).

    Refuses (NotPermitted) somebody who does no casework here, (StepNotAllowed) a closed case and a
    second move the same way, (BadInput) no authority or area, and answers that do not go together.
    """
    case = _locked(case_id, actor)
    if direction not in Direction.values:
        raise BadInput("direction", "Select which way the family moves")
    if obstacle := obstacle_to_moving(case, direction):
        raise StepNotAllowed(obstacle)
    refuse_incomplete(text)
    move = Move.objects.create(case=case, direction=direction, written_by=actor, **asdict(text))
    record(action="transfers.begin_move", subject=move, actor=actor)
    return move


@transaction.atomic
def write_move(*, move_id: int, actor: User, seen_version: int, text: MoveText) -> Move:
    """Write what is known of a move and what it means for the child (BIR-73, BIR-76, BIR-77).

    Refuses as `begin_move` does, (StepNotAllowed) a move that was called off or accepted: what was
    true then stays (0075), and (ChangedMeanwhile) an edit that did not see the latest text.
    """
    move = locked_move(move_id, actor)
    if obstacle := obstacle_to_writing(move):
        raise StepNotAllowed(obstacle)
    refuse_incomplete(text)
    revise(move, seen_version=seen_version, changes=asdict(text))
    move.save()
    record(action="transfers.write_move", subject=move, actor=actor)
    return move


def refuse_incomplete(text: MoveText) -> None:
    """Refuse (BadInput) a text that says not where, and answers that do not go together."""
    if not text.authority_name.strip():
        raise BadInput("authority_name", "Enter the other authority")
    if not text.area.strip():
        raise BadInput("area", "Enter the address or the area")
    if text.risk not in {"", *MoveRisk.values}:
        raise BadInput("risk", "Select how great the risk is")
    if text.risk in {MoveRisk.SOME, MoveRisk.HIGH} and not text.risk_action.strip():
        raise BadInput("risk_action", "Say what the risk is, and what is done about it")
    if text.risk in {MoveRisk.SOME, MoveRisk.HIGH} and text.risk_act_by is None:
        raise BadInput("risk_act_by", "Say by when")
    _refuse_unexplained(text)


def _refuse_unexplained(text: MoveText) -> None:
    if text.several_moves and not text.concerns:
        raise BadInput("concerns", "Select what may lie behind the moves")
    if set(text.concerns) - set(MoveConcern.values):
        raise BadInput("concerns", "Select from the list")
    if MoveConcern.NONE in text.concerns and len(text.concerns) > 1:
        raise BadInput("concerns", "Select what was found, or that nothing was found, not both")
    if text.several_moves and not text.circumstances.strip():
        raise BadInput("circumstances", "Say what is known of the moves")


@dataclass(frozen=True, kw_only=True)
class EntryDetails:
    """What was done about a move, on which day and with whom; for a decision, the reason too."""

    kind: str
    happened_on: date
    what: str
    with_whom: str = ""
    reason: str = ""
    finding: str = ""


# In these somebody was told something; in the others somebody was there, which is a fact.
_TELLS = frozenset(
    {
        MoveEntryKind.NOTIFIED,
        MoveEntryKind.INFORMATION,
        MoveEntryKind.AGENCIES,
        MoveEntryKind.FAMILY,
        MoveEntryKind.RISKS,
        MoveEntryKind.CONCERN,
        MoveEntryKind.HUB_ASKED,
    }
)


@transaction.atomic
def add_entry(
    *,
    move_id: int,
    actor: User,
    details: EntryDetails,
    despite: str = "",
    file: NewFile | None = None,
) -> MoveEntry:
    """Record one thing done about a move; what moves dates becomes a fact of the case as well.
    `file` is an assessment that came back.

    Refuses (NotPermitted) a manager's decision by anybody else; (BadInput) a kind that is none, a
    day ahead or long before the referral, no text, a decision without its reason (BIR-95, HIL-139),
    and telling somebody who is not to be told without a manager's reason (`despite`);
    (StepNotAllowed) a closed case, a move that was called off, and an addition to one that can
    still be written; and as `refuse_unassessed`.
    """
    move = locked_move(move_id, actor)
    refuse_closed(move.case)
    _refuse_bad_entry(move, actor, details)
    refuse_unassessed(move, kind=details.kind, finding=details.finding, reason=details.reason)
    if details.kind in _TELLS:
        mind_limits(move.case, actor, names=details.with_whom, despite=despite, field="with_whom")
    entry = MoveEntry.objects.create(
        move=move,
        change=_fact(move, actor, details),
        recorded_by=actor,
        **asdict(details),
    )
    attach_assessment(entry, actor=actor, file=file)
    record(
        action="transfers.add_move_entry",
        subject=entry,
        actor=actor,
        details={"kind": details.kind},
    )
    return entry


def _refuse_bad_entry(move: Move, actor: User, details: EntryDetails) -> None:
    if details.kind not in MoveEntryKind.values:
        raise BadInput("kind", "Select what was done")
    if obstacle := obstacle_to_entry(move, details.kind):
        raise StepNotAllowed(obstacle)
    if refusal := entry_refusal(move, actor, details.kind):
        raise NotPermitted(refusal)
    if not details.what.strip():
        raise BadInput("what", "Say what was done")
    if details.happened_on > clock.today():
        raise BadInput("happened_on", "The date cannot be in the future")
    if details.kind == MoveEntryKind.DECISION and not details.reason.strip():
        raise BadInput("reason", "Give the reason for the decision")


def _fact(move: Move, actor: User, details: EntryDetails) -> Change | None:
    kind = FACTS.get((move.direction, details.kind))
    if kind is None:
        return None
    what = ChangeDetails(happened_on=details.happened_on, note=details.what)
    return note_change(move.case, actor=actor, kind=kind, details=what)


@transaction.atomic
def withdraw_entry(*, entry_id: int, actor: User, reason: str) -> MoveEntry:
    """Take back an entry made in error, and the fact that it stood for, so that dates are as if it
    had never been recorded; refuses as `mark_withdrawn` does, and as `add_entry` whose it is not.
    """
    found = find_entry(actor, entry_id)
    move = locked_move(found.move_id, actor)
    entry = MoveEntry.objects.locked().get(pk=entry_id)
    entry.move = move
    if refusal := entry_refusal(move, actor, entry.kind):
        raise NotPermitted(refusal)
    mark_withdrawn(entry, actor=actor, reason=reason)
    if entry.change is not None and not entry.change.is_withdrawn:
        mark_withdrawn(entry.change, actor=actor, reason=reason)
    record(action="transfers.withdraw_move_entry", subject=entry, actor=actor, reason=reason)
    return entry


@dataclass(frozen=True, kw_only=True)
class MoveAnswer:
    """What the receiving authority decided, when, by whom and why; from when it is responsible."""

    is_accepted: bool
    decided_on: date
    decided_by: str
    reason: str
    responsible_from: date | None = None


@transaction.atomic
def answer_move(*, move_id: int, actor: User, answer: MoveAnswer) -> Move:
    """Write down whether the receiving authority took the child on, with the reason (BIR-91,
    HIL-137, HIL-139); of a family that moves in that is this authority's manager.

    Refuses (NotPermitted) somebody whose part it is not, (StepNotAllowed) a move that is over,
    (BadInput) a day ahead or before they were notified of the family, no name, no reason, no day
    from which it is responsible.
    """
    move = locked_move(move_id, actor)
    _refuse_answer(answer)
    _refuse_early(move, answer.decided_on)
    move.decided_on, move.decided_by = answer.decided_on, answer.decided_by
    move.decision_reason = answer.reason
    move.responsible_from = answer.responsible_from if answer.is_accepted else None
    step = "accept_move" if answer.is_accepted else "decline_move"
    what = ChangeDetails(happened_on=answer.decided_on, note=answer.reason)
    kind = DECIDED[move.direction]
    move.decision = note_change(move.case, actor=actor, kind=kind, details=what)
    # Who has the text open from before saves nothing over what stands from now on.
    move.version += 1
    take_step(move, step, actor=actor, reason=answer.reason)
    return move


def _refuse_early(move: Move, decided_on: date) -> None:
    """Refuse a day before they knew: nobody decides on a family of whom they were not told."""
    notified = FACTS[move.direction, MoveEntryKind.NOTIFIED]
    rows = Change.objects.standing().filter(case=move.case, kind=notified)
    first = rows.order_by("happened_on").first()
    if first is not None and decided_on < first.happened_on:
        day = plain_day(first.happened_on)
        raise BadInput("decided_on", f"They were notified on {day}: not before that")


def _refuse_answer(answer: MoveAnswer) -> None:
    if answer.decided_on > clock.today():
        raise BadInput("decided_on", "The date cannot be in the future")
    if not answer.decided_by.strip():
        raise BadInput("decided_by", "Enter who decided")
    if not answer.reason.strip():
        raise BadInput("reason", "Give the reason")
    if not answer.is_accepted:
        return
    if answer.responsible_from is None:
        raise BadInput("responsible_from", "Enter the day from which they are responsible")
    if abs(answer.responsible_from - answer.decided_on) > _NEAR:
        raise BadInput("responsible_from", "The day must be within a year of the decision")


@transaction.atomic
def call_off_move(*, move_id: int, actor: User, reason: str) -> Move:
    """Write down that the family stayed or came back, and take back the facts that the move stood
    for, so that no date counts from a move that was none.

    Refuses (BadInput) no reason, (StepNotAllowed) a move that is over, and a closed case.
    """
    move = locked_move(move_id, actor)
    refuse_closed(move.case)
    if not reason.strip():
        raise BadInput("reason", "Say what happened")
    move.decision_reason = reason
    take_step(move, "call_off_move", actor=actor, reason=reason)
    facts = Change.objects.standing().filter(pk__in=move.entries.values("change"))
    for change in facts.locked():
        mark_withdrawn(change, actor=actor, reason=reason)
    return move


def _locked(case_id: int, actor: User) -> Case:
    case = lock_case(case_id, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    return case


def locked_move(move_id: int, actor: User) -> Move:
    """Lock the case, then the move; refuses (NotPermitted) somebody who does no casework here."""
    case = _locked(find_move(actor, move_id).case_id, actor)
    move = Move.objects.locked().get(pk=move_id)
    move.case = case
    return move
