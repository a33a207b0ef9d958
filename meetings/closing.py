"""The closing summary in the record of the final review (BIR-97)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from meetings.models import MeetingChild, MeetingKind

_TEXTS = {
    "summary": "What was done, and what has changed",
    "child_views": "The child's view of the ending",
    "family_views": "The parents' or carers' view",
    "agency_views": "The view of the other agencies",
    "next_steps": "Who the family can turn to from now on",
}


@dataclass(frozen=True, kw_only=True)
class ClosingSummary:
    """The closing summary of one child, as it stands in the proposal."""

    child: str
    texts: list[tuple[str, str]]


def closing_summaries(parts: Iterable[MeetingChild]) -> list[ClosingSummary]:
    """Give the closing summary of each child whose final review this was, with the views of child,
    parents and professionals; two queries a child.
    """
    found = [(part, _closure_after(part)) for part in parts if _is_final(part)]
    return [
        ClosingSummary(
            child=str(part.case.child),
            texts=[(title, text) for name, title in _TEXTS.items() if (text := closure[name])],
        )
        for part, closure in found
        if closure is not None
    ]


def _is_final(part: MeetingChild) -> bool:
    if part.meeting.kind != MeetingKind.REVIEW:
        return False
    reviews = part.case.meetings.filter(meeting__kind=MeetingKind.REVIEW)
    last = reviews.order_by("-meeting__held_on", "-meeting_id").values_list("pk", flat=True)
    return bool(last.first() == part.pk)


def _closure_after(part: MeetingChild) -> dict[str, Any] | None:
    # The later stage is asked through the case's own relation: this one knows nothing of it.
    standing = part.case.closures.exclude(state="declined")
    held_on = part.meeting.held_on
    found: dict[str, Any] | None = (
        standing.filter(submitted_at__date__gte=held_on).values(*_TEXTS).first()
    )
    return found
