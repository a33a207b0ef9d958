"""What the procedure engine reads about strategy discussions and section 47 enquiries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, Min

from cin.procedures.calendar import in_london
from cin.procedures.events import Event
from safeguarding.models import (
    Concern,
    ConcernState,
    Enquiry,
    SharedPart,
    StrategyChild,
    StrategyShare,
)
from visits.models import VisitChild, VisitKind, VisitState

Facts = dict[int, list[Event]]
_SHARED = {
    SharedPart.ACTIONS: "strategy_actions_shared",
    SharedPart.MINUTES: "strategy_minutes_shared",
}


def facts_about(case_ids: Iterable[int]) -> Facts:
    """List when managers called strategy discussions, when those were held and shared, and when
    section 47 enquiries began, saw the child alone and were completed, with three queries, and two
    more where there is something to read of them.

    Several concerns that one discussion answers count as one decision: the earliest. An enquiry is
    completed when a manager agrees with its outcome. A child who was not seen alone, for reasons
    that a manager agreed with by that, leaves nothing due.
    """
    wanted = list(case_ids)
    facts: Facts = defaultdict(list)
    held = _add_strategies(facts, wanted)
    _add_decisions(facts, wanted, held)
    _add_enquiries(facts, wanted)
    return facts


def _event(type_: str, at: datetime, id_: str, of: str = "") -> Event:
    local = in_london(at)
    return Event(type=type_, on=local.date(), at=local, id=id_, of=of)


def _add_strategies(facts: Facts, wanted: Sequence[int]) -> dict[tuple[int, int], datetime]:
    """Add the sharing of what was decided; give when each discussion was held, by child."""
    rows = StrategyChild.objects.filter(case_id__in=wanted).order_by()
    held = {
        (case_id, strategy_id): at
        for case_id, strategy_id, at in rows.values_list(
            "case_id", "discussion_id", "discussion__held_at"
        )
    }
    if not held:
        return held
    shares = (
        StrategyShare.objects.filter(discussion__children__case_id__in=wanted)
        .order_by()
        .values_list("discussion__children__case_id", "discussion_id", "part")
        .annotate(first=Min("shared_at"))
    )
    for case_id, strategy_id, part, first in shares:
        if (case_id, strategy_id) in held:
            name = f"strategy-{strategy_id}"
            facts[case_id].append(_event(_SHARED[part], first, f"{part}-of-{name}", of=name))
    return held


def _add_decisions(
    facts: Facts, wanted: Sequence[int], held: dict[tuple[int, int], datetime]
) -> None:
    """Add each call for a discussion, and each discussion as that which answers it."""
    called = Concern.objects.filter(case_id__in=wanted, state=ConcernState.STRATEGY)
    answered: dict[tuple[int, int | None], str] = {}
    for case_id, pk, decided_at, strategy_id in called.order_by("decided_at", "pk").values_list(
        "case_id", "pk", "decided_at", "discussion_id"
    ):
        if (case_id, strategy_id) in answered:
            continue
        name = answered[case_id, strategy_id] = f"concern-{pk}"
        # A discussion in the night may be held before the call for it is written down.
        at = min(filter(None, [decided_at, held.get((case_id, strategy_id or 0))]))
        facts[case_id].append(_event("strategy_decided", at, name))
    for (case_id, strategy_id), at in held.items():
        of = answered.get((case_id, strategy_id), "")
        facts[case_id].append(_event("strategy_held", at, f"strategy-{strategy_id}", of=of))


_OF_AN_ENQUIRY = (
    "case_id",
    "pk",
    "began_at",
    "seen_at",
    "seen_alone",
    "completed_at",
)


def _add_enquiries(facts: Facts, wanted: Sequence[int]) -> None:
    enquiries = Enquiry.objects.filter(case_id__in=wanted).order_by("began_at", "pk")
    rows = list(enquiries.values_list(*_OF_AN_ENQUIRY, named=True))
    visits = _visits_alone(wanted) if rows else {}
    for row in rows:
        facts[row.case_id] += _of_enquiry(row, visits.get(row.pk))


def _of_enquiry(row: Any, visited_at: datetime | None) -> Iterator[Event]:
    name = f"enquiry-{row.pk}"
    yield _event("s47_started", row.began_at, name)
    told = row.seen_at if row.seen_alone else None
    if visited_at is not None and row.completed_at is not None and visited_at > row.completed_at:
        visited_at = None
    seen = [at for at in (told, visited_at) if at is not None]
    if seen:
        yield _event("s47_child_seen", min(seen), f"{name}-seen", of=name)
    if row.completed_at is not None:
        if not seen:
            yield _event("s47_not_seen_agreed", row.completed_at, f"{name}-not-seen", of=name)
        yield _event("s47_completed", row.completed_at, f"{name}-completed", of=name)


def _visits_alone(wanted: Sequence[int]) -> dict[int, datetime]:
    """Give when a section 47 visit first saw the child alone, by the enquiry it was made in."""
    rows = (
        VisitChild.objects.filter(
            case__s47_enquiries__began_at__lte=F("visit__visited_at"),
            case_id__in=wanted,
            visit__kind=VisitKind.S47,
            seen=True,
            seen_alone=True,
        )
        .exclude(visit__state=VisitState.FAILED)
        .order_by()
        .values_list("case__s47_enquiries__pk")
        .annotate(first=Min("visit__visited_at"))
    )
    return dict(rows)
