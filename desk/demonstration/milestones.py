"""What the procedure asks for beside visits and meetings, managers' notes included: most of it
noted in time, some still open.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from alerts.labels import LABELS
from alerts.selectors.facts import facts_for
from cases.models import Case, MilestoneKind, OversightType
from cases.models.milestone import OVERSIGHT_TYPES
from cases.models.oversight import CHAIRED_BY, FACTS
from cases.selectors.oversight import sitting_of
from cases.services.milestones import record_milestone
from cases.services.oversight import OversightDetails, Step, record_oversight
from cases.services.panels import upload_panel_decisions
from cin.accounts.models import User
from cin.core import clock
from cin.policy.selectors import bank_holiday_calendar, procedure_book, procedure_in_force
from cin.procedures.events import Event, Facts
from cin.procedures.obligations import Obligation, obligations
from desk.demonstration.assessing import DEEDS, MET_BY, Occasion
from desk.demonstration.content import content
from desk.demonstration.days import settled
from desk.demonstration.explaining import complete_papers, keep_safe
from desk.demonstration.houses import House

RECENT = timedelta(days=10)
A_FORTNIGHT = timedelta(days=14)
A_MONTH = timedelta(days=28)
LEFT_OPEN = 0.4
PAGE = "cases:record_milestone"
MANAGERS_PAGE = "cases:record_oversight"
# What is done on a page of its own, and the fact it leaves.
OWN_FACTS = {
    "cases:write_safety_plan": MilestoneKind.SAFETY_PLAN,
    "desk:first_papers": MilestoneKind.INITIAL_RECORDING,
    "cases:upload_panel_decisions": MilestoneKind.PANEL_UPLOAD,
}


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
    calendar = bank_holiday_calendar()
    while due := _next_due(obligations(facts, book, calendar, today), left):
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
    if place is not None and place.page == MANAGERS_PAGE:
        return FACTS[place.kind]
    if place is not None and place.page in OWN_FACTS:
        return OWN_FACTS[place.page]
    return place.kind if place is not None and place.page == PAGE else ""


def _day_for(due: Obligation, chance: Random) -> date:
    wanted = settled((due.due_on or clock.today()) - timedelta(days=chance.randint(0, 3)))
    return max(wanted, due.counts_from.on)


def _by_day(noted: tuple[str, date]) -> date:
    return noted[1]


def _note(house: House, case: Case, kind: str, on: date) -> None:
    if kind in DEEDS:
        worker = case.worker or house.people["sw"]
        DEEDS[kind](Occasion(case=case, on=on, worker=worker, manager=house.manager_of(worker)))
        return
    moment = timezone.make_aware(datetime.combine(on, time(16, 45)))
    is_lately = on > settled(clock.today()) - A_MONTH
    with clock.at(min(moment, clock.now())):
        if kind in OVERSIGHT_TYPES:
            _oversee(house, case, OVERSIGHT_TYPES[kind], on, is_lately=is_lately)
        else:
            _do(case, case.worker or house.people["tm"], kind, on)


def _do(case: Case, worker: User, kind: str, on: date) -> None:
    """Have the worker do it on its own page, or note that it was done."""
    note: str = content("sayings")["milestones"][kind]
    if kind == MilestoneKind.SAFETY_PLAN:
        keep_safe(case, worker)
    elif kind == MilestoneKind.INITIAL_RECORDING:
        complete_papers(case, worker)
    elif kind == MilestoneKind.PANEL_UPLOAD:
        upload_panel_decisions(case_id=case.pk, actor=worker, decisions=note)
    else:
        record_milestone(case_id=case.pk, actor=worker, kind=kind, happened_on=on, note=note)


def _oversee(house: House, case: Case, kind: OversightType, on: date, *, is_lately: bool) -> None:
    """Have the manager write the note, or the head of service what is theirs."""
    said = content("sayings")["oversight"]
    worker = case.worker
    manager = house.people["tm"] if worker is None else house.manager_of(worker)
    by_head = kind == OversightType.LONG_PLAN_AUTHORISED
    asked = worker is not None and is_lately and kind == OversightType.SUPERVISION
    steps = [Step(what=said["step"], who=str(worker), due_on=on + A_FORTNIGHT)] if asked else []
    details = OversightDetails(
        type=kind,
        held_on=on,
        decision=content("sayings")["milestones"][FACTS[kind]],
        rationale=said["rationale"],
        plan_progressing=True,
        outcomes_improving=True,
        reflection=said["reflection"],
        next_steps=steps,
        **_sitting(house, kind, manager),
    )
    actor: User = house.people["hos"] if by_head else manager
    record_oversight(case_id=case.pk, actor=actor, details=details)


def _sitting(house: House, kind: OversightType, manager: User) -> dict[str, Any]:
    """Say who sat, where the procedure names who chairs."""
    if kind not in CHAIRED_BY:
        return {}
    sitting = sitting_of(procedure_in_force(house.teams[0].authority_id), kind)
    if not sitting.chairs:
        return {}
    chairs = manager if "manager" in sitting.chairs[0] else house.people["hos"]
    return {
        "arranged_by": manager.name if sitting.is_arranged else "",
        "chair_name": chairs.name,
        "chair_role": sitting.chairs[0],
        "presented_by": "social_worker" if sitting.is_presented else "",
        "members": dict.fromkeys(sitting.members, True),
        "outcome": "continue_cin" if sitting.outcomes else "",
    }
