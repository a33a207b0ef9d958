"""Who works where, and who has guessed too often."""

from datetime import timedelta

from django.db.models import QuerySet

from cin.accounts.models import MANAGER_ROLES, PRACTITIONER_ROLES, Role, SignInAttempt, Team, User

# So many failures within the wait shut out for the wait, counted from the last of them.
WAIT = timedelta(minutes=15)
FAILURES_ALLOWED = {"username_key": 10, "address_key": 50}


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


def specialists_in(team: Team) -> QuerySet[User]:
    """List the specialists of a team, by name (ROC-146)."""
    return User.objects.filter(team=team, role=Role.SPECIALIST, is_active=True).order_by("name")


def teams_of(user: User) -> QuerySet[Team]:
    """List the teams of the person's authority, by name."""
    return Team.objects.filter(authority_id=user.authority_id).order_by("name")


def is_shut_out(attempt: SignInAttempt) -> bool:
    """Say whether other attempts with the same username (10) or from the same address (50) failed
    within 15 minutes, the last of them less than 15 minutes before this one.
    """
    return any(
        _failed_too_often(attempt, by, allowed)
        for by, allowed in FAILURES_ALLOWED.items()
        if getattr(attempt, by)
    )


def _failed_too_often(attempt: SignInAttempt, by: str, allowed: int) -> bool:
    alike = SignInAttempt.objects.filter(**{by: getattr(attempt, by)}, succeeded=False)
    recent = alike.filter(at__gte=attempt.at - 2 * WAIT).exclude(pk=attempt.pk)
    times = list(recent.order_by("at").values_list("at", flat=True))
    return any(
        last - first <= WAIT and attempt.at - last < WAIT
        for first, last in zip(times, times[allowed - 1 :], strict=False)
    )
