"""Which visits are planned, and whose."""

from collections.abc import Iterable

from django.db.models import Prefetch, Q, QuerySet

from cases.models import Case
from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.core.errors import NotFound
from visits.models import PlannedChild, PlannedState, PlannedVisit
from visits.selectors.visits import obstacle_to_visiting

MOST = 50


def find_planned(user: User, planned_id: int) -> PlannedVisit:
    """Give one planned visit with the children this person may know of and whose cases are open;
    refuses (NotFound) one on a case they may not know of.
    """
    found = _with_children(user, PlannedVisit.objects.filter(pk=planned_id)).first()
    if found is None:
        raise NotFound("There is no such planned visit, or it belongs to another team.")
    return found


def planned_by(user: User) -> list[PlannedVisit]:
    """List the visits this person plans to make and those on the cases they carry, the earliest
    first, also where the day has passed and nothing is recorded yet.
    """
    mine = Q(visitor=user) | Q(case__worker=user)
    return list(_with_children(user, _waiting().filter(mine))[:MOST])


def planned_for(user: User, case: Case) -> list[PlannedVisit]:
    """List the visits planned to one child, the earliest first."""
    of_child = PlannedChild.objects.filter(case=case).values("planned_id")
    return list(_with_children(user, _waiting().filter(pk__in=of_child))[:MOST])


def obstacle_to_plan(planned: PlannedVisit) -> str:
    """Say why a plan can no longer be carried out or changed, or nothing when it can."""
    if planned.state == PlannedState.PLANNED:
        return obstacle_to_visiting(planned.case)
    became = planned.get_state_display()
    return f"This visit is no longer planned: it is “{became}”, so this cannot be done any more."


def names_of(planned: PlannedVisit) -> list[str]:
    """List the names of the children to be seen, as far as this person may know of them."""
    return [str(child.case.child) for child in planned.children.all()]


def case_ids_of(planned: PlannedVisit) -> set[int]:
    """Give the cases of the children to be seen, as far as this person may know of them."""
    return {child.case_id for child in planned.children.all()}


def cases_of(plans: Iterable[PlannedVisit]) -> list[Case]:
    """List the cases of the children to be seen at any of these visits."""
    return [child.case for planned in plans for child in planned.children.all()]


def _waiting() -> QuerySet[PlannedVisit]:
    return PlannedVisit.objects.filter(state=PlannedState.PLANNED)


def _with_children(user: User, rows: QuerySet[PlannedVisit]) -> QuerySet[PlannedVisit]:
    reach = visible_cases(user)
    children = (
        PlannedChild.objects.filter(case__in=reach.open())
        .select_related("case__child", "case__referral")
        .order_by("pk")
    )
    return (
        rows.filter(case__in=reach.open())
        .select_related(
            "case__child",
            "case__authority",
            "case__team",
            "case__worker",
            "case__referral",
            "visitor",
        )
        .prefetch_related(Prefetch("children", queryset=children))
        .order_by("planned_at", "pk")
    )
