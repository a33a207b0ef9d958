"""By when an assessment must be finished, and why: the target, the limits and the manager's date
beside each other.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

import cases.selectors.facts
from assessments.models import Assessment, AssessmentState
from assessments.selectors import facts as own_facts
from cases.models import Case
from cin.core import clock
from cin.core.templatetags.cin import plain_day
from cin.policy.selectors import procedure_book, working_calendar
from cin.procedures.book import Procedure
from cin.procedures.calendar import CalendarEnds, day_in_words
from cin.procedures.events import Agreed, Child, Event, Facts
from cin.procedures.obligations import Obligation, obligations
from cin.procedures.reckoning import Limit
from cin.procedures.windows import Window, follow_up_window

TARGET, IN_FORCE = "Target", "In force"
_NAMES = {
    "assessment_max": "At the latest",
    "reassessment_max": "At the latest",
    "short_assessment_max": "Short assessment",
    "assessment_due_on": "Manager's date",
    "assessment_statutory_max": "Statutory limit",
}


@dataclass(frozen=True, kw_only=True)
class DateOf:
    """One date of an assessment: what it is, the day (included), why, and the rules it comes from.

    `is_in_force` marks the one after which the assessment is overdue.
    """

    name: str
    on: date
    why: str
    cites: tuple[str, ...] = ()
    is_in_force: bool = False


def dates_of(assessment: Assessment) -> list[DateOf]:
    """List the dates of an assessment, earliest first: the time to aim for, the limits, and the
    manager's date; nothing for an assessment beside a plan that the procedure does not date.
    """
    due = _due(assessment)
    if due is None or due.due_on is None or due.rule is None:
        return []
    book = procedure_book(assessment.case.authority_id)
    procedure = book.governing(due.counts_from.on, done_on=due.met_on, as_of=clock.today())
    return sorted(_dates(due, procedure), key=lambda each: each.on)


def latest_day_for(assessment: Assessment, *, is_short: bool) -> date | None:
    """Give the last day (included) on which the procedure lets an assessment be finished, whatever
    the manager set; None where it sets none.
    """
    due = _due(assessment, agreed=Agreed(short_assessment=is_short))
    return due.due_on if due else None


def _dates(due: Obligation, procedure: Procedure) -> Iterator[DateOf]:
    if due.target_on is not None:
        length = procedure.get("assessment_target")
        yield DateOf(
            name=TARGET,
            on=due.target_on,
            why=f"{length} after {due.counts_from.phrase} on {day_in_words(due.counts_from.on)}",
            cites=procedure.cites_for("assessment_target"),
        )
    for limit in (due.rule, *due.others):
        if limit is not None and limit.setting in _NAMES:
            yield _date_of(limit, procedure, is_in_force=limit is due.rule)


def _date_of(limit: Limit, procedure: Procedure, *, is_in_force: bool) -> DateOf:
    why = "Set by the manager, inside the procedure's own limit"
    cites = procedure.cites_for("assessment_manager_sets_date")
    if limit.duration is not None:
        started = f"{limit.start.phrase} on {day_in_words(limit.start.on)}"
        why, cites = f"{limit.duration} after {started}", procedure.cites_for(limit.setting)
    return DateOf(
        name=_NAMES[limit.setting],
        on=limit.due_on,
        why=why,
        cites=cites,
        is_in_force=is_in_force,
    )


def _due(assessment: Assessment, agreed: Agreed | None = None) -> Obligation | None:
    case = assessment.case
    if agreed is None:
        agreed = Agreed(**own_facts.agreements_about([case.pk]).get(case.pk, {}))
    facts = Facts(child=Child(born_on=case.child.born_on), agreed=agreed, events=_events_of(case))
    book, calendar = procedure_book(case.authority_id), working_calendar(case.authority_id)
    found = obligations(facts, book, calendar, clock.today(), unclear={})
    dated = [due for due in found if due.key == "assessment"]
    own = [due for due in dated if due.counts_from_id == own_facts.started_id(assessment.pk)]
    if own:
        return own[0]
    if _is_first(assessment):
        return next(iter(dated), None)
    return next((due for due in found if _is_about(due, assessment)), None)


def _events_of(case: Case) -> tuple[Event, ...]:
    parts = [stage.facts_about([case.pk]) for stage in (cases.selectors.facts, own_facts)]
    events = [event for part in parts for event in part.get(case.pk, ())]
    if case.support_began_on is not None:
        events.append(Event(type="plan_started", on=case.support_began_on, id=f"support-{case.pk}"))
    return tuple(events)


def _is_first(assessment: Assessment) -> bool:
    """Say whether no other was approved before it: the dates that count from the referral or the
    allocation are then its own.
    """
    approved = Assessment.objects.filter(
        case_id=assessment.case_id, state=AssessmentState.APPROVED
    ).exclude(pk=assessment.pk)
    if assessment.state == AssessmentState.APPROVED:
        approved = approved.filter(decided_at__lt=assessment.decided_at)
    return not approved.exists()


def _is_about(due: Obligation, assessment: Assessment) -> bool:
    decided_at = assessment.decided_at if assessment.state == AssessmentState.APPROVED else None
    return due.key == "reassessment" and due.met_on == (decided_at and clock.day_of(decided_at))


def follow_up_window_of(case: Case) -> Window | None:
    """Give the days in which the follow-up meeting of a family network meeting is to be, or None
    where the procedure names none (ROC-105), or they lie beyond the known bank holidays.
    """
    facts = Facts(events=tuple(cases.selectors.facts.facts_about([case.pk])[case.pk]))
    book, calendar = procedure_book(case.authority_id), working_calendar(case.authority_id)
    with suppress(CalendarEnds):
        return follow_up_window(facts, book, calendar, clock.today())
    return None


def window_in_words(window: Window) -> str:
    """Say between which days the follow-up meeting is to be, with the rule's id."""
    days = f"{plain_day(window.opens_on)} and {plain_day(window.closes_on)}"
    return f"between {days} ({', '.join(window.cites)})"


def outside_window(case: Case, planned_at: datetime | None) -> str:
    """Say that a follow-up meeting is planned outside its days, or nothing."""
    window = follow_up_window_of(case)
    if planned_at is None or window is None:
        return ""
    on = timezone.localtime(planned_at).date()
    if window.opens_on <= on <= window.closes_on:
        return ""
    return f"This is outside its days: {window_in_words(window)}."
