"""What belongs to an assessment as it is read: enquiries, the family network meeting, the sharing
with the family.
"""

from collections.abc import Sequence
from typing import Any

from assessments.models import (
    AssessmentShare,
    FamilyNetworkMeeting,
    InformationRequest,
    NetworkMeetingState,
    ShareResult,
    SpecialistAssessment,
)
from cin.core.templatetags.cin import moment, plain_day

Rows = list[dict[str, Any]]


def request_rows(row: InformationRequest) -> Rows:
    """Say what one agency was asked, and what it answered."""
    asked = f"{plain_day(row.asked_on)}, by {row.asked_by.name}: {row.get_method_display().lower()}"
    rows: Rows = [
        {"key": "Asked", "value": asked},
        {"key": "Basis", "value": row.basis_reason or row.get_basis_display(), "typed": True},
        {"key": "Question", "value": row.question, "typed": True},
    ]
    if row.contact:
        rows.insert(1, {"key": "Whom", "value": row.contact})
    if row.chased_on:
        rows.append({"key": "Asked again", "value": plain_day(row.chased_on)})
        rows.append({"key": "Note", "value": row.chase_note, "typed": True})
    if row.replied_on is None:
        return [*rows, {"key": "Answer", "value": "None yet"}]
    told = f"{plain_day(row.replied_on)}: {row.get_reply_kind_display().lower()}"
    rows.append({"key": "Answer", "value": told})
    if row.reply_from:
        rows.append({"key": "Told by", "value": row.reply_from})
    if row.reply:
        rows.append({"key": "What they said", "value": row.reply, "typed": True})
    return rows


def specialist_rows(row: SpecialistAssessment) -> Rows:
    """Say why a specialist assessment was asked for, and what it found."""
    asked = f"{plain_day(row.requested_on)}, by {row.requested_by.name}"
    rows: Rows = [
        {"key": "Who does it", "value": row.provider},
        {"key": "Asked for", "value": asked},
        {"key": "Why", "value": row.why, "typed": True},
        {"key": "Due", "value": plain_day(row.due_on)},
    ]
    if row.received_on is None:
        return [*rows, {"key": "Received", "value": "Not yet"}]
    return [
        *rows,
        {"key": "Received", "value": plain_day(row.received_on)},
        {"key": "What it found", "value": row.summary, "typed": True},
    ]


def share_rows(row: AssessmentShare) -> Rows:
    """Say to whom an assessment was given, how, what went with it, and what they said of it."""
    given = (
        f"{plain_day(row.shared_on)}, by {row.shared_by.name}: {row.get_method_display().lower()}"
    )
    rows: Rows = [
        {"key": "Given", "value": given},
        {"key": "Result", "value": row.get_result_display()},
        {"key": "Enclosed", "value": "\n".join(row.enclosures) or "Nothing", "typed": True},
    ]
    optional = {
        "Why something was left out": row.left_out_reason,
        "Note": row.note,
        "Filed under": row.note_title,
    }
    rows += [{"key": key, "value": text, "typed": True} for key, text in optional.items() if text]
    if row.comments:
        rows.append({"key": "What they said", "value": row.comments, "typed": True})
    return rows


def specialists_in_words(rows: Sequence[SpecialistAssessment]) -> str:
    """Say how many specialist assessments were asked for, and how many came."""
    came = sum(1 for row in rows if row.received_on)
    return f"{len(rows)} asked for, {came} received" if rows else "None asked for"


def shares_in_words(rows: Sequence[AssessmentShare]) -> str:
    """Say with whom an assessment was shared."""
    given = [row.recipient for row in rows if row.result == ShareResult.GIVEN]
    return f"With {', '.join(given)}" if given else "Not yet"


def meeting_in_words(meeting: FamilyNetworkMeeting | None) -> str:
    """Say how far a family network meeting has come."""
    if meeting is None:
        return "Not begun"
    if meeting.state == NetworkMeetingState.NOT_APPROPRIATE:
        return f"Found not appropriate on {plain_day(meeting.decided_on)}"
    if meeting.held_on:
        told = f"{meeting.get_state_display()}, {plain_day(meeting.held_on)}"
        effect = meeting.get_effect_on_plan_display()
        return f"{told}. {effect}" if effect else told
    planned = moment(meeting.planned_at)
    return f"Being prepared, for {planned}" if planned else "Being prepared"
