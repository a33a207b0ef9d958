"""Whether an authority's panel is to be reviewed: a duty of the authority, not of a case."""

from datetime import date, timedelta

from cin.core import clock
from cin.core.templatetags.cin import plain_day
from cin.policy.selectors.calendar import working_calendar
from cin.policy.selectors.procedures import procedure_in_force
from cin.procedures.book import Procedure

# People are reminded so long before the day.
REMINDED_BEFORE = timedelta(weeks=4)
_WHAT_THEN = (
    "The panel may move to another month, or cease: change the procedure then, and enter in it the "
    "day of the review."
)


def panel_review_due_on(authority_id: int, procedure: Procedure) -> date | None:
    """Give the day by which it is to be reviewed whether the panel works (HIL-120), or None where
    there is no panel, it was reviewed since it started, or nobody entered when that was.
    """
    started_on, reviewed_on = (
        procedure.get("panel_started_on"),
        procedure.get("panel_effectiveness_reviewed_on"),
    )
    after = procedure.duration("panel_effectiveness_review_after")
    if not procedure.flag("panel_enabled") or after is None or started_on is None:
        return None
    if reviewed_on is not None and reviewed_on >= started_on:
        return None
    return working_calendar(authority_id).add(started_on, after)


def panel_review_in_words(authority_id: int, procedure: Procedure) -> str:
    """Say on the page of the procedure by when the panel is to be reviewed, or what is missing to
    tell, or nothing.
    """
    due_on = panel_review_due_on(authority_id, procedure)
    if due_on is not None:
        return f"{_sentence(due_on, procedure)} {_WHAT_THEN}"
    wanted = procedure.flag("panel_enabled") and procedure.get("panel_effectiveness_review_after")
    if wanted and procedure.get("panel_started_on") is None:
        return (
            "Enter in the procedure when the panel started, so that people are reminded to review "
            f"whether it works{_cites(procedure)}."
        )
    return ""


def panel_review_reminder(authority_id: int) -> str:
    """Remind, from four weeks before the day, that the panel is to be reviewed; otherwise
    nothing.
    """
    due_on = panel_review_due_on(authority_id, procedure_in_force(authority_id))
    if due_on is None or clock.today() < due_on - REMINDED_BEFORE:
        return ""
    return panel_review_in_words(authority_id, procedure_in_force(authority_id))


def _sentence(due_on: date, procedure: Procedure) -> str:
    was = "was" if due_on < clock.today() else "is"
    day = plain_day(due_on)
    return f"It {was} to be reviewed by {day} whether the panel works{_cites(procedure)}."


def _cites(procedure: Procedure) -> str:
    cites = procedure.cites_for("panel_effectiveness_review_after")
    return f" ({', '.join(cites)})" if cites else ""
