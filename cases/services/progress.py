"""The stages a case passes through, taken on behalf of the later stages that reach them."""

from datetime import date

from django.db import transaction

from cases.models import Case
from cin.accounts.models import User
from cin.audit.services import take_step


@transaction.atomic
def enter_assessment(case: Case, *, actor: User) -> None:
    """Move a locked, allocated case into assessment."""
    take_step(case, "begin_assessment", actor=actor)


@transaction.atomic
def begin_support(
    case: Case,
    *,
    actor: User,
    on: date,
    initiation_reason: str,
    step: str = "begin_support",
) -> None:
    """Move a locked case into Child in Need support from a day, for one of the authority's
    initiation reasons; `step` is `begin_support_decided` where a conference or a review decided.
    """
    case.support_began_on = on
    case.initiation_reason = initiation_reason
    clear_recommendation(case)
    take_step(case, step, actor=actor, reason=initiation_reason)


def recommend_ending(case: Case, *, on: date, recommendation: str) -> None:
    """Note on a locked case that an assessment or a review recommends its ending; the caller
    records why.
    """
    case.ending_recommended_on = on
    case.ending_recommendation = recommendation
    case.save(update_fields=["ending_recommended_on", "ending_recommendation", "updated_at"])


def clear_recommendation(case: Case) -> None:
    """Forget, in memory, a recommendation that a later decision has overtaken."""
    case.ending_recommended_on = None
    case.ending_recommendation = ""


@transaction.atomic
def begin_closing(case: Case, *, actor: User, reason: str) -> None:
    """Move a locked case towards its ending."""
    take_step(case, "begin_closing", actor=actor, reason=reason)


@transaction.atomic
def resume(case: Case, *, actor: User, reason: str) -> None:
    """Move a locked case back from closing to where it was: support, or assessment when support
    never began.
    """
    step = "resume_assessment" if case.support_began_on is None else "resume_support"
    clear_recommendation(case)
    take_step(case, step, actor=actor, reason=reason)
