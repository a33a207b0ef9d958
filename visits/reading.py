"""Visits as they are read: questions and answers in the order in which they happened."""

from datetime import datetime
from typing import Any

from cin.core.templatetags.cin import moment, plain_day, time_of_day
from cin.procedures.codes import VISIT_QUESTIONS
from cin.procedures.visit_template import CHILD_QUESTIONS
from visits.models import (
    NotAloneDecision,
    PlannedVisit,
    Visit,
    VisitAddendum,
    VisitChild,
    VisitState,
)
from visits.selectors import names_of

COLOURS = {VisitState.MADE: "yellow", VisitState.FINALISED: "green", VisitState.FAILED: "red"}
YES_NO = {True: "Yes", False: "No", None: ""}
HOURS_IN_WORDS = 48

# What belongs to the answer of another question, and is read right after it.
_FOLLOWS = {
    "new_significant_change": [("change_details", "What has changed")],
    "fgc_offered": [("fgc_response", "The family's answer")],
    "fnm_at": [("fnm_late_reason", "Why later, or none agreed")],
    "arrangement_ok": [("arrangement_worries", "What is not right")],
}
_ALWAYS_READ = ("people_present", "home_conditions", "parents_views")

Rows = list[dict[str, Any]]


def beginning_of(visit: Visit) -> Rows:
    """Say when and where a visit was, and who was there."""
    rows = [
        {"key": "When", "value": _when(visit)},
        {"key": "Where", "value": visit.where},
        {"key": "Visitor", "value": visit.visitor.name},
        *_if_any("With", visit.joint_with),
        *_if_any("Why not the child's own worker", visit.deputy_reason),
        {"key": "Did the family know?", "value": YES_NO[visit.was_announced]},
    ]
    if not visit.counts and visit.state != VisitState.FAILED:
        told = "No: visits by this role do not count under the procedure"
        rows.append({"key": "Counts as a visit", "value": told})
    if visit.state != VisitState.FAILED:
        rows.append(_typed("Who was there", visit.people_present))
    if visit.finalised_by is not None and visit.finalised_at is not None:
        told = f"{moment(visit.finalised_at)}, by {visit.finalised_by.name}"
        rows.append({"key": "Record finished", "value": told})
    return rows


def time_taken(visit: Visit) -> str:
    """Say how long after the visit it was recorded, and its record finished."""
    told = f"Recorded {_after(visit.visited_at, visit.created_at)} the visit"
    if visit.finalised_at is None:
        return f"{told}."
    return f"{told}, finished {_after(visit.visited_at, visit.finalised_at)} it."


def rows_of(part: VisitChild) -> Rows:
    """Say of one child whether the child was seen, alone or not, and what the child said; or why
    not.
    """
    seen = {"key": "Seen", "value": YES_NO[part.seen]}
    if part.seen is None:
        return [seen]
    if not part.seen:
        return [seen, _typed("Why not", part.not_seen_reason)]
    rows = [seen, {"key": "Seen alone", "value": YES_NO[part.seen_alone]}]
    if part.seen_alone is False:
        rows += _why_not_alone(part)
    if part.spoken_to is not None:
        rows.append({"key": "Spoken to", "value": YES_NO[part.spoken_to]})
    return [
        *rows,
        *_if_any("Where", part.seen_where),
        _typed("What the child said or showed", part.voice),
        *_if_any("Wishes and feelings", part.wishes),
        *_if_any("A day in this child's life", part.lived_experience),
        *_if_any("What was seen of the child", part.observations),
    ]


def ending_of(visit: Visit) -> Rows:
    """Say what happened at a visit, and whether it raised a concern; nothing of a failed one."""
    if visit.state == VisitState.FAILED:
        return []
    rows = [
        _typed("What happened", visit.account),
        _typed("The home", visit.home_conditions),
        _typed("Parents' or carers' views", visit.parents_views),
        {"key": "Concern about significant harm", "value": YES_NO[visit.concern_raised]},
    ]
    for name, label in VISIT_QUESTIONS.items():
        if name in CHILD_QUESTIONS or name in _ALWAYS_READ:
            continue
        rows += _if_any(label, _answer(visit, name))
        for follow, words in _FOLLOWS.get(name, []):
            rows += _if_any(words, _answer(visit, follow))
    return rows


