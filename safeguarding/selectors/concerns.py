"""What pages read about concerns."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from cases.models import Case, RefusalReview, RefusalState
from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.core.errors import NotFound
from safeguarding.models import Concern, ConcernState


def concerns_about(case: Case) -> QuerySet[Concern]:
    """List the concerns raised about the child, newest first."""
    return case.concerns.select_related("raised_by", "decided_by")


def find_concern(user: User, concern_id: int) -> Concern:
    """Give one concern with its case; refuses (NotFound) one this person may not know of."""
    found = (
        Concern.objects.filter(pk=concern_id, case__in=visible_cases(user))
        .select_related(
            "case__child",
            "case__authority",
            "case__team",
            "case__worker",
            "raised_by",
            "decided_by",
        )
        .first()
    )
    if found is None:
        raise NotFound("There is no such concern, or it belongs to another team.")
    return found


def awaiting_decision(user: User) -> QuerySet[Concern]:
    """List the concerns that wait for a manager's decision, longest waiting first."""
    return (
        Concern.objects.filter(state=ConcernState.RAISED, case__in=visible_cases(user))
        .select_related("case__child", "raised_by")
        .order_by("raised_at", "pk")
    )


def concerns_wanted(cases: Iterable[Case]) -> QuerySet[RefusalReview]:
    """List the refusals after which a manager had the threshold of harm considered, and since which
    nobody has raised a concern, on these cases, longest waiting first (ROC-28).
    """
    raised = Concern.objects.filter(
        case_id=OuterRef("case_id"), raised_at__gte=OuterRef("created_at")
    )
    return (
        RefusalReview.objects.filter(~Exists(raised), state=RefusalState.ESCALATED, case__in=cases)
        .select_related("case__child", "decided_by")
        .order_by("decided_at", "pk")
    )


def obstacle_to_raising(case: Case) -> str:
    """Say why no concern can be raised on the case, or nothing."""
    return "" if case.is_open else "This case is closed. Record a new referral instead."
