"""Asking for a longer time than the procedure's, deciding on it, and ending it (C9)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from cases.models import Case, LongerTime, LongerTimeState, Loosened
from cases.selectors.exceptions import (
    MayBeLonger,
    decision_refusal,
    find_longer_time,
    limits_that_may_be_longer,
    withdrawal_refusal,
)
from cases.services.locking import lock_case
from cases.services.withdrawing import refuse_closed
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record, take_step
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed
from cin.core.lengths import is_over_a_year
from cin.policy.selectors import beyond_calendar
from cin.procedures.calendar import add_months
from cin.procedures.durations import Duration, Unit


@dataclass(frozen=True, kw_only=True)
class LongerTimeDetails:
    """What is asked for: the longer time, why, and from when until when (included) it holds."""

    duration: Duration
    reason: str
    holds_from: date
    holds_until: date | None = None


@transaction.atomic
def ask_longer_time(
    *, case_id: int, actor: User, limit: str, details: LongerTimeDetails
) -> LongerTime:
    """Ask for a longer time on one case, where the procedure allows one (PET-35, BOL-37, BIR-60,
    ROC-69, ROC-157).

    Refuses (NotPermitted) somebody who does not work on the case; (StepNotAllowed) a closed case, a
    limit that the procedure does not let be longer, and a second request while one waits;
    (BadInput) a time that is no longer than the procedure's, over 12 months or beyond the known
    calendar, dates that cannot be, and no reason.
    """
    case = lock_case(case_id, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    refuse_closed(case)
    _refuse_impossible(_allowed(case, limit), details)
    if beyond := beyond_calendar(case.authority_id, details.duration, details.holds_from):
        raise BadInput("duration", beyond)
    asked = LongerTime.objects.create(
        case=case,
        limit=limit,
        amount=details.duration.amount,
        unit=details.duration.unit,
        holds_from=details.holds_from,
        holds_until=details.holds_until,
        reason=details.reason,
        asked_by=actor,
    )
    record(
        action="cases.ask_longer_time",
        subject=asked,
        actor=actor,
        states=("", asked.state),
        reason=details.reason,
        details={"kind": limit},
    )
    return asked


@transaction.atomic
def approve_longer_time(*, longer_time_id: int, actor: User, reason: str) -> LongerTime:
    """Agree to a longer time, in a role that the procedure names; what was approved before for the
    same limit ends on the day this begins.

    Refuses (NotPermitted) the person who asked and any other role, (StepNotAllowed) a request that
    was answered or whose last day has passed, (BadInput) no reason.
    """
    longer_time = _locked(longer_time_id, actor)
    moment = clock.now()
    today = clock.day_of(moment)
    if longer_time.holds_until is not None and longer_time.holds_until < today:
        raise StepNotAllowed("The last day that was asked for has passed, so it cannot be agreed.")
    refuse_closed(longer_time.case)
    first_day = max(today, longer_time.holds_from)
    if beyond := beyond_calendar(longer_time.case.authority_id, longer_time.duration, first_day):
        raise StepNotAllowed(f"{beyond}.")
    _decide(longer_time, actor, reason, moment)
    longer_time.approved_on = today
    _end_earlier(longer_time, first_day)
    take_step(
        longer_time,
        "approve_longer_time",
        actor=actor,
        reason=reason,
        details={"kind": longer_time.limit},
    )
    return longer_time


@transaction.atomic
def refuse_longer_time(*, longer_time_id: int, actor: User, reason: str) -> LongerTime:
    """Leave the limit as it is; refuses as `approve_longer_time`."""
    longer_time = _locked(longer_time_id, actor)
    _decide(longer_time, actor, reason, clock.now())
    take_step(
        longer_time,
        "refuse_longer_time",
        actor=actor,
        reason=reason,
        details={"kind": longer_time.limit},
    )
    return longer_time


@transaction.atomic
def withdraw_longer_time(*, longer_time_id: int, actor: User, reason: str) -> LongerTime:
    """Take a request back, or end a longer time today: the procedure's limit holds again, and what
    was done in the longer time stays in time.

    Refuses (NotPermitted) somebody else's request, and ending one in a role that could not have
    approved it; (BadInput) no reason.
    """
    longer_time = _locked(longer_time_id, actor)
    if refusal := withdrawal_refusal(longer_time, actor):
        raise NotPermitted(refusal)
    if not reason.strip():
        raise BadInput("reason", "Say why it is withdrawn")
    longer_time.ended_by = actor
    longer_time.end_reason = reason
    today = clock.today()
    longer_time.ended_on = min(longer_time.ended_on or today, today)
    take_step(
        longer_time,
        "withdraw_longer_time",
        actor=actor,
        reason=reason,
        details={"kind": longer_time.limit},
    )
    return longer_time


def _locked(longer_time_id: int, actor: User) -> LongerTime:
    case = lock_case(find_longer_time(actor, longer_time_id).case_id, actor)
    longer_time = LongerTime.objects.locked().get(pk=longer_time_id)
    longer_time.case = case
    return longer_time


def _decide(longer_time: LongerTime, actor: User, reason: str, moment: datetime) -> None:
    if refusal := decision_refusal(longer_time, actor):
        raise NotPermitted(refusal)
    if not reason.strip():
        raise BadInput("reason", "Give the reasons for your decision")
    longer_time.decided_by = actor
    longer_time.decided_at = moment
    longer_time.decision_reason = reason


def _end_earlier(longer_time: LongerTime, on: date) -> None:
    earlier = LongerTime.objects.filter(
        case_id=longer_time.case_id, limit=longer_time.limit, state=LongerTimeState.APPROVED
    )
    earlier.filter(Q(ended_on=None) | Q(ended_on__gt=on)).update(
        ended_on=on, end_reason="Replaced by a later decision."
    )


def _allowed(case: Case, limit: str) -> MayBeLonger:
    allowed = limits_that_may_be_longer(case).get(limit)
    if allowed is None:
        raise StepNotAllowed("The procedure allows no longer time for this.")
    waiting = LongerTime.objects.filter(case=case, limit=limit, state=LongerTimeState.ASKED)
    if waiting.exists():
        raise StepNotAllowed("A longer time was asked for already, and waits for a decision.")
    return allowed


def _refuse_impossible(allowed: MayBeLonger, details: LongerTimeDetails) -> None:
    today = clock.today()
    if is_over_a_year(details.duration):
        raise BadInput("duration", "The longer time can be at most 12 months")
    is_agreement = allowed.limit == Loosened.AGREED_VISIT
    if not is_agreement and allowed.usual and not _is_longer(details.duration, allowed.usual):
        told = f"The procedure's own limit is {allowed.usual}: a shorter time needs no approval"
        raise BadInput("duration", told)
    if details.holds_from < today:
        raise BadInput("holds_from", "It can hold from today at the earliest")
    if details.holds_from > today + timedelta(days=365):
        raise BadInput("holds_from", "It must begin within a year")
    if details.holds_until is not None and details.holds_until < details.holds_from:
        raise BadInput("holds_until", "The last day cannot be before the first")
    if not details.reason.strip():
        raise BadInput("reason", "Say why a longer time is needed")


def _is_longer(asked: Duration, usual: Duration) -> bool:
    """Compare two lengths by the days they would end on from a Monday without holidays near."""
    return _days(asked) > _days(usual)


def _days(duration: Duration) -> int:
    monday = date(2024, 1, 1)
    if duration.unit is Unit.MONTHS:
        return (add_months(monday, duration.amount) - monday).days
    weeks, rest = divmod(duration.amount, 5)
    return {
        Unit.HOURS: duration.amount // 24,
        Unit.CALENDAR_DAYS: duration.amount,
        Unit.WEEKS: 7 * duration.amount,
        Unit.WORKING_DAYS: 7 * weeks + rest,
    }[duration.unit]
