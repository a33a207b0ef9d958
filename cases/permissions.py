"""Who may take a case from stage to stage."""

from typing import Any

from cin.accounts.permissions import may_contribute, may_manage, may_work
from cin.core.access import permission

__all__ = [
    "may_contribute",
    "may_decide_on_longer_time",
    "may_decide_on_refusal",
    "may_finish_note",
    "may_manage",
    "may_refer",
    "may_withdraw_note",
    "may_work",
]


@permission
def is_not_the_asker(longer_time: Any, user: Any) -> str:
    """Nobody decides on a request of their own."""
    if user.pk == longer_time.asked_by_id:
        return "You asked for this, so somebody else must decide on it."
    return ""


# Which roles may decide is a setting of the procedure, which the service asks for.
may_decide_on_longer_time = may_work & is_not_the_asker
may_decide_on_refusal = may_manage & is_not_the_asker


@permission
def may_refer(_subject: Any, user: Any) -> str:
    """Take in referrals: anybody who does or manages casework in a team, which the new case then
    belongs to.
    """
    if user.authority_id is None or not user.may_record_referrals:
        return "Only practitioners and managers who belong to a team can record a referral."
    return ""


@permission
def is_the_author(subject: Any, user: Any) -> str:
    """Nobody changes what somebody else is still writing."""
    if subject.author_id != user.pk:
        return f"{subject.author} is writing this note. Only the person who began it can finish it."
    return ""


may_finish_note = may_contribute & is_the_author


@permission
def may_withdraw_note(note: Any, user: Any) -> str:
    """Take back a note entered in error: whoever wrote it, or a manager of the child's case."""
    if note.author_id == user.pk or not may_manage.reason(note, user):
        return ""
    return f"Only {note.author}, who wrote this note, or a manager can withdraw it."
