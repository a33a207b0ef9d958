"""What is said of a visit when it is recorded, of the whole and of each child."""

from dataclasses import dataclass, fields
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class VisitDetails:
    """What is said of the visit as a whole; `visited_at` is an aware moment in the past.

    None, and an empty text, is "not answered".
    """

    kind: str
    visited_at: datetime
    ended_at: datetime | None = None
    location: str = ""
    place: str = ""
    joint_with: str = ""
    deputy_reason: str = ""
    was_announced: bool | None = None
    people_present: str = ""
    account: str = ""
    home_conditions: str = ""
    parents_views: str = ""
    concern_raised: bool | None = None
    purpose: str = ""
    prepares_for: str = ""
    direct_work: str = ""
    motivational_interviewing: str = ""
    plan_progress: str = ""
    safety_plan_reviewed: bool | None = None
    new_significant_change: bool | None = None
    change_details: str = ""
    purpose_explained: bool | None = None
    consent_obtained: bool | None = None
    family_network: str = ""
    fgc_explained: bool | None = None
    fgc_offered: bool | None = None
    fgc_response: str = ""
    fnm_at: datetime | None = None
    fnm_late_reason: str = ""
    genogram_done: bool | None = None
    safety_contingency_done: bool | None = None
    engagement_methods: str = ""
    advocacy_considered: str = ""
    attendees_discussed: str = ""
    immigration_status: str = ""
    subsistence: str = ""
    accommodation: str = ""
    carer_seen: bool | None = None
    arrangement_ok: bool | None = None
    arrangement_worries: str = ""


@dataclass(frozen=True, kw_only=True)
class ChildPart:
    """What is said of one child at a visit; None is "not answered"."""

    case_id: int
    seen: bool | None = None
    seen_alone: bool | None = None
    spoken_to: bool | None = None
    seen_where: str = ""
    not_seen_reason: str = ""
    not_alone_reason: str = ""
    voice: str = ""
    wishes: str = ""
    lived_experience: str = ""
    observations: str = ""


PART_ANSWERS = tuple(each.name for each in fields(ChildPart) if each.name != "case_id")
