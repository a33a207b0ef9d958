"""What the procedure engine reads about visits: only those that were made."""

from collections import defaultdict
from collections.abc import Iterable

from cin.procedures.calendar import in_london
from cin.procedures.events import Event
from visits.models import ENGINE_KINDS, VisitChild, VisitKind, VisitState

# Their duties ask for a visit, not for one by the child's social worker.
_WHOEVER_MAKES_THEM = frozenset({VisitKind.NRPF, VisitKind.PRIVATE_FOSTERING})


def facts_about(case_ids: Iterable[int]) -> dict[int, list[Event]]:
    """List the visits at which each child was seen, and their finalising, with one query.

    A visit by somebody whose visits do not count here (ROC-187) is one of the kind "other". A home
    visit to a family without recourse to public funds is also the event of that name (HIL-44).

    A visit at which this child was not seen, and a failed one, is no `visit_made` for the child: it
    must not restart the clock that says when the child was last seen (lifecycle section 5).
    """
    # Columns, not records: a visit's record is long, and none of its words is needed here.
    rows = (
        VisitChild.objects.filter(case_id__in=list(case_ids), seen=True)
        .exclude(visit__state=VisitState.FAILED)
        .order_by()
        .values_list(
            "case_id",
            "visit_id",
            "visit__kind",
            "visit__counts",
            "visit__visited_at",
            "visit__finalised_at",
        )
    )
    facts: dict[int, list[Event]] = defaultdict(list)
    for case_id, visit_id, kind, counts, visited_at, finalised_at in rows:
        made = f"visit-{visit_id}"
        at = in_london(visited_at)
        counted = _counted_kind(kind, counts=counts)
        facts[case_id].append(Event(type="visit_made", on=at.date(), at=at, id=made, kind=counted))
        if kind == VisitKind.NRPF:
            facts[case_id].append(
                Event(type="nrpf_home_visited", on=at.date(), id=f"nrpf-{visit_id}")
            )
        if finalised_at is not None:
            facts[case_id].append(
                Event(
                    type="visit_recorded",
                    on=in_london(finalised_at).date(),
                    id=f"visit-record-{visit_id}",
                    of=made,
                )
            )
    return facts


def _counted_kind(kind: str, *, counts: bool) -> str:
    if not counts and kind not in _WHOEVER_MAKES_THEM:
        return VisitKind.OTHER.value
    return str(ENGINE_KINDS.get(kind, kind))
