"""Whether a plan, or a new version of one, can be started now."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from cases.models import Case, CaseState
from cases.selectors.child_protection import beside_child_protection, child_protection_of
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from plans.models import UNFINISHED, PlanState, PlanVersion


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What says whether a plan can be started or changed: the states of its versions, and since
    when the child has had a child protection plan.
    """

    states: frozenset[str] = frozenset()
    protected_since: date | None = None


def standings_of(cases: Collection[Case]) -> dict[int, Standing]:
    """Give how each case's plan stands, with two queries."""
    states = defaultdict(set)
    for case_id, state in PlanVersion.objects.filter(case__in=cases).values_list("case", "state"):
        states[case_id].add(state)
    protected = child_protection_of(cases)
    return {
        case.pk: Standing(states=frozenset(states[case.pk]), protected_since=protected.get(case.pk))
        for case in cases
    }


def obstacle_to_drafting(case: Case, standing: Standing | None = None) -> str:
    """Say why no first version of the plan can be started now, or nothing."""
    known = standing or standings_of([case])[case.pk]
    if case.state not in {CaseState.ASSESSMENT, CaseState.CIN_ACTIVE}:
        return f"A plan cannot be written while the case is {case.get_state_display().lower()}."
    if known.states:
        return "This child already has a plan. Change that one instead."
    return beside_child_protection(known.protected_since)


def obstacle_to_amending(case: Case, standing: Standing | None = None) -> str:
    """Say why no new version of the plan can be started now, or nothing."""
    known = standing or standings_of([case])[case.pk]
    if not case.is_open:
        return f"Case {case.reference} is closed."
    if PlanState.ACTIVE not in known.states:
        return "There is no plan in force to change."
    if not known.states.isdisjoint(UNFINISHED):
        return "A new version of this plan is already being written."
    return beside_child_protection(known.protected_since)


@dataclass(frozen=True, kw_only=True)
class Start:
    """What a child's plan could be started with: its first version, or a new one of the plan in
    force; or why it cannot.
    """

    case: Case
    is_first: bool
    obstacle: str


def starts_of(user: User, cases: Sequence[Case]) -> list[Start]:
    """Say of each child what its plan could be started with now, or why not: two queries."""
    standings = standings_of(cases)
    found = []
    for case in cases:
        known = standings[case.pk]
        is_first = not known.states
        obstacle = (obstacle_to_drafting if is_first else obstacle_to_amending)(case, known)
        refusal = may_work.reason(case, user)
        found.append(Start(case=case, is_first=is_first, obstacle=refusal or obstacle))
    return found
