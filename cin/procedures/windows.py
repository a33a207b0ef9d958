"""Times between two days that a procedure names without making either of them a limit."""

from dataclasses import dataclass
from datetime import date

from cin.procedures.book import ProcedureBook
from cin.procedures.calendar import WorkingCalendar
from cin.procedures.durations import Duration, Unit
from cin.procedures.events import Facts
from cin.procedures.situation import Situation


@dataclass(frozen=True, slots=True)
class Window:
    """A time from one day to another, both included, and the rules that name it."""

    opens_on: date
    closes_on: date
    cites: tuple[str, ...]


def follow_up_window(
    facts: Facts, book: ProcedureBook, calendar: WorkingCalendar, as_of: date
) -> Window | None:
    """Give the days in which the follow-up meeting is to be held, or None where the procedure names
    none (ROC-105).

    In working days from allocation, day 0. A meeting later than the window is warned about, not
    refused (K30). Raises CalendarEnds past the known bank holidays.
    """
    allocated = Situation(facts, book, calendar, as_of).events("case_allocated")
    if not allocated:
        return None
    reckoner = Situation(facts, book, calendar, as_of).reckoner_on(allocated[0].on)
    days = reckoner.procedure.get("followup_meeting_window")
    if "from" not in days or "to" not in days:
        return None
    opens_on, closes_on = (
        reckoner.calendar.add(allocated[0].on, Duration(days[name], Unit.WORKING_DAYS))
        for name in ("from", "to")
    )
    return Window(opens_on, closes_on, reckoner.procedure.cites_for("followup_meeting_window"))
