"""The spans of the duties that have a shape of their own."""

import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from cin.procedures.codes import EARLY_HELP_DESTINATIONS
from cin.procedures.events import BIRTH, Event
from cin.procedures.situation import (
    CASE_ENDS,
    FOSTERING_ENDS,
    PLAN_ENDS,
    Situation,
    Span,
    Stretch,
)
from cin.procedures.spans import Spans, beginning_with, chain, of_kind, once, pairs

COUNTED_VISITS = frozenset({"cin", "initial", "joint", "s47"})
_WENT_BEFORE = timedelta(days=28)
_MEETINGS = frozenset({"initial", "review"})
_PLAN_CHANGING = frozenset({"initial", "review", "other"})
_STEP_DOWNS = ("cp_step_down_decided", "stepped_down")


@beginning_with("assessment_completed", "plan_decided", *_STEP_DOWNS)
def initial_meetings(situation: Situation) -> Iterator[Span]:
    """Give the spans up to the initial meeting: from the assessment or the decision, and from
    step-downs.

    Starts that wait for the same meeting make one span. Of assessments only the first of a plan's
    time counts, and it may be completed after the meeting; where destitution gives no plan (HIL-43)
    there is no span.
    """
    held = of_kind(situation.events("meeting_held"), {"initial"})
    for stretch in situation.stretches(PLAN_ENDS):
        waiting: dict[Event | None, list[Event]] = {}
        meetings = [
            meeting for meeting in held if stretch.holds(meeting) or stretch.begins(meeting)
        ]
        for start, may_follow in _meeting_starts(situation, stretch):
            later = (meeting for meeting in meetings if may_follow or meeting.on >= start.on)
            waiting.setdefault(next(later, None), []).append(start)
        for meeting, starts in waiting.items():
            if meeting is None and stretch.until is not None:
                continue
            span = Span(starts[0], meeting, also=tuple(starts[1:]))
            if not _destitution_only(situation, span):
                yield span


def _meeting_starts(situation: Situation, stretch: Stretch) -> list[tuple[Event, bool]]:
    completed = stretch.begun(situation.events("assessment_completed"))[:1]
    decided = stretch.begun(situation.events("plan_decided"))[:1]
    both = sorted([*completed, *decided], key=lambda event: event.on)
    if both:
        trigger = situation.reckoner_on(both[0].on).procedure.get("initial_meeting_trigger")
        if trigger == "assessment_completed":
            both = list(completed)
        elif trigger == "plan_decision":
            both = list(decided)
        elif trigger == "latest":
            both = both[-1:]
    step_downs = stretch.begun(situation.events(*_STEP_DOWNS))
    starts = [(event, True) for event in both] + [(event, False) for event in step_downs]
    return sorted(starts, key=lambda start: start[0].on)


@beginning_with("plan_started", "meeting_held")
def reviews(situation: Situation) -> Iterator[Span]:
    """Give the spans between meetings: the first from the initial meeting, or from the start of the
    plan.

    An initial meeting starts the count anew, so what ran from the start of the plan is dropped
    then.
    """
    meetings = of_kind(situation.events("meeting_held"), _MEETINGS)
    for span in chain(situation, situation.events("plan_started"), meetings):
        restarted = span.done is not None and span.done.kind == "initial"
        if not restarted and not _destitution_only(situation, span):
            yield span


def plan_changes(met_by: str) -> Spans:
    """Give a span for every meeting that changed the plan, each with the event that completes it.

    A meeting about closing, or about a disagreement over it, changes none.
    """

    @beginning_with("meeting_held")
    def find(situation: Situation) -> Iterable[Span]:
        held = situation.events("meeting_held")
        changing = [event for event in held if event.changes_plan and event.kind in _PLAN_CHANGING]
        return pairs(situation, changing, situation.events(met_by)) if changing else ()

    return find


@beginning_with("significant_change", "planned_move")
def early_reviews(situation: Situation) -> Iterator[Span]:
    """Give a span for every change that calls for an early review, met by the next meeting or by
    declining one.

    A declining that names a change (`of`) answers that one only.
    """
    answers = situation.events("meeting_held", "early_review_declined")
    ended_on = _ended_on(situation, PLAN_ENDS)
    for start in situation.events("significant_change", "planned_move"):
        meant = (answer for answer in answers if not answer.of or answer.of == start.id)
        done = next((answer for answer in meant if answer.on >= start.on), None)
        if done is not None or ended_on < start.on:
            yield Span(start, done)


