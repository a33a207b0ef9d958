"""Who works where."""

from django.db.models import QuerySet

from cin.accounts.models import MANAGER_ROLES, PRACTITIONER_ROLES, Team, User


def allocatable_workers(user: User) -> QuerySet[User]:
    """List the practitioners of the person's authority who can be given a case, by team and
    name.
    """
    return (
        User.objects.filter(
            authority_id=user.authority_id, role__in=PRACTITIONER_ROLES, is_active=True
        )
        .exclude(authority=None)
        .exclude(team=None)
        .select_related("team")
        .order_by("team__name", "name")
    )


def colleagues(user: User) -> QuerySet[User]:
    """List everyone of the person's authority who does or manages casework, by name."""
    return (
        User.objects.filter(
            authority_id=user.authority_id,
            role__in=PRACTITIONER_ROLES | MANAGER_ROLES,
            is_active=True,
        )
        .exclude(authority=None)
        .order_by("name")
    )


def teams_of(user: User) -> QuerySet[Team]:
    """List the teams of the person's authority, by name."""
    return Team.objects.filter(authority_id=user.authority_id).order_by("name")
