"""A visit as it is read: questions and answers in the order in which it happened."""

from typing import Any

from cin.core.templatetags.cin import moment
from visits.models import Visit, VisitChild, VisitState

COLOURS = {VisitState.MADE: "yellow", VisitState.FINALISED: "green", VisitState.FAILED: "red"}
YES_NO = {True: "Yes", False: "No", None: ""}

Rows = list[dict[str, Any]]


def beginning_of(visit: Visit) -> Rows:
    """Say when and where a visit was, and who was there."""
    rows = [
        {"key": "When", "value": moment(visit.visited_at)},
        {"key": "Where", "value": visit.place},
        {"key": "Visitor", "value": visit.visitor.name},
        {"key": "Did the family know?", "value": YES_NO[visit.was_announced]},
    ]
    if visit.state != VisitState.FAILED:
        rows.append(_typed("Who was there", visit.people_present))
    if visit.finalised_by is not None and visit.finalised_at is not None:
        told = f"{moment(visit.finalised_at)}, by {visit.finalised_by.name}"
        rows.append({"key": "Record finished", "value": told})
    return rows


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
        rows.append(_typed("Why not alone", part.not_alone_reason))
    return [
        *rows,
        _typed("What the child said or showed", part.voice),
        _typed("Wishes and feelings", part.wishes),
    ]


def ending_of(visit: Visit) -> Rows:
    """Say what happened at a visit, and whether it raised a concern; nothing of a failed one."""
    if visit.state == VisitState.FAILED:
        return []
    return [
        _typed("What happened", visit.account),
        _typed("The home", visit.home_conditions),
        _typed("Parents' or carers' views", visit.parents_views),
        {"key": "Concern about significant harm", "value": YES_NO[visit.concern_raised]},
    ]


def _typed(key: str, text: str) -> dict[str, Any]:
    return {"key": key, "value": text, "typed": True}
