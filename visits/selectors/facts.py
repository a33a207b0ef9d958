"""What the procedure engine reads about visits: only those that were made."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from cin.procedures.calendar import in_london
from cin.procedures.events import Event
from visits.models import ENGINE_KINDS, HANDOVER_KINDS, VisitChild, VisitKind, VisitState

# Their duties ask for a visit, not for one by the child's social worker.
_WHOEVER_MAKES_THEM = frozenset({VisitKind.NRPF, VisitKind.PRIVATE_FOSTERING})


def facts_about(case_ids: Iterable[int]) -> dict[int, list[Event]]:
    """List the visits at which each child was seen, and their finalising, with one query; and the
    joint visits of two workers at which the family was, whether or not this child was seen.

    A visit by somebody whose visits do not count here (ROC-187) is one of the kind "other". A home
    visit to a family without recourse to public funds is also the event of that name (HIL-44).

    A visit at which this child was not seen, and a failed one, is no `visit_made` for the child: it
    must not restart the clock that says when the child was last seen (lifecycle section 5).
    """
    # Columns, not records: a visit's record is long, and none of its words is needed here.
    rows = (
        VisitChild.objects.filter(case_id__in=list(case_ids))
        .exclude(visit__state=VisitState.FAILED)
        .order_by()
        .values_list(
            "case_id",
            "visit_id",
            "visit__kind",
            "visit__counts",
            "visit__visited_at",
            "visit__finalised_at",
            "seen",
        )
    )
    facts: dict[int, list[Event]] = defaultdict(list)
    for case_id, visit_id, kind, counts, visited_at, finalised_at, seen in rows:
        facts[case_id] += _events_of(visit_id, kind, counts, visited_at, finalised_at, seen)
    return facts


def _events_of(
    visit_id: int,
    kind: str,
    counts: bool,
    visited_at: datetime,
    finalised_at: datetime | None,
    seen: bool | None,
) -> Iterator[Event]:
    made, at = f"visit-{visit_id}", in_london(visited_at)
    if kind in HANDOVER_KINDS:
        yield Event(type="joint_visit_made", on=at.date(), at=at, id=f"joint-{visit_id}")
    if not seen:
        return
    counted = _counted_kind(kind, counts=counts)
    yield Event(type="visit_made", on=at.date(), at=at, id=made, kind=counted)
    if kind == VisitKind.NRPF:
        yield Event(type="nrpf_home_visited", on=at.date(), id=f"nrpf-{visit_id}")
    if finalised_at is not None:
        yield Event(
            type="visit_recorded",
            on=in_london(finalised_at).date(),
            id=f"visit-record-{visit_id}",
            of=made,
        )


def _counted_kind(kind: str, *, counts: bool) -> str:
    if not counts and kind not in _WHOEVER_MAKES_THEM:
        return VisitKind.OTHER.value
    return str(ENGINE_KINDS.get(kind, kind))
