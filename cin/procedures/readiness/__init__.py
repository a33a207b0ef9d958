"""What stands in the way of a step, worked out from facts; every reason is listed at once."""

from cin.procedures.readiness.assessments import AssessmentFacts, assessment_blockers
from cin.procedures.readiness.blocker import Blocker
from cin.procedures.readiness.checkpoints import checkpoint_blockers
from cin.procedures.readiness.closures import (
    ClosureFacts,
    closing_summary_blockers,
    closure_blockers,
)
from cin.procedures.readiness.meetings import (
    ChildAtMeeting,
    MeetingAsked,
    asked_blockers,
    chair_blockers,
    meeting_blockers,
)
from cin.procedures.readiness.network_meetings import NetworkMeetingFacts, network_meeting_blockers
from cin.procedures.readiness.plans import PlanLength, plan_blockers, plan_length_blockers
from cin.procedures.readiness.records import RecordFacts, Unjudged, record_blockers
from cin.procedures.readiness.visits import ChildSeen, VisitFacts, visit_blockers

__all__ = [
    "AssessmentFacts",
    "Blocker",
    "ChildAtMeeting",
    "ChildSeen",
    "ClosureFacts",
    "MeetingAsked",
    "NetworkMeetingFacts",
    "PlanLength",
    "RecordFacts",
    "Unjudged",
    "VisitFacts",
    "asked_blockers",
    "assessment_blockers",
    "chair_blockers",
    "checkpoint_blockers",
    "closing_summary_blockers",
    "closure_blockers",
    "meeting_blockers",
    "network_meeting_blockers",
    "plan_blockers",
    "plan_length_blockers",
    "record_blockers",
    "visit_blockers",
]
