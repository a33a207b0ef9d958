"""What a visit and a meeting in a story say."""

from typing import Any

from cases.models import Case
from cin.policy.selectors import procedure_in_force
from meetings.asking import asked_at
from meetings.progress import items_of_plan

# An answer to every question that one of the five procedures insists on.
ANSWERED: dict[str, object] = {
    "people_present": "Mary O'Brien, mother",
    "plan_progress": "Breakfast every day this week.",
    "safety_plan_reviewed": True,
    "purpose_explained": True,
    "consent_obtained": True,
    "family_network": "Aunt Bridie, next door.",
    "fgc_explained": True,
    "fgc_offered": False,
    "fnm_late_reason": "The family wants to think about it.",
    "genogram_done": True,
    "safety_contingency_done": True,
    "engagement_methods": "He will draw what he wants to say.",
    "advocacy_considered": "not_needed",
    "immigration_status": "Leave to remain pending.",
    "subsistence": "Food bank and a grant.",
    "accommodation": "A room of their own.",
    "carer_seen": True,
    "arrangement_ok": True,
}

# And of a meeting as a whole: what the procedure does not ask is not read.
MEETING: dict[str, object] = {
    "services_agreed": "Breakfast club from Monday; the health visitor weekly.",
    "expectations": "Both come, or ring the day before.",
    "significant_events": "None.",
    "decisions": "The plan goes on.",
    "disagreements": "None.",
    "note_taker_role": "chair",
    "later_interval": "4 weeks",
    "later_chair": "social_worker",
}

# Who comes to it.
MOTHER: dict[str, Any] = {
    "name": "Mary O'Brien",
    "role": "Mother",
    "status": "attended",
    "views": "She is glad of the help.",
}


def judged_well(case: Case) -> list[dict[str, str]]:
    """Say of every outcome and action of a plan that it is on the way."""
    asks = procedure_in_force(case.authority_id).get("meeting_record_asks")
    return [{"what": item.what, "how_far": "in_time"} for item in items_of_plan(case, asks)]


def step_after(case: Case, outcome: str) -> str:
    """Give the first next step that a review can recommend with an outcome, where it is asked."""
    asked = asked_at(procedure_in_force(case.authority_id), "review")
    return next(iter(asked.next_steps.get(outcome, ())), "")