@beginning_with("plan_started", "visit_made", "case_allocated")
def visits(situation: Situation) -> Iterable[Span]:
    """Give the spans between counted visits: those of kind cin, initial, joint and s47.

    Visits for private fostering or no recourse to public funds have duties of their own, and other
    visits none: they do not count. Where a visit counts only when finalised (ROC-88) it counts once
    a `visit_recorded` completes it, dated by the visit. A child in need only through destitution
    has none where that gives no plan (HIL-43). A manager's schedule counts from the
    allocation, until the first visit: a plan that starts before it excuses nobody.
    """
    counted = _counted_visits(situation)
    spans = chain(situation, situation.events("plan_started"), counted)
    if situation.facts.agreed.visit_schedules:
        spans = itertools.chain(_FROM_ALLOCATION.find(situation), spans)
    if "nrpf_only" not in situation.facts.child.cohorts:
        return spans
    return (span for span in spans if not _destitution_only(situation, span))


def _counted_visits(situation: Situation) -> Sequence[Event]:
    made = of_kind(situation.events("visit_made"), COUNTED_VISITS)
    at_once = [visit for visit in made if _counts_at_once(situation, visit)]
    recorded = situation.events("visit_recorded")
    if len(at_once) == len(made) or not recorded:
        return at_once
    counted = {id(visit) for visit in at_once}
    for span in pairs(situation, situation.events("visit_made"), recorded):
        if span.done is not None:
            counted.add(id(span.start))
    return [visit for visit in made if id(visit) in counted]


def _counts_at_once(situation: Situation, visit: Event) -> bool:
    reckoner = situation.only or situation.reckoner_on(visit.on)
    return bool(reckoner.procedure.settings["visit_counts_when"] == "recorded")


_FROM_ALLOCATION = once("case_allocated", _counted_visits, ends=PLAN_ENDS)


@beginning_with("worker_changed", "team_changed")
def joint_visits(situation: Situation) -> Iterator[Span]:
    """Give a span for every change of worker or team, met by a joint visit, or by giving it up.

    One that was never made is dropped once the case changes hands again or ends.
    """
    changes = situation.events("worker_changed", "team_changed")
    answers = situation.events("joint_visit_made", "joint_visit_waived")
    ended_on = _ended_on(situation, CASE_ENDS)
    for change, done in zip(changes, joint_visits_after(changes, answers), strict=True):
        if done is not None or (change is changes[-1] and ended_on < change.on):
            yield Span(change, done)


def joint_visits_after(
    changes: Sequence[Event], answers: Sequence[Event]
) -> Iterator[Event | None]:
    """Give what answers each change of hands, if anything does: an answer that names one, or the
    first joint visit that answers no earlier one.

    The two can have gone together up to 28 days before, though not before the change that came
    first. A visit on the day of the next change is that one's.
    """
    unused = list(answers)
    before = date.min
    for change, following in zip(changes, [*changes[1:], None], strict=True):
        earliest = max(before, change.on - _WENT_BEFORE)
        until = following.on if following else date.max
        meant = (
            answer
            for answer in unused
            if (answer.of == change.id if answer.of else earliest <= answer.on < until)
        )
        done = next(meant, None)
        if done is not None:
            unused.remove(done)
        yield done
        before = change.on


@beginning_with("pf_notified", "visit_made")
def private_fostering_visits(situation: Situation) -> Iterator[Span]:
    """Give the spans between private fostering visits, the first from the notification."""
    made = of_kind(situation.events("visit_made"), {"private_fostering"})
    return chain(situation, situation.events("pf_notified"), made, FOSTERING_ENDS)


@beginning_with("assessment_approved")
def reassessments(situation: Situation) -> Iterator[Span]:
    """Give the spans from one approved assessment to the next, while a plan runs."""
    approved = situation.events("assessment_approved")
    for last, following in zip(approved, [*approved[1:], None], strict=False):
        if situation.plan_runs(following.on if following else situation.as_of):
            yield Span(last, following)


@beginning_with(BIRTH)
def eighteenth_birthdays(situation: Situation) -> Iterator[Span]:
    """Give the span from birth to the closing of the case; none once the child has died."""
    born_on = situation.facts.child.born_on
    if born_on is not None and not situation.events("child_died"):
        closed = situation.events("case_closed")
        yield Span(_birth(born_on), closed[0] if closed else None)


@lru_cache(maxsize=4096)
def _birth(born_on: date) -> Event:
    return Event(BIRTH, born_on)


@beginning_with("case_closed")
def contact_windows(situation: Situation) -> Iterator[Span]:
    """Give the span that begins when a case closes to early help; none once the child has died."""
    closed = situation.events("case_closed")[-1:]
    for event in closed:
        if event.destination in EARLY_HELP_DESTINATIONS and not situation.events("child_died"):
            yield Span(event)


def _ended_on(situation: Situation, ends: Collection[str]) -> date:
    # After the child's death nothing more falls due, whatever is recorded later.
    if situation.events("child_died"):
        return date.max
    return situation.ended_on(ends) or date.min


def _destitution_only(situation: Situation, span: Span) -> bool:
    if "nrpf_only" not in situation.facts.child.cohorts:
        return False
    return not situation.reckoner(span).procedure.flag("nrpf_only_plan")
