"""A checkpoint as it is read: what the social worker brought, and what the manager agreed."""

from collections.abc import Iterable
from typing import Any

from assessments.models import AssessmentRoute, Checkpoint, CheckpointState
from assessments.selectors.checkpoints import Item
from cin.core.templatetags.cin import moment, plain_day

CHECKPOINT_COLOURS = {
    CheckpointState.WRITING: "yellow",
    CheckpointState.SUBMITTED: "blue",
    CheckpointState.AGREED: "green",
}

Rows = list[dict[str, Any]]


def answers_of(checkpoint: Checkpoint, items: Iterable[Item]) -> Rows:
    """Say what the social worker brought, item by item, and who gave it to the manager when."""
    rows: Rows = [{"key": item.title, "value": item.text, "typed": True} for item in items]
    if checkpoint.meeting_at:
        rows.append({"key": "Family network meeting on", "value": moment(checkpoint.meeting_at)})
    rows.append({"key": "Written by", "value": checkpoint.written_by.name})
    if checkpoint.submitted_at and checkpoint.submitted_by:
        told = f"{moment(checkpoint.submitted_at)}, by {checkpoint.submitted_by.name}"
        rows.append({"key": "Given to the manager", "value": told})
    return rows


def note_on(checkpoint: Checkpoint) -> Rows:
    """Say what the manager decided, with the note; nothing before the first decision."""
    if checkpoint.decided_by is None or checkpoint.decided_at is None:
        return []
    word = "Agreed" if checkpoint.state == CheckpointState.AGREED else "Returned"
    told = f"{moment(checkpoint.decided_at)}, by {checkpoint.decided_by.name}"
    rows: Rows = [{"key": word, "value": told}]
    if checkpoint.route:
        rows.append({"key": "The assessment", "value": route_in_words(checkpoint)})
    return [*rows, {"key": "Management oversight note", "value": checkpoint.note, "typed": True}]


def route_in_words(checkpoint: Checkpoint) -> str:
    """Say how the assessment goes on after Checkpoint 1."""
    if checkpoint.route == AssessmentRoute.SHORT:
        return "A short assessment"
    if checkpoint.due_on is None:
        return "It goes on, by the procedure's own limit"
    return f"It goes on, to be finished by {plain_day(checkpoint.due_on)}"


def state_in_words(checkpoint: Checkpoint | None) -> str:
    """Say how far a checkpoint has come, and when it was agreed."""
    if checkpoint is None:
        return "Not begun"
    if checkpoint.state == CheckpointState.AGREED and checkpoint.decided_by is not None:
        return f"Agreed on {plain_day(checkpoint.decided_at)} by {checkpoint.decided_by.name}"
    return str(checkpoint.get_state_display())
