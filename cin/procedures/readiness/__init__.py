"""What stands in the way of a step, worked out from facts; every reason is listed at once."""

from cin.procedures.readiness.assessments import AssessmentFacts, assessment_blockers
from cin.procedures.readiness.blocker import Blocker
from cin.procedures.readiness.checkpoints import checkpoint_blockers
from cin.procedures.readiness.closures import (
    ClosureFacts,
    closing_summary_blockers,
    closure_blockers,
    is_decided_by_event,
)
from cin.procedures.readiness.meetings import (
    ChildAtMeeting,
    MeetingAsked,
    asked_blockers,
    chair_blockers,
    meeting_blockers,
)
from cin.procedures.readiness.network_meetings import NetworkMeetingFacts, network_meeting_blockers
from cin.procedures.readiness.plan_content import (
    ActionFacts,
    NeedFacts,
    PlanContent,
    ServiceFacts,
    plan_content_blockers,
    plan_warnings,
    services_not_there,
    smart_words,
)
from cin.procedures.readiness.plans import PlanLength, plan_blockers, plan_length_blockers
from cin.procedures.readiness.records import RecordFacts, Unjudged, record_blockers
from cin.procedures.readiness.step_downs import (
    StepDownAsked,
    StepDownFacts,
    professional_blockers,
    step_down_blockers,
)
from cin.procedures.readiness.visits import ChildSeen, VisitFacts, visit_blockers

__all__ = [
    "ActionFacts",
    "AssessmentFacts",
    "Blocker",
    "ChildAtMeeting",
    "ChildSeen",
    "ClosureFacts",
    "MeetingAsked",
    "NeedFacts",
    "NetworkMeetingFacts",
    "PlanContent",
    "PlanLength",
    "RecordFacts",
    "ServiceFacts",
    "StepDownAsked",
    "StepDownFacts",
    "Unjudged",
    "VisitFacts",
    "asked_blockers",
    "assessment_blockers",
    "chair_blockers",
    "checkpoint_blockers",
    "closing_summary_blockers",
    "closure_blockers",
    "is_decided_by_event",
    "meeting_blockers",
    "network_meeting_blockers",
    "plan_blockers",
    "plan_content_blockers",
    "plan_length_blockers",
    "plan_warnings",
    "professional_blockers",
    "record_blockers",
    "services_not_there",
    "smart_words",
    "step_down_blockers",
    "visit_blockers",
]
