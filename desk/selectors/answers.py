"""What can be done about a date that seems wrong for this child, from the page that explains it."""

from dataclasses import dataclass

from django.urls import reverse

from alerts.selectors.due import Due
from cases.models import Change, ChangeKind, Loosened
from cases.selectors.changes import change_refusal
from cases.selectors.exceptions import limits_that_may_be_longer
from cin.accounts.models import User
from cin.accounts.permissions import may_work

# Which limit may be longer behind each kind of date.
_LIMITS = {
    "review": (Loosened.REVIEW,),
    "visit": (Loosened.VISIT, Loosened.AGREED_VISIT),
    "initial_meeting": (Loosened.INITIAL_MEETING,),
}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One thing to do about a date, or without an address a sentence on why there is none."""

    text: str
    href: str = ""


def answers_to(due: Due, user: User) -> list[Answer]:
    """List what this person can do about an open date: ask for a longer time, or decide that no
    early review is needed.
    """
    if not due.is_open or due.deadline.withdrawn_at is not None or not due.case.is_open:
        return []
    if may_work.reason(due.case, user):
        return []
    if due.deadline.key == "early_review":
        return _early_review(due, user)
    return _longer(due)


def _longer(due: Due) -> list[Answer]:
    allowed = limits_that_may_be_longer(due.case)
    limits = [limit for limit in _LIMITS.get(due.deadline.key, ()) if limit in allowed]
    if not limits:
        return [Answer(text="The procedure allows no longer time for this.")]
    words = {Loosened.AGREED_VISIT: "Ask the manager to agree how often the child is visited"}
    return [
        Answer(
            text=words.get(
                limit, f"Ask for a longer time ({allowed[limit].roles_in_words} decides)"
            ),
            href=reverse("cases:ask_longer_time", args=[due.case.pk, limit]),
        )
        for limit in limits
    ]


def _early_review(due: Due, user: User) -> list[Answer]:
    number = due.deadline.counts_from_id.rpartition("-")[2]
    if change_refusal(due.case, user, ChangeKind.EARLY_REVIEW_DECLINED):
        return [Answer(text="A manager can decide that no early review is needed.")]
    if not Change.objects.standing().filter(pk=number, case=due.case).exists():
        return []
    href = reverse("cases:decline_early_review", args=[int(number)])
    return [Answer(text="Decide that no early review is needed", href=href)]
