"""What the procedure asks for beside visits and meetings: most of it noted in time, some still
open.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from alerts.labels import LABELS
from alerts.selectors.facts import facts_for
from cases.models import Case, MilestoneKind
from cases.services.milestones import record_milestone
from cin.accounts.models import User
from cin.core import clock
from cin.policy.selectors import procedure_book, working_calendar
from cin.procedures.events import Event, Facts
from cin.procedures.obligations import Obligation, obligations
from desk.demonstration.assessing import DEEDS, MET_BY, Occasion
from desk.demonstration.content import content
from desk.demonstration.days import settled
from desk.demonstration.houses import House

RECENT = timedelta(days=10)
LEFT_OPEN = 0.4
PAGE = "cases:record_milestone"


def note_milestones(house: House, cases: Iterable[Case], chance: Random) -> None:
    """Note for each case what was due before today; of what was due lately, some is left open."""
    authority_id = house.teams[0].authority_id
    carried = [case for case in cases if case.worker is not None]
    facts = facts_for(carried)
    for case in carried:
        for kind, on in sorted(_done(authority_id, facts[case.pk], chance), key=_by_day):
            _note(house, case, kind, on)


def _done(authority_id: int, facts: Facts, chance: Random) -> Iterator[tuple[str, date]]:
    """Go through what becomes due one thing after another: each thing done may make the next
    due.
    """
    left: set[tuple[str, str]] = set()
    book, today = procedure_book(authority_id), settled(clock.today())
    while due := _next_due(obligations(facts, book, working_calendar(), today), left):
        kind, on = _kind(due.key), _day_for(due, chance)
        if on > today or (on > today - RECENT and chance.random() < LEFT_OPEN):
            left.add((due.key, due.counts_from_id))
            continue
        yield kind, on
        done = Event(type=kind, on=on, id=f"noted-{kind}-{on}")
        facts = Facts(facts.child, facts.agreed, facts.exceptions, (*facts.events, done))


def _next_due(listed: list[Obligation], left: set[tuple[str, str]]) -> Obligation | None:
    return next(
        (
            each
            for each in listed
            if each.met_on is None
            and each.due_on is not None
            and _kind(each.key)
            and (each.key, each.counts_from_id) not in left
        ),
        None,
    )


def _kind(key: str) -> str:
    """Give the fact that meets an obligation here, or nothing when it is met in another way."""
    if key in MET_BY:
        return MET_BY[key]
    label = LABELS.get(key)
    place = label.place if label else None
    return place.kind if place is not None and place.page == PAGE else ""


def _day_for(due: Obligation, chance: Random) -> date:
    wanted = settled((due.due_on or clock.today()) - timedelta(days=chance.randint(0, 3)))
    return max(wanted, due.counts_from.on)


def _by_day(noted: tuple[str, date]) -> date:
    return noted[1]


def _note(house: House, case: Case, kind: str, on: date) -> None:
    if kind in DEEDS:
        worker = _actor(house, case, kind)
        DEEDS[kind](Occasion(case=case, on=on, worker=worker, manager=house.manager_of(worker)))
        return
    moment = timezone.make_aware(datetime.combine(on, time(16, 45)))
    with clock.at(min(moment, clock.now())):
        record_milestone(
            case_id=case.pk,
            actor=_actor(house, case, kind),
            kind=kind,
            happened_on=on,
            note=content("sayings")["milestones"][kind],
        )


def _actor(house: House, case: Case, kind: str) -> User:
    """Have the manager note what managers note, the head of service what is theirs, the worker
    the rest.
    """
    if kind == MilestoneKind.LONG_PLAN_AUTHORISED:
        return house.people["hos"]
    worker = case.worker
    if worker is None or any(
        label.place is not None and label.place.kind == kind and label.place.by_manager
        for label in LABELS.values()
    ):
        return house.people["tm"] if worker is None else house.manager_of(worker)
    return worker
