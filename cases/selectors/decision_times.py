"""How long it takes from a referral to the decision on it."""

from dataclasses import dataclass
from datetime import date

from cases.models import Case
from cin.core import clock
from cin.core.templatetags.cin import plain_day
from cin.policy.selectors import procedure_in_force, working_calendar
from cin.procedures.events import Event
from cin.procedures.reckoning import Reckoner


@dataclass(frozen=True, kw_only=True)
class DecisionTime:
    """How long a manager took to decide on a referral, or has had until now.

    `due_on` is the last day for it, included; nothing where the procedure sets no time. The hours
    are of the clock, from the moment of receipt, where that is known.
    """

    due_on: date | None
    is_decided: bool
    is_late: bool
    hours: float | None

    @property
    def in_words(self) -> str:
        """Say in a sentence how long it took, and whether that was in time."""
        length = "" if self.hours is None else f" {_length(self.hours)}"
        if self.is_decided:
            said = f"Decided{length} after it was received" if length else "Decided"
        else:
            said = f"Waiting for a decision{' for' if length else ''}{length}"
        if self.due_on is None:
            return f"{said}."
        return f"{said}, {self._standing} {plain_day(self.due_on)}."

    @property
    def _standing(self) -> str:
        if self.is_decided:
            return "late: it was due by" if self.is_late else "in time: it was due by"
        return "overdue: it was due by" if self.is_late else "due by"


def decision_time_of(case: Case) -> DecisionTime:
    """Say how long the decision on a case's referral took, or has taken so far."""
    procedure = procedure_in_force(case.authority_id)
    limit = procedure.duration("referral_decision_max")
    due_on = None
    if limit is not None:
        reckoner = Reckoner(procedure, working_calendar(case.authority_id))
        start = Event("referral_received", case.referral.received_on, case.referral.received_at)
        due_on = reckoner.counted("referral_decision_max", limit, start).due_on
    decided_on = case.screened_on or clock.today()
    return DecisionTime(
        due_on=due_on,
        is_decided=case.screened_on is not None,
        is_late=due_on is not None and decided_on > due_on,
        hours=_hours(case),
    )


def _hours(case: Case) -> float | None:
    # A case decided on before moments were kept has a day of decision only.
    until = case.screened_at if case.screened_on else clock.now()
    received_at = case.referral.received_at
    if until is None or received_at is None:
        return None
    return (until - received_at).total_seconds() / 3600


def _length(hours: float) -> str:
    if hours < 1:
        return "less than an hour"
    if hours < 48:
        return f"{int(hours)} hour{'' if int(hours) == 1 else 's'}"
    return f"{int(hours // 24)} days"
