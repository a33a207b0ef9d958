"""How long an assessment goes on: the short way, or a date inside the procedure's limit."""

from datetime import date

from assessments.models import Assessment
from assessments.selectors.dates import latest_day_for
from cin.core.errors import BadInput
from cin.core.templatetags.cin import plain_day
from cin.policy.selectors import procedure_in_force


def set_route(assessment: Assessment, *, is_short: bool, due_on: date | None) -> None:
    """Set and save how long a locked assessment goes on; a short one has the procedure's own date
    (ROC-83), a full one the manager's, which may be left to the procedure.

    Refuses (BadInput) a short assessment where the procedure offers none, and a date before the
    start or later than the procedure allows.
    """
    procedure = procedure_in_force(assessment.case.authority_id)
    if is_short and not procedure.flag("short_assessment_enabled"):
        raise BadInput("route", "This authority's procedure has no short assessment")
    if is_short:
        due_on = None
    if due_on is not None:
        refuse_date(assessment, due_on)
    assessment.is_short = is_short
    assessment.agreed_due_on = due_on
    assessment.save()


def refuse_date(assessment: Assessment, due_on: date) -> None:
    """Refuse (BadInput) a manager's date before the assessment started or later than the
    procedure's own limit (ROC-51).
    """
    if due_on < assessment.started_on:
        raise BadInput("due_on", "The date cannot be before the assessment started")
    latest = latest_day_for(assessment, is_short=False)
    if latest is not None and due_on > latest:
        raise BadInput("due_on", f"The procedure allows no date later than {plain_day(latest)}")
