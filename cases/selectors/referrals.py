"""What pages about a referral show beside it."""

from dataclasses import dataclass
from datetime import datetime

from cases.models import Allocation, Case, CaseState, ScreeningDecision
from cin.accounts.models import User
from cin.audit.selectors import history_of
from cin.policy.selectors import procedure_in_force

SCREENING = ("cases.accept_referral", "cases.end_at_screening")


@dataclass(frozen=True, kw_only=True)
class Screening:
    """What a manager decided on a referral."""

    decision: str
    by: str
    at: datetime
    reason: str


def screenings_of(case: Case) -> list[Screening]:
    """List what managers decided on a case's referral, with their reasons, newest first."""
    ended = dict(ScreeningDecision.choices).get(case.close_reason, "")
    return [
        Screening(
            decision=ScreeningDecision.ASSESSMENT.label
            if event.to_state == CaseState.SCREENED
            else ended,
            by=event.actor_name,
            at=event.at,
            reason=event.reason,
        )
        for event in history_of(case.pk).filter(action__in=SCREENING)
    ]


def allocations_of(case: Case) -> list[Allocation]:
    """List everybody who carried a case, the present worker first, with who gave it to them."""
    return list(case.allocations.select_related("worker", "allocated_by"))


def consent_advice(user: User) -> str:
    """Say what the authority's procedure asks about consent before contact (ROC-14); nothing when
    it asks nothing.
    """
    if user.authority_id is None:
        return ""
    if procedure_in_force(user.authority_id).get("front_door_consent") != "required_with_override":
        return ""
    return (
        "This authority asks for the family's agreement before any other contact is made, "
        "unless a child may be suffering significant harm. Give the reason if you go on without it."
    )


def obstacle_to_adding_sibling(case: Case) -> str:
    """Say why no brother or sister can be added to a case's referral any more, or nothing when one
    can.
    """
    if case.is_open:
        return ""
    return f"Case {case.reference} is closed, so its referral is finished. Record a new referral."
