"""What the procedure engine reads about visits: only those that were made."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone

from cin.procedures.events import Event
from visits.models import ENGINE_KINDS, Visit, VisitChild, VisitKind, VisitState

# Their duties ask for a visit, not for one by the child's social worker.
_WHOEVER_MAKES_THEM = frozenset({VisitKind.NRPF, VisitKind.PRIVATE_FOSTERING})


def facts_about(case_ids: Iterable[int]) -> dict[int, list[Event]]:
    """List the visits at which each child was seen, and their finalising, with one query.

    A visit by somebody whose visits do not count here (ROC-187) is one of the kind "other". A home
    visit to a family without recourse to public funds is also the event of that name (HIL-44).

    A visit at which this child was not seen, and a failed one, is no `visit_made` for the child: it
    must not restart the clock that says when the child was last seen (lifecycle section 5).
    """
    rows = (
        VisitChild.objects.filter(case_id__in=list(case_ids), seen=True)
        .exclude(visit__state=VisitState.FAILED)
        .select_related("visit")
    )
    facts: dict[int, list[Event]] = defaultdict(list)
    for part in rows:
        visit = part.visit
        made = f"visit-{visit.pk}"
        at = timezone.localtime(visit.visited_at)
        facts[part.case_id].append(
            Event(type="visit_made", on=at.date(), at=at, id=made, kind=_kind(visit))
        )
        if visit.kind == VisitKind.NRPF:
            facts[part.case_id].append(
                Event(type="nrpf_home_visited", on=at.date(), id=f"nrpf-{visit.pk}")
            )
        if visit.finalised_at is not None:
            facts[part.case_id].append(
                Event(
                    type="visit_recorded",
                    on=timezone.localtime(visit.finalised_at).date(),
                    id=f"visit-record-{visit.pk}",
                    of=made,
                )
            )
    return facts


def _kind(visit: Visit) -> str:
    if not visit.counts and visit.kind not in _WHOEVER_MAKES_THEM:
        return VisitKind.OTHER.value
    return str(ENGINE_KINDS.get(visit.kind, visit.kind))
