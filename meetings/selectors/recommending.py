"""What the last review recommends for a child whose plan ends."""

from cases.models import Case
from meetings.models import MeetingChild, MeetingKind
from meetings.selectors.meetings import ENDING_OUTCOMES


def recommended_ending(case: Case) -> MeetingChild | None:
    """Give the child's part of the last finished review, where it ends the plan and recommends a
    next step (HIL-105); a later review that goes on overtakes it.
    """
    reviews = MeetingChild.objects.filter(
        case=case, meeting__kind=MeetingKind.REVIEW, meeting__recorded_at__isnull=False
    )
    latest = reviews.select_related("meeting").order_by("-meeting__held_on", "-meeting_id").first()
    ends = latest is not None and latest.outcome in ENDING_OUTCOMES and bool(latest.next_step)
    return latest if ends else None
