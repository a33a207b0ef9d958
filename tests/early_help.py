"""A family that a manager passes to early help."""

from cases.models import Case
from cases.services.early_help import EarlyHelpDetails
from cases.services.referrals import screen_referral
from tests.stories import House, agreed


def passed_to_early_help(house: House, case: Case, reason: str = "Enough help in school") -> Case:
    """Record that the mother agrees to early help, and have the manager pass the family to it."""
    agreed(house, case, "early_help")
    return screen_referral(
        case_id=case.pk,
        actor=house.tm,
        decision="early_help",
        reason=reason,
        early_help=EarlyHelpDetails(service="Family centre", help_wanted="Mornings at home"),
    )
