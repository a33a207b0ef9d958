"""Moves between authorities: what is recorded of them, and what the procedure still asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from assessments.models import AssessmentState
from cases.models import Address, Case, Change, ChangeKind
from cases.selectors.access import visible_cases
from cases.selectors.oversight import open_next_steps
from cin.accounts.models import User
from cin.accounts.permissions import may_manage, may_work
from cin.core import clock
from cin.core.errors import NotFound
from cin.documents.models import Attachment
from cin.policy.selectors import procedure_in_force
from cin.procedures.book import Procedure
from cin.procedures.readiness import Blocker
from cin.procedures.settings import setting
from meetings.selectors import unfinished_meetings
from transfers.models import (
    Direction,
    Disagreement,
    Move,
    MoveEntry,
    MoveEntryKind,
    MoveState,
)
from transfers.selectors.hub import Locality, files_of_entries, locality_of
from visits.selectors import unfinished_visits

# The texts of a move that answer what a procedure can ask; the other questions are entries.
TEXTS: Mapping[str, tuple[str, ...]] = {
    "why": ("why",),
    "impact": ("protective_factors", "perpetrators", "exploitation"),
    "parents_responsibilities": ("parents_responsibilities",),
    "gaps": ("gaps",),
    "unfinished_work": ("unfinished_work",),
}
# The dated facts of a case that an entry stands for, by which way the family moves.
FACTS: Mapping[tuple[str, str], ChangeKind] = {
    (Direction.OUT, MoveEntryKind.MOVED): ChangeKind.MOVED_OUT,
    (Direction.OUT, MoveEntryKind.NOTIFIED): ChangeKind.OUT_NOTIFIED,
    (Direction.OUT, MoveEntryKind.INFORMATION): ChangeKind.OUT_INFORMATION,
    (Direction.IN, MoveEntryKind.MOVED): ChangeKind.BECAME_RESIDENT,
    (Direction.IN, MoveEntryKind.NOTIFIED): ChangeKind.IN_NOTIFIED,
}
DECIDED: Mapping[str, ChangeKind] = {
    Direction.OUT: ChangeKind.OUT_DECIDED,
    Direction.IN: ChangeKind.IN_DECIDED,
}
ANSWERED = frozenset({MoveState.ACCEPTED, MoveState.DECLINED})
MOVES_WITHIN = 12


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One thing that the procedure asks about a move, and whether it is recorded."""

    code: str
    label: str
    is_recorded: bool
    is_asked_for: bool = False


@dataclass(frozen=True, kw_only=True)
class MoveRecord:
    """All that is recorded of one move: `entries` with those withdrawn, the latest first, and
    `facts` the dated facts of the case that concern moves; `locality` how far the assessment has
    come of a child at risk outside the family, and `files` those attached to each entry.
    """

    move: Move
    entries: list[MoveEntry]
    facts: list[Change]
    asked: list[Asked]
    disagreements: list[Disagreement]
    locality: Locality
    files: Mapping[int, list[Attachment]]

    @property
    def missing(self) -> list[Asked]:
        """What the procedure asks and nobody has recorded."""
        return [each for each in self.asked if not each.is_recorded]

    @property
    def done(self) -> set[str]:
        """The kinds of entry that stand."""
        return {row.kind for row in self.entries if not row.is_withdrawn}


def moves_of(case: Case) -> list[Move]:
    """List the moves of a case, the latest first."""
    return list(case.moves.select_related("written_by"))


def find_move(user: User, move_id: int) -> Move:
    """Give one move of a case this person may open; refuses (NotFound) any other."""
    rows = Move.objects.filter(pk=move_id, case__in=visible_cases(user))
    found = rows.select_related("case__child", "case__authority", "case__referral").first()
    if found is None:
        raise NotFound("There is no such move, or it belongs to another team.")
    return found


def find_entry(user: User, entry_id: int) -> MoveEntry:
    """Give one entry about a move of a case this person may open; refuses (NotFound) any other."""
    rows = MoveEntry.objects.filter(pk=entry_id, move__case__in=visible_cases(user))
    found = rows.select_related("move__case__child", "move__case__authority").first()
    if found is None:
        raise NotFound("There is no such entry, or it belongs to another team.")
    return found


def record_of(move: Move) -> MoveRecord:
    """Gather one move with its entries, facts, disagreements and what is asked about it."""
    entries = list(move.entries.select_related("recorded_by", "withdrawn_by"))
    facts = _facts_of(move)
    rows = move.disagreements.select_related("raised_by", "settled_by")
    procedure = procedure_in_force(move.case.authority_id)
    locality = locality_of(move)
    asked = asked_about(move, entries, facts, procedure)
    return MoveRecord(
        move=move,
        entries=entries,
        facts=facts,
        asked=[each for each in map(partial(_of_hub, locality), asked) if each is not None],
        disagreements=list(rows),
        locality=locality,
        files=files_of_entries(move),
    )


def _of_hub(locality: Locality, asked: Asked) -> Asked | None:
    """Name the hub in what is asked of it, and leave that out where nothing is."""
    if asked.code != MoveEntryKind.HUB_ASSESSED:
        return asked
    if not locality.hub:
        return None
    label = f"{asked.label} ({locality.hub})"
    return replace(asked, label=label, is_asked_for=locality.asked is not None)


def _facts_of(move: Move) -> list[Change]:
    kinds = [kind for (way, _), kind in FACTS.items() if way == move.direction]
    rows = Change.objects.standing().filter(case_id=move.case_id)
    return list(rows.filter(kind__in=[*kinds, DECIDED[move.direction]]))


