"""Recording a legal planning meeting that a manager called, and taking one back."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from cases.services.locking import lock_case
from cases.services.telling import mind_who_came
from cases.services.withdrawing import mark_withdrawn, refuse_closed
from cin.accounts.models import User
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, StepNotAllowed
from cin.core.templatetags.cin import moment, plain_day
from safeguarding.models import Concern, LegalDecision, LegalPlanningMeeting
from safeguarding.selectors.concerns import find_concern
from safeguarding.selectors.legal import find_legal_meeting, obstacle_to_legal_meeting
from safeguarding.services.children import refuse_stranger


@dataclass(frozen=True, kw_only=True)
class LegalDetails:
    """What is said of a legal planning meeting; `held_at` is an aware moment, and `next_on` the day
    by which the next step is done, where one was named.
    """

    held_at: datetime
    chair_name: str
    present: str
    decision: str
    reasons: str
    next_step: str
    next_by: str
    next_on: date | None = None


@transaction.atomic
def record_legal_meeting(
    *, concern_id: int, actor: User, details: LegalDetails, limits_kept: str = ""
) -> LegalPlanningMeeting:
    """Record that a legal planning meeting was held about a concern, and what it decided (HIL-108).

    Refuses (NotPermitted) somebody who does no casework here, (StepNotAllowed) a concern for which
    no manager called one or whose meeting has decided, and a closed case; (BadInput) a moment in
    the future or before the day of the call, an answer that is missing, a next step in the past,
    and somebody present who is not to be told something, as long as nobody says how it was kept
    from them (`limits_kept`, which goes into the child's history alone).
    """
    case = lock_case(find_concern(actor, concern_id).case_id, actor)
    concern = Concern.objects.locked().get(pk=concern_id)
    concern.case = case
    refuse_stranger(case, actor)
    if obstacle := obstacle_to_legal_meeting(concern):
        raise StepNotAllowed(obstacle)
    _refuse_missing(details)
    _refuse_bad_days(concern, details)
    mind_who_came(case, actor, names=details.present, kept=limits_kept, field="present")
    meeting: LegalPlanningMeeting = LegalPlanningMeeting.objects.create(
        case=case, concern=concern, recorded_by=actor, **asdict(details)
    )
    record(
        action="safeguarding.record_legal_meeting",
        subject=meeting,
        actor=actor,
        details={"decision": details.decision},
    )
    return meeting


def _refuse_missing(details: LegalDetails) -> None:
    needed = {
        "chair_name": "Enter who chaired it",
        "present": "Enter who was there",
        "reasons": "Write why it was decided so",
        "next_step": "Write what happens next",
        "next_by": "Enter who does it",
    }
    for name, message in needed.items():
        if not getattr(details, name).strip():
            raise BadInput(name, message)
    if details.decision not in LegalDecision.values:
        raise BadInput("decision", "Select what was decided")


def _refuse_bad_days(concern: Concern, details: LegalDetails) -> None:
    called_at = concern.decided_at or concern.raised_at
    held_on = clock.day_of(details.held_at)
    if details.held_at > clock.now():
        raise BadInput("held_at", "The meeting cannot be in the future")
    if held_on < clock.day_of(called_at):
        told = f"The meeting was called on {moment(called_at)}: it cannot have been before that day"
        raise BadInput("held_at", told)
    if details.next_on is not None and details.next_on < held_on:
        told = f"The next step comes after the meeting on {plain_day(held_on)}"
        raise BadInput("next_on", told)


@transaction.atomic
def withdraw_legal_meeting(*, meeting_id: int, actor: User, reason: str) -> LegalPlanningMeeting:
    """Take back a legal planning meeting that was entered in error: the call waits for it again.

    Refuses (NotPermitted) somebody who does no casework here, (StepNotAllowed) one withdrawn
    already and a closed case, (BadInput) no reason.
    """
    case = lock_case(find_legal_meeting(actor, meeting_id).case_id, actor)
    meeting: LegalPlanningMeeting = LegalPlanningMeeting.objects.locked().get(pk=meeting_id)
    meeting.case = case
    refuse_stranger(case, actor)
    refuse_closed(case)
    mark_withdrawn(meeting, actor=actor, reason=reason)
    record(
        action="safeguarding.withdraw_legal_meeting", subject=meeting, actor=actor, reason=reason
    )
    return meeting
