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


def obstacle_to_referring_again(case: Case) -> str:
    """Say why a child whose case this is cannot be referred again now, or nothing."""
    now_open = Case.objects.open().filter(child_id=case.child_id).first()
    if now_open is None:
        return ""
    return "The child has an open case. Add what you know to that case."


def asks_for_early_help(user: User) -> bool:
    """Say whether a referral must tell if early help came before (HIL-12, ROC-05)."""
    if user.authority_id is None:
        return False
    return procedure_in_force(user.authority_id).get("early_help_history") == "required"


def advice_line_of(case: Case) -> str:
    """Give whom a family can ring for advice, where the procedure names somebody with a number
    (HIL-10); nothing where it does not.
    """
    has_number = procedure_in_force(case.authority_id).get("front_door_contact")
    return front_door_of(case) if has_number else ""


def front_door_of(case: Case) -> str:
    """Name the authority's front door with its contact, as far as the procedure gives them
    (HIL-10).
    """
    procedure = procedure_in_force(case.authority_id)
    told = (procedure.get("front_door_name"), procedure.get("front_door_contact"))
    return ": ".join(str(each) for each in told if each)
