"""What every write about a visit shares: whose children it concerns, and each child's history."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Model
from django.utils import timezone

from cases.models import Case
from cases.services.locking import lock_case, lock_cases
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, NotFound, NotPermitted, StepNotAllowed
from visits.selectors import obstacle_to_visiting


def lock_children(case_id: int, actor: User, others: Iterable[int]) -> dict[int, Case]:
    """Lock the cases of the children of one family, all of them open to casework by this person.

    Refuses (NotFound) children of several families and cases this person may not know of,
    (NotPermitted) somebody who does no casework there, (StepNotAllowed) a closed case.
    """
    cases = {case.pk: case for case in lock_cases({case_id, *others}, actor)}
    if len({case.family_id for case in cases.values()}) > 1:
        raise NotFound("A visit covers the children of one family.")
    for case in cases.values():
        refuse_closed(case, actor)
    return cases


def lock_open(case_id: int, actor: User) -> Case:
    """Lock one case that is open to casework by this person; refuses as `lock_children` does."""
    case = lock_case(case_id, actor)
    refuse_closed(case, actor)
    return case


def refuse_closed(case: Case, actor: User) -> None:
    """Refuse (NotPermitted) somebody who does no casework here, and (StepNotAllowed) a closed
    case.
    """
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    if obstacle := obstacle_to_visiting(case):
        raise StepNotAllowed(obstacle)


def refuse_bad_moment(visited_at: datetime, cases: Iterable[Case]) -> None:
    """Refuse (BadInput) a visit in the future, or before the referral of one of the children."""
    if visited_at > clock.now():
        raise BadInput("visited_at", "The visit cannot be in the future")
    day = timezone.localtime(visited_at).date()
    for case in cases:
        if day < case.referral.received_on:
            raise BadInput(
                "visited_at",
                f"The visit cannot be before the referral on {case.referral.received_on:%-d %B %Y}",
            )


def write_down(action: str, subject: Model, cases: Iterable[Case], actor: User) -> None:
    """Write one line in each child's history: each child's file stands alone."""
    state: str = getattr(subject, "state", "")
    for case in cases:
        record(action=action, subject=subject, case=case, actor=actor, states=("", state))
