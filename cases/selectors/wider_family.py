"""The children of the wider family who were referred from a case, as far as a person may know."""

from cases.models import Case, WiderReferral
from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.policy.selectors import procedure_in_force


def children_referred_from(user: User, case: Case) -> list[WiderReferral]:
    """List the referrals made from a case whose children this person may know of, with how far each
    has come.
    """
    rows = WiderReferral.objects.filter(from_case=case, case__in=visible_cases(user))
    return list(rows.select_related("case__child"))


def front_door(case: Case) -> str:
    """Give the authority's own name for where referrals go."""
    name = procedure_in_force(case.authority_id).get("front_door_name")
    return str(name or "the front door")


def obstacle_to_referring_another(case: Case) -> str:
    """Say why no other child can be referred from a case, or nothing."""
    return "" if case.is_open else "This case is closed. Record a referral from the menu instead."
