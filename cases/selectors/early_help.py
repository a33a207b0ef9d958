"""What pages read about referrals to early help, and which services there are."""

from django.db.models import QuerySet

from cases.models import Case, EarlyHelpAnswer, EarlyHelpReferral
from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force


def early_help_of(case: Case) -> list[EarlyHelpReferral]:
    """List the referrals to early help from a case, the latest first."""
    return list(case.early_help_referrals.select_related("referred_by", "answer_recorded_by"))


def visible_early_help(user: User) -> QuerySet[EarlyHelpReferral]:
    """List the referrals to early help from the cases this person may open."""
    return EarlyHelpReferral.objects.filter(case__in=visible_cases(user)).select_related(
        "case__child", "case__authority", "case__team", "case__worker", "case__referral"
    )


def find_early_help(user: User, early_help_id: int) -> EarlyHelpReferral:
    """Give one referral to early help; refuses (NotFound) one this person may not know of."""
    found = visible_early_help(user).filter(pk=early_help_id).first()
    if found is None:
        raise NotFound("There is no such referral to early help, or it belongs to another team.")
    return found


def obstacle_to_answer(referral: EarlyHelpReferral) -> str:
    """Say why no answer can be recorded any more, or nothing."""
    if referral.answer == EarlyHelpAnswer.WAITING:
        return ""
    return f"The answer is recorded already: {referral.get_answer_display().lower()}."


def early_help_services(case: Case) -> list[tuple[str, str]]:
    """List the early help services that the authority's procedure names, each with a hint."""
    named = procedure_in_force(case.authority_id).get("early_help_services")
    return [(str(each["name"]), _hint(each)) for each in named]


def _hint(service: dict[str, str]) -> str:
    told = [service.get(name, "").strip() for name in ("description", "eligibility", "contact")]
    return ". ".join(filter(None, told))
