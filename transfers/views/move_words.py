"""A move between authorities in words, as its page shows it."""

from typing import Any

from django.urls import reverse

from cases.models import Case
from cases.selectors.changes import change_refusal
from cases.views.cards import Card, typed_rows
from cases.views.pages import Button
from cin.accounts.models import User
from cin.core.templatetags.cin import day, plain_day
from cin.documents.models import Attachment
from cin.policy.selectors import procedure_in_force
from transfers.models import Move, MoveConcern, MoveEntry, MoveEntryKind, MoveState
from transfers.selectors.hub import HUB_KINDS, Locality
from transfers.selectors.moves import ANSWERED, Asked, MoveRecord, entry_refusal
from transfers.selectors.writing_moves import obstacle_to_entry

_YES_NO = {True: "Yes", False: "No", None: ""}


def move_rows(move: Move) -> list[dict[str, Any]]:
    """Put what is written about a move into rows, leaving out what is empty."""
    concerns = [str(MoveConcern(each).label) for each in move.concerns]
    facts = {
        "Other authority": move.authority_name,
        "Came from" if move.is_in else "Moves to": move.area,
        "Planned for": day(move.planned_on),
        "Works with the family there": move.counterpart,
        "Why": move.why,
        "Several moves in a short time": _YES_NO[move.several_moves],
        "What may lie behind them": "\n".join(concerns),
        "What is known of them": move.circumstances,
        "What protects the child": move.protective_factors,
        "Known perpetrators": move.perpetrators,
        "Trafficking, slavery or exploitation": move.exploitation,
        "Risk": str(move.get_risk_display()) if move.risk else "",
        "What is done about it": move.risk_action,
        "To be done by": day(move.risk_act_by),
        "Talked about with the parents": move.parents_responsibilities,
        "Gaps in services": move.gaps,
        "Unfinished work": move.unfinished_work,
        "Decided": _decided(move),
        "Why it was decided so": move.decision_reason,
    }
    return typed_rows(facts)


def _decided(move: Move) -> str:
    if move.decided_on is None:
        return ""
    return f"{move.get_state_display()} on {plain_day(move.decided_on)}, by {move.decided_by}"


def entry_cards(record: MoveRecord, user: User) -> list[Card]:
    """Show what was done about a move, the latest first, and the dated facts that no entry stands
    for.
    """
    return [_entry(row, record.move, user, record.files.get(row.pk, [])) for row in record.entries]


def _entry(row: MoveEntry, move: Move, user: User, files: list[Attachment]) -> Card:
    row.move = move
    facts = {
        "With or to": row.with_whom,
        "What": row.what,
        "What the move does to the risk": str(row.get_finding_display()) if row.finding else "",
        "Reason": row.reason,
        "Recorded by": f"{row.recorded_by}, {plain_day(row.created_at)}",
        "Entered in error": f"{row.withdrawal_reason} ({row.withdrawn_by})"
        if row.is_withdrawn
        else "",
    }
    may_change = not row.is_withdrawn and not entry_refusal(move, user, row.kind)
    links = [
        Button(text=f"File: {file}", href=reverse("cases:attachment", args=[file.pk]))
        for file in files
    ]
    if may_change:
        href = reverse("transfers:withdraw_move_entry", args=[row.pk])
        links.append(Button(text="Withdraw, if entered in error", href=href))
    return Card(
        title=str(row),
        tag="Entered in error" if row.is_withdrawn else "",
        colour="grey",
        rows=typed_rows(facts),
        links=links,
    )


def asked_rows(record: MoveRecord, *, may_work: bool) -> list[dict[str, str]]:
    """List what the procedure asks about a move: recorded or missing, and the page for it."""
    return [
        {
            "title": each.label,
            **_standing(each),
            "href": _page_for(record, each.code) if may_work else "",
        }
        for each in record.asked
    ]


def locality_rows(locality: Locality) -> list[dict[str, Any]]:
    """Put the assessment of a move for a child at risk outside the family into rows; none before it
    came.
    """
    entry = locality.assessed
    if entry is None:
        return []
    facts = {
        "Made by": entry.with_whom or locality.hub,
        "Came on": plain_day(entry.happened_on),
        "What the move does to the risk": str(entry.get_finding_display()),
        "What it says": entry.what,
    }
    return typed_rows(facts)


def _standing(asked: Asked) -> dict[str, str]:
    if asked.is_recorded:
        return {"status": "Recorded", "colour": "green"}
    if asked.is_asked_for:
        return {"status": "Asked for", "colour": "yellow"}
    return {"status": "Missing", "colour": "red"}


def _page_for(record: MoveRecord, code: str) -> str:
    if code == MoveEntryKind.HUB_ASSESSED and record.locality.asked is None:
        return _entry_page(record.move, MoveEntryKind.HUB_ASKED)
    if code in MoveEntryKind.values:
        return _entry_page(record.move, MoveEntryKind(code))
    page = "complete_move" if record.move.state == MoveState.ACCEPTED else "write_move"
    return reverse(f"transfers:{page}", args=[record.move.pk])


def withdrawable_decision(move: Move, user: User) -> Button | None:
    """Lead to where an answer that was recorded in error is taken back, who may do that."""
    change = move.decision
    if change is None or not move.case.is_open or move.state not in ANSWERED:
        return None
    if change.is_withdrawn or change_refusal(move.case, user, change.kind):
        return None
    href = reverse("cases:withdraw_change", args=[change.pk])
    return Button(text="Take the answer back, if it was recorded in error", href=href)


def entry_links(record: MoveRecord, user: User) -> list[Button]:
    """List the kinds of entry that this person can add."""
    kinds = [kind for kind in MoveEntryKind if kind not in HUB_KINDS or record.locality.hub]
    return [
        Button(text=str(kind.label), href=_entry_page(record.move, kind))
        for kind in kinds
        if not entry_refusal(record.move, user, kind) and not obstacle_to_entry(record.move, kind)
    ]


_SUGGESTIONS = {
    MoveEntryKind.COUNTERPART: "Meet the other authority’s worker, where that is possible",
    MoveEntryKind.JOINT_VISIT: "Visit the family together, where the distance allows it",
    MoveEntryKind.THEIR_MEETING: "Come to each other’s meeting about the child",
}


def suggestion(move: Move, kind: MoveEntryKind) -> Button:
    """Give what to do together with the other authority, with the page where it is recorded."""
    return Button(text=_SUGGESTIONS[kind], href=_entry_page(move, kind))


def _entry_page(move: Move, kind: MoveEntryKind) -> str:
    return reverse("transfers:add_move_entry", args=[move.pk, kind.value])


def boundary_procedures(case: Case) -> list[dict[str, str]]:
    """List the procedures across boundaries that the authority's own names (ROC-162)."""
    return linked_procedures(case.authority_id, "boundary")


def linked_procedures(authority_id: int, topic: str) -> list[dict[str, str]]:
    """List the procedures on a topic that an authority's own names."""
    linked = procedure_in_force(authority_id).get("linked_procedures")
    return [dict(row) for row in linked if row["topic"] == topic]
