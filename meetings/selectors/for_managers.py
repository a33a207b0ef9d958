"""What the records of meetings put before a manager."""

from django.db.models import QuerySet

from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.accounts.permissions import may_manage
from cin.audit.selectors import done_by, has_done
from cin.core.errors import NotFound
from meetings.models import ManagerQuestion, Meeting
from meetings.selectors.meetings import WRITING


def obstacle_to_agreeing(meeting: Meeting) -> str:
    """Say why there is nothing for a manager to agree about a review without a meeting."""
    if hasattr(meeting, "agreement"):
        return "A manager has decided on this already."
    return "" if meeting.awaits_agreement else "This review waits for nobody's agreement."


WROTE_IT = "You wrote in this record, so another manager must agree to it."


def agreeing_refusal(user: User, meeting: Meeting) -> str:
    """Say why a person may not agree to a review without a meeting: only a manager does who did not
    write its record.
    """
    wrote_it = meeting.written_by_id == user.pk or has_done(user, meeting, WRITING)
    return str(may_manage.reason(meeting.case, user)) or (WROTE_IT if wrote_it else "")


def awaiting_agreement(user: User) -> QuerySet[Meeting]:
    """List the reviews without a meeting on which this person could agree, the oldest first."""
    return (
        Meeting.objects.filter(awaits_agreement=True, agreement=None, case__in=visible_cases(user))
        .exclude(written_by=user)
        .exclude(pk__in=done_by(user, WRITING).values("subject_id"))
        .select_related("case__child", "written_by")
        .order_by("created_at", "pk")
    )


def questions_awaiting(user: User) -> QuerySet[ManagerQuestion]:
    """List what meetings put before a manager and nobody answered yet, the oldest first."""
    return (
        ManagerQuestion.objects.filter(answered_at=None, case__in=visible_cases(user))
        .select_related("case__child", "meeting__submitted_by")
        .order_by("created_at", "pk")
    )


def questions_of(user: User, meeting: Meeting) -> QuerySet[ManagerQuestion]:
    """List what a meeting put before a manager about the children this person may know of."""
    rows = meeting.questions.filter(case__in=visible_cases(user))
    return rows.select_related("case__child", "answered_by").order_by("pk")


def find_question(user: User, question_id: int) -> ManagerQuestion:
    """Give one question to a manager; refuses (NotFound) one this person may not know of."""
    related = ("case__child", "case__authority", "case__team", "case__worker", "meeting")
    rows = ManagerQuestion.objects.filter(case__in=visible_cases(user)).select_related(*related)
    found = rows.filter(pk=question_id).first()
    if found is None:
        raise NotFound("There is no such question, or it belongs to another team.")
    return found
