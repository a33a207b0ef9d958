"""What the final meeting recommended, as the beginning of what is got ready for an ending."""

from dataclasses import dataclass

from cases.models import Case
from closures.selectors.words import next_steps_for
from meetings.next_steps import lead_in_words
from meetings.selectors.recommending import recommended_ending


@dataclass(frozen=True, kw_only=True)
class Recommended:
    """The next step, by its code, and who was named to lead; all empty where nothing was said."""

    next_step: str = ""
    lead_name: str = ""
    lead_agency: str = ""
    lead: str = ""


def recommended_for(case: Case) -> Recommended:
    """Say what the last review recommended for the ending of a case (HIL-105), so that nobody types
    it again; a step that the procedure no longer has is left out.
    """
    part = recommended_ending(case)
    if part is None:
        return Recommended()
    return Recommended(
        next_step=part.next_step if part.next_step in dict(next_steps_for(case)) else "",
        lead_name=part.lead_professional,
        lead_agency=part.lead_agency,
        lead=lead_in_words(part),
    )
