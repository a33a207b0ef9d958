"""Who is to be told of what: each way of being told as one query over an authority's deadlines.

Nobody is told who could not open the case: a worker carries it, a manager belongs to its team, and
whoever stands above sees the whole authority.
"""

from collections.abc import Iterator

from django.db.models import Case as Choose
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value, When

from alerts.models import Alert, Deadline, Tier
from alerts.selectors.standing import OPEN, is_overdue, is_pressing
from alerts.selectors.telling import ABOVE_THE_TEAM, CASEWORK_ROLES, Schedule
from cases.models import CaseState
from cin.accounts.models import Role, Team, User

WORKER, MANAGER, ABOVE = "case__worker", "case__team__people", "case__authority__people"
COLUMNS = ("pk", "tier", "told", "due_on")


def to_be_told(schedule: Schedule) -> Iterator[QuerySet[Deadline]]:
    """Give, way by way, whom an authority is to tell of which deadline and how pressingly, as rows
    of COLUMNS; those whom an alert tells already are left out.
    """
    pressing = Deadline.objects.filter(
        OPEN,
        is_pressing(schedule.today),
        due_on__isnull=False,
        case__authority_id=schedule.authority_id,
    )
    tier = _tier_on(schedule)
    managers = _uncarried(schedule) | schedule.is_told_to_the_manager()
    yield _not_told(pressing.filter(_may_work(schedule)), tier, WORKER)
    yield _not_told(pressing.filter(managers, _manages(schedule)), tier, MANAGER)
    without, stands_in = _teams_without_manager(schedule), _stands_in(schedule)
    stood_in = Q(case__team__in=without) & managers
    if without and stands_in:
        yield _not_told(pressing.filter(stood_in, _is_above(schedule, stands_in)), tier, ABOVE)
    for role in filter(schedule.latest.get, ABOVE_THE_TEAM):
        found = pressing.filter(
            schedule.has_reached(role), is_overdue(schedule.today), _is_above(schedule, role)
        )
        if role == stands_in:
            found = found.exclude(stood_in)
        yield _not_told(found, Value(Tier.ESCALATED), ABOVE)


def _not_told(deadlines: QuerySet[Deadline], tier: Choose | Value, told: str) -> QuerySet[Deadline]:
    """Add the tier and the person, and leave out whom an alert tells already.

    In order: what is sorted is found whole before the first alert is written, so that no plan can
    look for alerts among those being written.
    """
    standing = Alert.objects.filter(
        deadline=OuterRef("pk"),
        tier=OuterRef("tier"),
        recipient=OuterRef("told"),
        due_on=OuterRef("due_on"),
        cleared_at=None,
    )
    found = deadlines.annotate(tier=tier, told=F(told)).filter(~Exists(standing))
    return found.order_by("pk", "told").values_list(*COLUMNS)


def _tier_on(schedule: Schedule) -> Choose:
    return Choose(
        When(is_overdue(schedule.today), then=Value(Tier.OVERDUE)),
        When(due_on=schedule.today, then=Value(Tier.DUE)),
        default=Value(Tier.DUE_SOON),
    )


# A closed case is opened by its team alone: whoever carried it from another one no longer sees it.
_LEFT_BEHIND = Q(case__state=CaseState.CLOSED) & ~Q(case__worker__team=F("case__team"))


def _may_work(schedule: Schedule) -> Q:
    return ~_LEFT_BEHIND & Q(
        case__worker__is_active=True,
        case__worker__role__in=CASEWORK_ROLES,
        case__worker__authority=schedule.authority_id,
    )


def _uncarried(schedule: Schedule) -> Q:
    """Give the condition of a case that nobody at work carries: its manager is told at once."""
    return (
        Q(case__worker=None)
        | _LEFT_BEHIND
        | Q(case__worker__is_active=False)
        | ~Q(case__worker__role__in=CASEWORK_ROLES)
        | Q(case__worker__authority=None)
        | ~Q(case__worker__authority=schedule.authority_id)
    )


def _manages(schedule: Schedule) -> Q:
    return Q(
        case__team__people__is_active=True,
        case__team__people__role=Role.TEAM_MANAGER,
        case__team__people__authority=schedule.authority_id,
    )


def _is_above(schedule: Schedule, role: str) -> Q:
    return Q(case__authority__people__is_active=True, case__authority__people__role=role)


def _teams_without_manager(schedule: Schedule) -> list[int]:
    managers = User.objects.filter(
        is_active=True, role=Role.TEAM_MANAGER, authority=schedule.authority_id, team=OuterRef("pk")
    )
    teams = Team.objects.filter(~Exists(managers), authority=schedule.authority_id)
    return list(teams.values_list("pk", flat=True))


def _stands_in(schedule: Schedule) -> str | None:
    """Give the first role above the teams in which anybody is at work."""
    above = User.objects.filter(
        is_active=True, role__in=ABOVE_THE_TEAM, authority=schedule.authority_id
    )
    roles = set(above.values_list("role", flat=True))
    return next((role for role in ABOVE_THE_TEAM if role in roles), None)
