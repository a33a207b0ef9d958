"""What other stages and the pages read about visits."""

from visits.selectors.facts import facts_about
from visits.selectors.not_alone import (
    awaiting_decision,
    awaiting_review,
    decisions_about,
    decisions_holding,
    find_decision,
    obstacle_to_asking,
)
from visits.selectors.planned import (
    case_ids_of,
    cases_of,
    find_planned,
    names_of,
    obstacle_to_plan,
    planned_by,
    planned_for,
)
from visits.selectors.timing import TimeToRecord, time_to_record
from visits.selectors.visits import (
    addenda_of,
    case_shown_with,
    find_visit,
    is_by_own_worker,
    obstacle_to_adding,
    obstacle_to_editing,
    obstacle_to_visiting,
    parts_of,
    siblings_at,
    unfinished_visits,
    usual_kind,
    visits_to,
)

__all__ = [
    "TimeToRecord",
    "addenda_of",
    "awaiting_decision",
    "awaiting_review",
    "case_ids_of",
    "case_shown_with",
    "cases_of",
    "decisions_about",
    "decisions_holding",
    "facts_about",
    "find_decision",
    "find_planned",
    "find_visit",
    "is_by_own_worker",
    "names_of",
    "obstacle_to_adding",
    "obstacle_to_asking",
    "obstacle_to_editing",
    "obstacle_to_plan",
    "obstacle_to_visiting",
    "parts_of",
    "planned_by",
    "planned_for",
    "siblings_at",
    "time_to_record",
    "unfinished_visits",
    "usual_kind",
    "visits_to",
]
