"""Significant harm that a review finds: it goes before a manager at once, by itself."""

from collections.abc import Iterable, Mapping

from cases.models import Case
from cases.services.harm import HarmFound, tell_of_harm
from cin.accounts.models import User
from cin.core.templatetags.cin import plain_day
from meetings.models import Meeting, MeetingChild
from meetings.selectors import HARM


def tell_of_harm_found(
    meeting: Meeting, parts: Iterable[MeetingChild], cases: Mapping[int, Case], actor: User
) -> None:
    """Put each child whom a review found at risk of significant harm before a manager, as soon as
    that is written down, whether or not the record is finished (PET-53, BOL-54, HIL-108, BIR-71,
    ROC-139). A child's case is locked.
    """
    for part in parts:
        if part.outcome == HARM:
            what = (
                f"The review on {plain_day(meeting.held_on)} found the child at risk of "
                f"significant harm. {part.outcome_reason}"
            )
            tell_of_harm(
                HarmFound(
                    case=cases[part.case_id],
                    actor=actor,
                    what=what.strip(),
                    source=f"meeting-{meeting.pk}",
                )
            )
