"""The facts of many cases at once, gathered from every stage."""

from collections.abc import Iterable
from typing import Any

import assessments.selectors
import cases.selectors.facts
import meetings.selectors
import plans.selectors
import visits.selectors
from cases.models import Case, Person
from cases.selectors.facts import Particulars, particulars_about
from cin.procedures.events import Agreed, Child, Facts

STAGES = [
    cases.selectors.facts,
    visits.selectors,
    assessments.selectors,
    plans.selectors,
    meetings.selectors,
]
AGREEING_STAGES = [cases.selectors.facts, assessments.selectors, plans.selectors]


def facts_for(rows: Iterable[Case]) -> dict[int, Facts]:
    """Gather the facts of cases (each with its child loaded), with a constant number of queries."""
    children = {case.pk: case.child for case in rows}
    events = [stage.facts_about(children) for stage in STAGES]
    agreed = [stage.agreements_about(children) for stage in AGREEING_STAGES]
    particulars = particulars_about(children)
    found: dict[int, Facts] = {}
    for case_id, child in children.items():
        own = particulars.get(case_id, Particulars())
        found[case_id] = Facts(
            child=_child(child, own),
            # What a manager decided for this child comes last: it outranks what the plan says.
            agreed=_agreed([*(part.get(case_id, {}) for part in agreed), own.agreed]),
            exceptions=tuple(own.exceptions),
            events=(*(event for part in events for event in part.get(case_id, ())), *own.events),
        )
    return found


def _child(child: Person, own: Particulars) -> Child:
    cohorts = {"disabled", *own.cohorts} if child.is_disabled else own.cohorts
    return Child(born_on=child.born_on, cohorts=frozenset(cohorts))


def _agreed(parts: Iterable[dict[str, Any]]) -> Agreed:
    return Agreed(**{name: value for part in parts for name, value in part.items()})
