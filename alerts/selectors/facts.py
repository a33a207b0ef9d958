"""The facts of many cases at once, gathered from every stage."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

import assessments.selectors
import cases.selectors.facts
import meetings.selectors
import plans.selectors
import safeguarding.selectors
import transfers.selectors
import visits.selectors
from cases.models import Case
from cases.selectors.facts import Particulars, particulars_about
from cin.procedures.events import Agreed, Child, Facts

STAGES = [
    cases.selectors.facts,
    visits.selectors,
    assessments.selectors,
    plans.selectors,
    meetings.selectors,
    safeguarding.selectors,
    transfers.selectors,
]
AGREEING_STAGES = [cases.selectors.facts, assessments.selectors, plans.selectors]


OF_A_CHILD = ("pk", "authority_id", "child__born_on", "child__is_disabled")


class OfAChild(NamedTuple):
    """What is read of a case's own row and of its child's: the columns of OF_A_CHILD."""

    case_id: int
    authority_id: int
    born_on: date | None
    is_disabled: bool


def facts_for(cases: Iterable[Case]) -> dict[int, Facts]:
    """Gather the facts of cases (each with its child loaded), with a constant number of queries."""
    return facts_of(
        OfAChild(case.pk, case.authority_id, case.child.born_on, case.child.is_disabled)
        for case in cases
    )


def facts_of(rows: Iterable[OfAChild]) -> dict[int, Facts]:
    """Gather the facts of cases, given what is read of their own rows, with a constant number of
    queries.
    """
    children = {row.case_id: row for row in rows}
    events = [stage.facts_about(children) for stage in STAGES]
    agreed = [stage.agreements_about(children) for stage in AGREEING_STAGES]
    particulars = particulars_about(children)
    found: dict[int, Facts] = {}
    for case_id, row in children.items():
        own = particulars.get(case_id, Particulars())
        found[case_id] = Facts(
            child=_child(row, own),
            agreed=_agreed([*(part.get(case_id, {}) for part in agreed), own.agreed]),
            exceptions=tuple(own.exceptions),
            events=(*(event for part in events for event in part.get(case_id, ())), *own.events),
        )
    return found


def _child(row: OfAChild, own: Particulars) -> Child:
    cohorts = {"disabled", *own.cohorts} if row.is_disabled else own.cohorts
    return Child(born_on=row.born_on, cohorts=frozenset(cohorts))


def _agreed(parts: Iterable[dict[str, Any]]) -> Agreed:
    return Agreed(**{name: value for part in parts for name, value in part.items()})
