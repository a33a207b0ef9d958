"""Until when a family that went on to early help may still ask its social worker (ROC-185)."""

from datetime import date

from cases.models import Case
from cin.core import clock
from cin.core.templatetags.cin import plain_day
from cin.policy.selectors import procedure_in_force, working_calendar
from cin.procedures.codes import EARLY_HELP_DESTINATIONS


def contact_until(case: Case) -> date | None:
    """Give the last day (included) on which the family of a closed case, and the professionals with
    it, may still ask its social worker; None where the procedure gives no such time.
    """
    if case.closed_on is None or case.close_destination not in EARLY_HELP_DESTINATIONS:
        return None
    procedure = procedure_in_force(case.authority_id, case.closed_on)
    window = procedure.duration("post_closure_contact_window")
    if window is None:
        return None
    return working_calendar(case.authority_id).add(case.closed_on, window)


def obstacle_to_contact(case: Case) -> str:
    """Say why no contact after the closure can be recorded on a case, or nothing."""
    if case.is_open:
        return "The case is open. Write a case note instead."
    last = contact_until(case)
    if last is None:
        return "This case did not go on to early help, or the procedure names no time for contact."
    if last < clock.today():
        return f"The time for contact after the closure ended on {plain_day(last)}."
    return ""
