"""The facts of many cases at once, gathered from every stage."""

from collections.abc import Iterable

import assessments.selectors
import cases.selectors.facts
import meetings.selectors
import plans.selectors
import visits.selectors
from cases.models import Case
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
    return {
        case_id: Facts(
            child=Child(
                born_on=child.born_on, cohorts=frozenset({"disabled"} if child.is_disabled else ())
            ),
            agreed=Agreed(
                **{name: value for part in agreed for name, value in part.get(case_id, {}).items()}
            ),
            exceptions=(),
            events=tuple(event for part in events for event in part.get(case_id, ())),
        )
        for case_id, child in children.items()
    }
