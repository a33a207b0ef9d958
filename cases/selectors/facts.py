"""The dated facts that the cases app holds, as the procedure engine reads them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cases.models import (
    Case,
    Change,
    Circumstance,
    CircumstanceKind,
    LongerTime,
    Milestone,
)
from cases.models.circumstances import AGREED_KINDS, DATELESS_KINDS, NRPF_KINDS
from cases.models.referral import LONDON
from cases.selectors.exceptions import agreed_in, exceptions_in
from cases.selectors.handovers import facts_of_handovers, joint_visits_wanted_by
from cases.selectors.oversight import facts_of_oversight
from cases.selectors.papers import facts_of_papers
from cases.selectors.safety_plans import facts_of_safety_plans
from cases.selectors.schedules import schedules_of_many
from cin.core import clock
from cin.procedures.calendar import in_london
from cin.procedures.durations import Duration, Unit
from cin.procedures.events import Event, ExceptionGranted

# The events with which a circumstance begins and ends, where the engine counts from them.
STARTS_AND_ENDS: Mapping[CircumstanceKind, tuple[str, str]] = {
    **dict.fromkeys(NRPF_KINDS, ("nrpf_started", "nrpf_ended")),
    CircumstanceKind.PRIVATE_FOSTERING: ("pf_notified", "pf_ended"),
}


@dataclass(kw_only=True)
class Particulars:
    """What sets one case apart today: the child's cohorts, what a manager agreed, and what may be
    longer; and the events of it.
    """

    cohorts: set[str] = field(default_factory=set)
    agreed: dict[str, Any] = field(default_factory=dict)
    exceptions: list[ExceptionGranted] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


_OF_A_CASE = (
    "pk",
    "referral__received_on",
    "referral__received_time",
    "screened_on",
    "screened_at",
    "allocated_at",
    "closed_on",
    "close_destination",
)
_OF_A_CHANGE = ("case_id", "pk", "kind", "happened_on", "declines_id")


def facts_about(case_ids: Iterable[int]) -> dict[int, list[Event]]:
    """List referral, acceptance, allocation, milestones, changes, managers' notes, safety plans and
    closure of many cases, the papers of the first visit, and who carried them, with nine queries;
    days are local, ends included.
    """
    wanted = list(case_ids)
    facts: dict[int, list[Event]] = defaultdict(list)
    # Columns, not records: none of the rest is needed here.
    for case in Case.objects.filter(pk__in=wanted).order_by().values_list(*_OF_A_CASE, named=True):
        facts[case.pk] = _of(case)
    milestones = Milestone.objects.filter(case_id__in=wanted).order_by()
    for case_id, pk, kind, on in milestones.values_list("case_id", "pk", "kind", "happened_on"):
        facts[case_id].append(Event(type=kind, on=on, id=f"milestone-{pk}"))
    changes = Change.objects.standing().filter(case_id__in=wanted)
    for case_id, pk, kind, on, declines_id in changes.values_list(*_OF_A_CHANGE):
        of = f"change-{declines_id}" if declines_id else ""
        facts[case_id].append(Event(type=kind, on=on, id=f"change-{pk}", of=of))
    for case_id, events in facts_of_oversight(wanted).items():
        facts[case_id] += events
    for case_id, events in facts_of_safety_plans(wanted).items():
        facts[case_id] += events
    for case_id, events in facts_of_papers(wanted).items():
        facts[case_id] += events
    for case_id, events in facts_of_handovers(wanted).items():
        facts[case_id] += events
    return facts


def agreements_about(case_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Give what a manager agreed for each case: the hours within which the first visit must be
    made (ROC-77), how often the child is visited (ROC-86), and by when the two workers of a
    handover visit together.
    """
    wanted = list(case_ids)
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    rows = Case.objects.filter(pk__in=wanted).exclude(initial_visit_hours=None)
    for pk, hours in rows.values_list("pk", "initial_visit_hours"):
        found[pk]["initial_visit_within"] = Duration(hours, Unit.HOURS)
    for pk, schedules in schedules_of_many(wanted).items():
        found[pk]["visit_schedules"] = schedules
    for pk, day in joint_visits_wanted_by(wanted).items():
        found[pk]["joint_visit_by"] = day
    return dict(found)


def particulars_about(case_ids: Iterable[int]) -> dict[int, Particulars]:
    """Give what sets each of many cases apart today, with two queries; a case without anything of
    the kind is left out.
    """
    wanted = list(case_ids)
    found: dict[int, Particulars] = defaultdict(Particulars)
    for row in Circumstance.objects.standing().filter(case_id__in=wanted).order_by("pk"):
        _add_circumstance(found[row.case_id], row)
    longer: dict[int, list[LongerTime]] = defaultdict(list)
    approved = LongerTime.objects.filter(case_id__in=wanted).exclude(approved_on=None)
    for longer_time in approved.order_by("pk"):
        longer[longer_time.case_id].append(longer_time)
    for case_id, rows in longer.items():
        found[case_id].exceptions = exceptions_in(rows)
        if intervals := agreed_in(rows):
            found[case_id].agreed["managers_visit_intervals"] = intervals
    return found


def _add_circumstance(found: Particulars, row: Circumstance) -> None:
    found.events += _events_of(row)
    if not row.holds_on(clock.today()):
        return
    if row.kind in AGREED_KINDS:
        found.agreed[row.kind] = True
    elif row.kind not in DATELESS_KINDS:
        found.cohorts.add(row.kind)


def _events_of(row: Circumstance) -> Iterator[Event]:
    name = f"circumstance-{row.pk}"
    if row.kind not in STARTS_AND_ENDS:
        return
    starts, ends = STARTS_AND_ENDS[CircumstanceKind(row.kind)]
    yield Event(type=starts, on=row.starts_on, id=name)
    if row.arrangement_on is not None:
        yield Event(type="pf_arrangement_started", on=row.arrangement_on, id=f"{name}-began")
    if row.ends_on is not None:
        yield Event(type=ends, on=row.ends_on, id=f"{name}-ended")


def _of(case: Any) -> list[Event]:
    events = list(_of_the_referral(case))
    if case.allocated_at is not None:
        moment = in_london(case.allocated_at)
        events.append(
            Event(type="case_allocated", on=moment.date(), at=moment, id=f"allocation-{case.pk}")
        )
    if case.closed_on is not None:
        events.append(
            Event(
                type="case_closed",
                on=case.closed_on,
                id=f"closure-{case.pk}",
                destination=case.close_destination,
            )
        )
    return events


def _of_the_referral(case: Any) -> Iterator[Event]:
    received_on, at = case.referral__received_on, case.referral__received_time
    yield Event(
        type="referral_received",
        on=received_on,
        at=None if at is None else datetime.combine(received_on, at, tzinfo=LONDON),
        id=f"referral-{case.pk}",
    )
    if case.screened_on is None:
        return
    on, name = case.screened_on, f"screening-{case.pk}"
    decided_at = in_london(case.screened_at) if case.screened_at else None
    if case.screened_on == case.closed_on and case.allocated_at is None:
        yield Event(type="referral_decided", on=on, at=decided_at, id=name)
    else:
        yield Event(type="referral_accepted", on=on, at=decided_at, id=name)
