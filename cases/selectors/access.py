"""Which cases a person may know of at all."""

from django.db.models import Q

from cases.models import Case, CaseState
from cases.models.case import CaseQuerySet
from cin.accounts.models import User
from cin.core.errors import NotFound


def visible_cases(user: User) -> CaseQuerySet:
    """Give the cases this person may open: their team's and their own, or the authority's where
    their duty is that wide.

    Nobody sees a case of another authority, and a procedure administrator sees none.
    """
    if user.authority_id is None or not user.reads_cases:
        return Case.objects.none()
    of_authority = Case.objects.filter(authority_id=user.authority_id)
    if user.sees_whole_authority:
        return of_authority
    of_team = Q(team_id=user.team_id)
    if user.is_helper:
        return of_authority.filter(of_team)
    return of_authority.filter(of_team | (Q(worker_id=user.pk) & ~Q(state=CaseState.CLOSED)))


def find_case(user: User, case_id: int) -> Case:
    """Give one case with what its pages show of it; refuses (NotFound) a case this person may
    not know of.
    """
    found = (
        visible_cases(user)
        .select_related("authority", "team", "child", "family", "referral", "worker")
        .filter(pk=case_id)
        .first()
    )
    if found is None:
        raise NotFound("There is no such case, or it belongs to another team.")
    return found
