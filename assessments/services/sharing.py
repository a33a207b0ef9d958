"""Giving an approved assessment to the family, and writing down what they say of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from assessments.models import Assessment, AssessmentShare, ShareResult
from assessments.selectors.sharing import enclosures_for, find_share, obstacle_to_sharing
from assessments.services.locking import lock_assessment
from cases.models import Case, NoteKind
from cases.services.locking import lock_case
from cases.services.notes import NoteDetails, file_note
from cases.services.telling import mind_limits
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed
from cin.policy.selectors import procedure_in_force


@dataclass(frozen=True, kw_only=True)
class Sharing:
    """To whom an assessment was given, when and how, and what went with it."""

    recipient: str
    shared_on: date
    method: str
    result: str = ShareResult.GIVEN
    note: str = ""
    enclosures: Sequence[str] = field(default_factory=list)
    left_out_reason: str = ""
    # Why it was given to somebody who is not to be told something: a manager's reason.
    despite: str = ""


@transaction.atomic
def share_assessment(*, assessment_id: int, actor: User, sharing: Sharing) -> AssessmentShare:
    """Write down that an approved assessment was given to somebody of the family, or could not be,
    and file a case note of it by itself, under the procedure's title (ROC-63).

    Every enclosure of the procedure goes with it, or a reason says why not (PET-103). Refuses
    (StepNotAllowed) an assessment that is not approved, (BadInput) a day in the future or before
    the approval, an enclosure left out without a reason, one not given without saying why, and
    giving it to somebody who is not to be told something without a manager's reason.
    """
    case, assessment = lock_assessment(assessment_id, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    if obstacle := obstacle_to_sharing(assessment):
        raise StepNotAllowed(obstacle)
    _refuse_incomplete(case, assessment, sharing)
    if sharing.result == ShareResult.GIVEN:
        to = sharing.recipient
        mind_limits(case, actor, names=to, despite=sharing.despite, field="recipient")
    title = procedure_in_force(case.authority_id).get("assessment_share_note_title")
    share = AssessmentShare.objects.create(
        assessment=assessment,
        case=case,
        recipient=sharing.recipient,
        shared_on=sharing.shared_on,
        method=sharing.method,
        result=sharing.result,
        note=sharing.note,
        enclosures=list(sharing.enclosures),
        left_out_reason=sharing.left_out_reason,
        note_title=title or "",
        shared_by=actor,
    )
    _file_note(share, actor)
    record(
        action="assessments.share_assessment",
        subject=share,
        actor=actor,
        reason=sharing.note,
        details={"result": sharing.result},
    )
    return share


@transaction.atomic
def record_comments(
    *, share_id: int, actor: User, comments_on: date, comments: str
) -> AssessmentShare:
    """Write down what somebody of the family said of the assessment; what they said earlier stays.

    Refuses (BadInput) a day in the future or before it was given, and no comments.
    """
    case = lock_case(find_share(actor, share_id).case_id, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    share = AssessmentShare.objects.locked().get(pk=share_id)
    share.case = case
    if comments_on > clock.today():
        raise BadInput("comments_on", "The date cannot be in the future")
    if comments_on < share.shared_on:
        raise BadInput("comments_on", "The date cannot be before it was given")
    if not comments.strip():
        raise BadInput("comments", "Write what they said")
    share.comments = "\n\n".join(text for text in (share.comments, comments) if text)
    share.comments_on, share.comments_by = comments_on, actor
    share.save()
    record(action="assessments.record_comments", subject=share, actor=actor)
    return share


def _file_note(share: AssessmentShare, actor: User) -> None:
    """File what was given to whom; what they say of it is added to the sharing, not to the note."""
    is_given = share.result == ShareResult.GIVEN
    title = share.note_title or "Assessment shared with the family"
    result = str(share.get_result_display())
    midday = timezone.make_aware(datetime.combine(share.shared_on, time(12)))
    facts = {
        "To": share.recipient,
        "How": str(share.get_method_display()),
        "What came of it": result,
        "With it": "; ".join(share.enclosures),
        "Left out": share.left_out_reason,
        "More": share.note,
    }
    details = NoteDetails(
        kind=NoteKind.DOCUMENT,
        title=title if is_given else f"{title}: {result.lower()}",
        happened_at=min(midday, clock.now()),
        is_hour_known=False,
        people_present=share.recipient if is_given else "",
        text="\n".join(f"{name}: {value}" for name, value in facts.items() if value.strip()),
    )
    file_note(cases=[share.case], actor=actor, details=details)


def _refuse_incomplete(case: Case, assessment: Assessment, sharing: Sharing) -> None:
    if sharing.shared_on > clock.today():
        raise BadInput("shared_on", "The date cannot be in the future")
    if (
        assessment.decided_at
        and sharing.shared_on < timezone.localtime(assessment.decided_at).date()
    ):
        raise BadInput("shared_on", "The date cannot be before the assessment was approved")
    given = sharing.result == ShareResult.GIVEN
    if not given and not sharing.note.strip():
        raise BadInput("note", "Say what happened, and what you did next")
    left_out = [each for each in enclosures_for(case) if each not in sharing.enclosures]
    if given and left_out and not sharing.left_out_reason.strip():
        raise BadInput("left_out_reason", f"Say why this was left out: {', '.join(left_out)}")
