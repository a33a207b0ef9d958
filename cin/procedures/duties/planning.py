"""Meetings, the plan and visits: the weekly work while a plan runs."""

from cin.procedures import case_limits, case_spans, intervals
from cin.procedures.duties.duty import Duty
from cin.procedures.limits import within
from cin.procedures.spans import by_setting, each

_PLANNED = frozenset({"initial", "review"})
_PLAN_CIRCULATION = by_setting(
    "plan_circulation_from",
    "meeting_held",
    {
        "meeting_date": case_spans.plan_changes("plan_circulated"),
        "plan_updated": each("plan_updated", "plan_circulated"),
        "ratified": each("plan_ratified", "plan_circulated"),
    },
)

PLANNING = (
    Duty(
        "initial_meeting",
        "Initial meeting",
        case_spans.initial_meetings,
        case_limits.initial_meeting,
    ),
    Duty(
        "meeting_record",
        "Record of the meeting",
        each("meeting_held", "meeting_recorded", kinds=_PLANNED),
        within("meeting_record_max"),
    ),
    Duty(
        "plan_update",
        "Update of the plan",
        case_spans.plan_changes("plan_updated"),
        within("plan_update_max"),
    ),
    Duty(
        "plan_circulation",
        "Sending out of the plan",
        _PLAN_CIRCULATION,
        within("plan_circulation_max"),
    ),
    Duty(
        "minutes_circulation",
        "Sending out of the minutes",
        each("meeting_held", "minutes_circulated"),
        within("minutes_circulation_max"),
    ),
    Duty("review", "Review", case_spans.reviews, intervals.review),
    Duty("early_review", "Early review", case_spans.early_reviews, case_limits.early_review),
    Duty("visit", "Visit", case_spans.visits, intervals.visit),
    Duty(
        "visit_record",
        "Record of the visit",
        each("visit_made", "visit_recorded"),
        within("visit_record_max"),
    ),
)
