"""Planning, recording, finishing and adding to visits, and who need not be seen alone."""

from visits.services.addenda import add_to_visit
from visits.services.details import PART_ANSWERS, ChildPart, VisitDetails
from visits.services.finishing import finalise_visit
from visits.services.not_alone import ask_not_alone, decide_not_alone, review_not_alone
from visits.services.planning import PlanDetails, cancel_visit, move_visit, plan_visit
from visits.services.recording import edit_visit, record_failed_visit, record_visit, visit_counts

__all__ = [
    "PART_ANSWERS",
    "ChildPart",
    "PlanDetails",
    "VisitDetails",
    "add_to_visit",
    "ask_not_alone",
    "cancel_visit",
    "decide_not_alone",
    "edit_visit",
    "finalise_visit",
    "move_visit",
    "plan_visit",
    "record_failed_visit",
    "record_visit",
    "review_not_alone",
    "visit_counts",
]