def asked_about(
    move: Move, entries: Iterable[MoveEntry], facts: Iterable[Change], procedure: Procedure
) -> list[Asked]:
    """List what the procedure asks about a move, each with whether it is recorded: in its texts, as
    an entry, or as a dated fact of the case.
    """
    done = {row.kind for row in entries if not row.is_withdrawn}
    known = {row.kind for row in facts}
    done |= {kind for (_, kind), fact in FACTS.items() if fact in known}
    labels = setting("move_asks").choices
    return [
        Asked(code=code, label=labels[code], is_recorded=_is_recorded(move, code, done))
        for code in procedure.get("move_asks")
    ]


def _is_recorded(move: Move, code: str, done: set[str]) -> bool:
    if code in TEXTS:
        return all(getattr(move, name).strip() for name in TEXTS[code])
    if code == "several_moves":
        return move.several_moves is not None
    if code == "risk":
        return bool(move.risk)
    return code in done


def closing_blockers(case: Case, procedure: Procedure) -> list[Blocker]:
    """List what stands in the way of closing a case because the family moved: the other authority
    has accepted the child, where the first stays responsible until then (BIR-91, ROC-170), and what
    is asked about every move is recorded.
    """
    move = case.moves.filter(direction=Direction.OUT).exclude(state=MoveState.CALLED_OFF).first()
    blockers = []
    is_accepted = move is not None and move.state == MoveState.ACCEPTED
    if procedure.flag("origin_responsible_until_decision") and not is_accepted:
        message = (
            "Record that the other authority has accepted the child: until then you are responsible"
        )
        cites = procedure.cites_for("origin_responsible_until_decision")
        blockers.append(Blocker(code="move-accepted", message=message, cites=cites))
    cites = procedure.cites_for("move_asks")
    if move is None:
        if procedure.get("move_asks") and not blockers:
            message = "Record the move to the other authority"
            blockers.append(Blocker(code="move", message=message, cites=cites))
        return blockers
    move.case = case
    missing = [each.label for each in record_of(move).missing]
    if missing:
        message = f"Record about the move: {'; '.join(missing)}"
        blockers.append(Blocker(code="move-asks", message=message, cites=cites))
    return blockers


def entry_refusal(move: Move, user: User, kind: str) -> str:
    """Say why this person may not record or withdraw this kind of entry, or nothing."""
    rule = may_manage if kind == MoveEntryKind.DECISION else may_work
    return str(rule.reason(move, user))


def obstacle_to_moving(case: Case, direction: str) -> str:
    """Say why no move of this direction can be begun on a case, or nothing."""
    if not case.is_open:
        return "This case is closed."
    if case.moves.filter(direction=direction, state=MoveState.OPEN).exists():
        return "A move that way is under way already."
    return ""


def obstacle_to_letter(move: Move) -> str:
    """Say why no letter can confirm the risks of a move now, or nothing (BIR-87)."""
    if move.state == MoveState.CALLED_OFF:
        return "This move was called off, so there is nothing to confirm."
    return "" if move.risk else "Write how great the risk is first."


def responsible_now(move: Move, procedure: Procedure) -> str:
    """Say in a sentence which authority is responsible, and from when (BIR-74, HIL-123,
    ROC-160).
    """
    ours, theirs = procedure.authority_name, move.authority_name
    first, other = (theirs, ours) if move.is_in else (ours, theirs)
    law = "The law makes the authority responsible in whose area the child is found."
    if move.state == MoveState.CALLED_OFF:
        return f"The move did not happen: {first} is responsible."
    if move.state == MoveState.ACCEPTED and move.responsible_from is not None:
        day = f"{move.responsible_from:%-d %B %Y}"
        if move.responsible_from > clock.today():
            return f"{other} coordinates the support from {day}. Until then it is {first}."
        return f"{other} is responsible, and coordinates the support from {day}."
    if procedure.flag("origin_responsible_until_decision"):
        return f"{law} Until {other} has decided, {first} goes on supporting the family."
    return f"{law} Until {other} takes it on, agree with them who coordinates the support."


def unfinished_work(case: Case) -> list[str]:
    """List what is best finished before responsibility passes (BIR-88): the assessments, visits,
    meetings and next steps that are not.
    """
    assessments = case.assessments.exclude(state=AssessmentState.APPROVED)
    found = [f"Assessment: {row.get_state_display().lower()}" for row in assessments]
    found += [
        f"Record of the visit on {row.visit.visited_at:%-d %B %Y}"
        for row in unfinished_visits([case.pk])
    ]
    found += [
        f"Record of the meeting on {row.meeting.held_on:%-d %B %Y}"
        for row in unfinished_meetings([case.pk])
    ]
    return found + [f"Next step: {step}" for step in open_next_steps(case)]


def recent_homes(case: Case, procedure: Procedure) -> list[Address]:
    """List the homes at which the child began to live lately: within the months that the procedure
    looks at moves together, or a year.
    """
    months = procedure.get("repeat_move_months") or MOVES_WITHIN
    since = clock.today() - timedelta(days=round(int(str(months)) * 30.44))
    rows = Address.objects.filter(person_id=case.child_id, kind="home", began_on__gte=since)
    return list(rows.order_by("-began_on"))


SUGGESTED = (
    MoveEntryKind.COUNTERPART,
    MoveEntryKind.JOINT_VISIT,
    MoveEntryKind.THEIR_MEETING,
)


def suggested_next(record: MoveRecord) -> list[MoveEntryKind]:
    """List what to do together with the other authority where it is possible, and was not done
    (BIR-89, HIL-135).
    """
    if not record.move.is_under_way:
        return []
    return [kind for kind in SUGGESTED if kind not in record.done]
