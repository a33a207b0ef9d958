"""How far a case has come: the steps of its life, each done, current or to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from assessments.models import Assessment, AssessmentState
from cases.models import Case, CaseState
from plans.models import PlanVersion

DONE, CURRENT, NEXT = "done", "current", "next"


@dataclass(frozen=True)
class Stage:
    """One step of a case's life; `on` is the day it was done, `note` what to say where there is no
    day.
    """

    label: str
    state: str
    on: date | None = None
    note: str = ""


# Which step is the current one while the case stands there; a supported case without a plan is at
# the plan.
_CURRENT = {
    CaseState.REFERRED: 0,
    CaseState.SCREENED: 1,
    CaseState.ALLOCATED: 2,
    CaseState.ASSESSMENT: 2,
    CaseState.CIN_ACTIVE: 3,
    CaseState.CLOSING: 5,
    CaseState.CLOSED: 6,
}
_SUPPORT = 4


def stages_of(
    case: Case, assessments: Sequence[Assessment], plans: Sequence[PlanVersion]
) -> list[Stage]:
    """Draw the life of a case: what is behind it, where it is, what is to come.

    Once a case is closing or closed, steps it never took are left out. Assessments come newest
    first.
    """
    started_on = plans[0].plan.started_on if plans else None
    days = {
        "Referral": case.referral.received_on,
        "Allocation": _day(case.allocated_at),
        "Assessment": _approved_on(assessments),
        "Plan agreed": started_on,
        "Support and review": started_on,
        "Closure": case.closed_on,
    }
    current = _CURRENT[CaseState(case.state)]
    if current == _CURRENT[CaseState.CIN_ACTIVE] and started_on is not None:
        current = _SUPPORT
    ending = current > _SUPPORT
    stages = []
    for place, (label, on) in enumerate(days.items()):
        if place < current and ending and on is None:
            continue
        stages.append(_stage(place, current, label, on))
    return stages


def _stage(place: int, current: int, label: str, on: date | None) -> Stage:
    if place < current:
        return Stage(label, DONE, None if place == _SUPPORT else on)
    if place == current:
        received = on if place == 0 else None
        return Stage(label, CURRENT, received, "Now")
    return Stage(label, NEXT)


def _approved_on(assessments: Sequence[Assessment]) -> date | None:
    approved = [row for row in assessments if row.state == AssessmentState.APPROVED]
    return _day(approved[-1].decided_at) if approved else None


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None
