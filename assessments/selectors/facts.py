"""The dated facts that assessments hold, as the procedure engine reads them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from assessments.models import (
    Assessment,
    AssessmentOutcome,
    AssessmentState,
    Checkpoint,
    CheckpointState,
)
from assessments.selectors.enquiries import all_asked_on
from assessments.selectors.network_meetings import network_facts
from cin.procedures.calendar import in_london
from cin.procedures.events import AgreedAssessment, Event


def agreements_about(case_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Give what a manager agreed for each assessment of some cases: its date (ROC-51) and whether
    it is a short one (ROC-83). What was agreed for one says nothing of another.
    """
    rows = Assessment.objects.filter(case_id__in=list(case_ids)).order_by("started_on", "pk")
    agreed: dict[int, list[AgreedAssessment]] = defaultdict(list)
    columns = "case_id", "pk", "agreed_due_on", "is_short"
    for case_id, pk, due_on, is_short in rows.exclude(
        agreed_due_on=None, is_short=False
    ).values_list(*columns):
        agreed[case_id].append(AgreedAssessment(started_id(pk), due_on, is_short))
    return {case_id: {"assessments": tuple(found)} for case_id, found in agreed.items()}


def started_id(assessment_id: int) -> str:
    """Name the event with which an assessment was started."""
    return f"assessment-{assessment_id}"


def facts_about(case_ids: Iterable[int]) -> dict[int, list[Event]]:
    """List the start, submission, decision to plan and approval of each case's assessments, the
    checkpoints agreed, the family network meetings and the agencies asked, with a constant number
    of queries.

    An assessment counts as submitted only while the submission stands: returned or taken back, it
    does not.
    """
    wanted = list(case_ids)
    facts: dict[int, list[Event]] = defaultdict(list)
    rows = Assessment.objects.filter(case_id__in=wanted).order_by("started_on", "pk")
    # Columns, not records: an assessment is long, and none of its words is needed here.
    for row in rows.values_list(*_OF_AN_ASSESSMENT, named=True):
        facts[row.case_id].extend(_of(row))
    agreed = Checkpoint.objects.filter(case_id__in=wanted, state=CheckpointState.AGREED)
    for checkpoint in agreed.values_list("case_id", "pk", "number", "decided_at", named=True):
        facts[checkpoint.case_id].append(_agreed(checkpoint))
    for case_id, event in network_facts(wanted):
        facts[case_id].append(event)
    for case_id, on in all_asked_on(wanted).items():
        known = f"information-{case_id}"
        facts[case_id].append(Event(type="information_checks_requested", on=on, id=known))
    return facts


_OF_AN_ASSESSMENT = (
    "case_id",
    "pk",
    "state",
    "started_on",
    "submitted_at",
    "decided_at",
    "outcome",
    "plan_decided_on",
)


def _agreed(checkpoint: Any) -> Event:
    on, known = _day(checkpoint.decided_at), f"checkpoint-{checkpoint.pk}"
    if checkpoint.number == 1:
        return Event(type="checkpoint_1_agreed", on=on, id=known)
    return Event(type="checkpoint_2_agreed", on=on, id=known)


def _of(row: Any) -> Iterable[Event]:
    started = started_id(row.pk)
    yield Event(type="assessment_started", on=row.started_on, id=started)
    if row.submitted_at is not None and row.state in {
        AssessmentState.SUBMITTED,
        AssessmentState.APPROVED,
    }:
        yield Event(
            type="assessment_submitted",
            on=_day(row.submitted_at),
            id=f"{started}-submitted",
            of=started,
        )
    if row.state != AssessmentState.APPROVED or row.decided_at is None:
        if row.outcome == AssessmentOutcome.CIN_PLAN and row.plan_decided_on is not None:
            # Decided while the assessment goes on: the meeting counts from that day (HIL-54).
            yield _plan_decided(row, row.plan_decided_on)
        return
    approved_on = _day(row.decided_at)
    yield Event(type="assessment_approved", on=approved_on, id=f"{started}-approved", of=started)
    if row.outcome == AssessmentOutcome.CIN_PLAN:
        # An assessment that leads to no plan must not make an initial meeting fall due.
        yield Event(type="assessment_completed", on=approved_on, id=f"{started}-completed")
        yield _plan_decided(row, row.plan_decided_on or approved_on)


def _plan_decided(row: Any, on: date) -> Event:
    return Event(type="plan_decided", on=on, id=f"assessment-{row.pk}-plan-decided")


def _day(moment: Any) -> date:
    return in_london(moment).date()
