"""What a manager says to a meeting's record: to a review without a meeting, and to what was left
open.
"""

from collections.abc import Iterable

from django.db import transaction

from cases.services.locking import lock_case
from cin.accounts.models import User
from cin.accounts.permissions import may_manage
from cin.audit.services import announce, record
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed
from cin.policy.selectors import procedure_in_force
from meetings.asking import Asked, asked_at, questions_raised
from meetings.models import ManagerQuestion, Meeting, MeetingAgreement, MeetingChild
from meetings.selectors import agreeing_refusal, find_meeting, find_question, obstacle_to_agreeing


def settle_agreement(meeting: Meeting) -> None:
    """Note on a meeting about to be saved whether a manager must agree to there having been none
    (PET-42, BOL-43); a refusal is put aside, so that a changed record is looked at again.

    Refuses (StepNotAllowed) a review without a meeting where the procedure allows none.
    """
    if meeting.pk is not None:
        MeetingAgreement.objects.filter(meeting_id=meeting.pk, is_agreed=False).delete()
    meeting.awaits_agreement = False
    if not meeting.without_meeting:
        return
    asked = asked_at(procedure_in_force(meeting.case.authority_id), meeting.kind)
    if not asked.may_be_without:
        raise StepNotAllowed("Under this authority's procedure every review is a meeting.")
    agreed = MeetingAgreement.objects.filter(meeting_id=meeting.pk).exists()
    meeting.awaits_agreement = asked.needs_agreement and not agreed


@transaction.atomic
def decide_without_meeting(
    *, meeting_id: int, actor: User, is_agreed: bool, reason: str
) -> MeetingAgreement:
    """Agree, or not, that a review is done without a meeting; agreed, it counts as a review.

    Refuses (NotPermitted) anybody but a manager, and whoever wrote in the record; (BadInput) no
    reason; (StepNotAllowed) a review that waits for nobody.
    """
    found = find_meeting(actor, meeting_id)
    lock_case(found.case_id, actor)
    meeting = find_meeting(actor, meeting_id)
    if refusal := agreeing_refusal(actor, meeting):
        raise NotPermitted(refusal)
    if obstacle := obstacle_to_agreeing(meeting):
        raise StepNotAllowed(obstacle)
    if not reason.strip():
        raise BadInput("reason", "Enter why")
    agreement = MeetingAgreement.objects.create(
        meeting=meeting,
        is_agreed=is_agreed,
        reason=reason,
        decided_by=actor,
        decided_at=clock.now(),
    )
    meeting.awaits_agreement = not is_agreed
    meeting.save()
    record(
        action="meetings.decide_without_meeting",
        subject=meeting,
        case=meeting.case,
        actor=actor,
        reason=reason,
        details={"is_agreed": is_agreed},
    )
    for case_id in meeting.children.values_list("case_id", flat=True):
        announce(case_id)
    return agreement


def ask_manager(asked: Asked, meeting: Meeting, parts: Iterable[MeetingChild]) -> None:
    """Put before a manager what the finished record of a meeting left open, as the procedure asks
    (HIL-86, PET-60, PET-62).
    """
    ManagerQuestion.objects.bulk_create(
        ManagerQuestion(meeting=meeting, case_id=part.case_id, about=about)
        for part in parts
        for about in questions_raised(asked, meeting, part)
    )


@transaction.atomic
def answer_question(
    *, question_id: int, actor: User, answer: str, strategy_meeting: bool | None = None
) -> ManagerQuestion:
    """Answer what a meeting put before a manager, in writing.

    Refuses (NotPermitted) anybody but a manager, (StepNotAllowed) a second answer, (BadInput) no
    words, or no decision about a strategy meeting where one must be considered.
    """
    lock_case(find_question(actor, question_id).case_id, actor)
    question = find_question(actor, question_id)
    if refusal := may_manage.reason(question.case, actor):
        raise NotPermitted(refusal)
    if question.answered_at is not None:
        raise StepNotAllowed("A manager has answered this already.")
    if not answer.strip():
        raise BadInput("answer", "Enter what you decide, and why")
    if question.asks_for_strategy and strategy_meeting is None:
        raise BadInput("strategy_meeting", "Select yes if a strategy meeting is to be held")
    question.answer, question.answered_by, question.answered_at = answer, actor, clock.now()
    question.strategy_meeting = strategy_meeting if question.asks_for_strategy else None
    question.save()
    record(
        action="meetings.answer_question",
        subject=question,
        case=question.case,
        actor=actor,
        reason=answer,
        details={"about": question.about, "strategy_meeting": question.strategy_meeting},
    )
    return question