def planned_rows(planned: PlannedVisit) -> Rows:
    """Say when and where a visit is planned, whom it is to see, and what it is for."""
    rows = [
        {"key": "When", "value": moment(planned.planned_at)},
        {"key": "Where", "value": planned.where},
        {"key": "To see", "value": ", ".join(names_of(planned))},
        {"key": "What kind", "value": planned.get_kind_display()},
        {"key": "Visitor", "value": planned.visitor.name},
        *_if_any("With", planned.joint_with),
        *_if_any("What for", planned.purpose),
        *_if_any("Prepares for", planned.get_prepares_for_display()),
        {"key": "Will the family know?", "value": YES_NO[planned.is_announced]},
    ]
    if planned.moved_from is not None:
        rows.append({"key": "Moved from", "value": moment(planned.moved_from)})
        rows.append(_typed("Why", planned.move_reason))
    return [*rows, *_if_any("Cancelled because", planned.cancel_reason)]


def decision_rows(decision: NotAloneDecision) -> Rows:
    """Say what was asked about seeing a child alone, and what was decided, until when and why."""
    rows = [
        {"key": "Decision", "value": decision.get_state_display()},
        {"key": "Asked by", "value": decision.asked_by.name},
        _typed("Because", decision.reason),
    ]
    if decision.decided_by is not None:
        by = f"{decision.decided_by.name}, {plain_day(decision.decided_on)}"
        rows += [{"key": "Decided by", "value": by}, _typed("Reasons", decision.rationale)]
    if decision.valid_until is not None:
        rows.append({"key": "Until", "value": plain_day(decision.valid_until)})
    if decision.reviewed_by is not None:
        by = f"{decision.reviewed_by.name}, {plain_day(decision.reviewed_on)}"
        rows += [{"key": "Reviewed by", "value": by}, _typed("Found", decision.review_note)]
    return rows


def addendum_card(addendum: VisitAddendum) -> dict[str, Any]:
    """Say what was added to a record, by whom, when and why."""
    about = f" about {addendum.case.child}" if addendum.case else ""
    return {
        "title": f"Added on {moment(addendum.created_at)}{about}",
        "rows": [
            {"key": "By", "value": addendum.written_by.name},
            _typed("Why", addendum.why),
            _typed("What", addendum.text),
        ],
    }


def _when(visit: Visit) -> str:
    ended = f" to {time_of_day(visit.ended_at)}" if visit.ended_at else ""
    return f"{moment(visit.visited_at)}{ended}"


def _after(start: datetime, end: datetime) -> str:
    """Say how long after: in minutes, hours or days, rounded down."""
    minutes = max(0, int((end - start).total_seconds() // 60))
    if minutes < 60:
        return f"{_counted(minutes, 'minute')} after"
    if minutes < 60 * HOURS_IN_WORDS:
        return f"{_counted(minutes // 60, 'hour')} after"
    return f"{_counted(minutes // (60 * 24), 'day')} after"


def _counted(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"


def _why_not_alone(part: VisitChild) -> Rows:
    rows = _if_any("Why not alone", part.not_alone_reason)
    decision = part.not_alone_decision
    if decision is not None and decision.decided_by is not None:
        told = f"{decision.decided_by.name}, {plain_day(decision.decided_on)}"
        rows.append({"key": "Manager's decision", "value": told})
    return rows or [_typed("Why not alone", "")]


def _answer(visit: Visit, name: str) -> str:
    value = getattr(visit, name)
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, datetime):
        return moment(value)
    shown = getattr(visit, f"get_{name}_display", None)
    return str((shown() if shown else value) or "")


def _if_any(key: str, text: str) -> Rows:
    return [_typed(key, text)] if text else []


def _typed(key: str, text: str) -> dict[str, Any]:
    return {"key": key, "value": text, "typed": True}
