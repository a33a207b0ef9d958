"""How far the actions of a plan have come, worked out from what was recorded of each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from cases.models import Case
from cin.accounts.models import User
from cin.core import clock
from plans.models import (
    ActionProgress,
    PlanAction,
    PlanNeed,
    PlanService,
    PlanState,
    PlanVersion,
    ProgressState,
)

SETTLED = frozenset({ProgressState.DONE, ProgressState.NOT_DONE})


@dataclass(frozen=True, kw_only=True)
class ActionLine:
    """One action and what was recorded of it, the latest first."""

    action: PlanAction
    history: list[ActionProgress]
    is_followed: bool
    today: date

    @property
    def latest(self) -> ActionProgress | None:
        """What was recorded last."""
        return next(iter(self.history), None)

    @property
    def is_settled(self) -> bool:
        """Whether it is done, or given up."""
        return self.latest is not None and self.latest.state in SETTLED

    @property
    def is_overdue(self) -> bool:
        """Whether an action of the plan in force is past its day and not settled."""
        due_on = self.action.due_on
        return (
            self.is_followed and not self.is_settled and due_on is not None and due_on < self.today
        )

    @property
    def standing(self) -> tuple[str, str]:
        """How it stands, in a word and a colour; nothing where nothing is to be said."""
        if self.is_overdue:
            return "Overdue", "red"
        if self.latest is None:
            return "", ""
        return self.latest.get_state_display(), _COLOURS[ProgressState(self.latest.state)]


_COLOURS = {
    ProgressState.STARTED: "blue",
    ProgressState.REFERRED: "yellow",
    ProgressState.DONE: "green",
    ProgressState.NOT_DONE: "grey",
}


@dataclass(frozen=True, kw_only=True)
class Area:
    """One part of the child's life: its needs, with the actions and services for them."""

    title: str
    needs: list[PlanNeed]
    actions: list[ActionLine]
    services: list[PlanService]


Recorded = Mapping[tuple[int, int | None], list[ActionProgress]]


def recorded_of(versions: Iterable[PlanVersion]) -> Recorded:
    """Give what was recorded of each action of some plans, by plan and number, with one query."""
    found: dict[tuple[int, int | None], list[ActionProgress]] = defaultdict(list)
    plans = [version.plan_id for version in versions]
    for row in ActionProgress.objects.filter(plan__in=plans).select_related("recorded_by"):
        found[row.plan_id, row.number].append(row)
    return found


def lines_of(version: PlanVersion, recorded: Recorded | None = None) -> list[ActionLine]:
    """List the actions of a version with what was recorded of them, which is read with one query
    where it is not known.
    """
    found = recorded_of([version]) if recorded is None else recorded
    return [
        ActionLine(
            action=action,
            history=found.get((version.plan_id, action.number), []),
            is_followed=version.state == PlanState.ACTIVE,
            today=clock.today(),
        )
        for action in version.actions.all()
    ]


def areas_of(version: PlanVersion, recorded: Recorded | None = None) -> list[Area]:
    """Sort the rows of a version under the parts of the child's life, needs first; where there is
    one need, everything is for it.
    """
    needs, services = list(version.needs.all()), list(version.services.all())
    lines = lines_of(version, recorded)
    if len(needs) == 1:
        return [Area(title=needs[0].area, needs=needs, actions=lines, services=services)]
    titles = dict.fromkeys(
        [
            *(need.area for need in needs),
            *(line.action.area for line in lines),
            *(service.area for service in services),
        ]
    )
    return [
        Area(
            title=title,
            needs=[need for need in needs if need.area == title],
            actions=[line for line in lines if line.action.area == title],
            services=[service for service in services if service.area == title],
        )
        for title in titles
    ]


def open_actions(cases: Iterable[Case] | QuerySet[Case]) -> QuerySet[PlanAction]:
    """List the actions of plans in force that are neither done nor given up, the oldest day
    first.
    """
    latest = ActionProgress.objects.filter(
        plan=OuterRef("version__plan"), number=OuterRef("number")
    ).order_by("-on", "-pk")
    return (
        PlanAction.objects.filter(version__case__in=cases, version__state=PlanState.ACTIVE)
        .annotate(latest_state=Subquery(latest.values("state")[:1]))
        .filter(Q(latest_state=None) | ~Q(latest_state__in=[*SETTLED]))
        .select_related("version__case__child", "version__plan")
        .order_by("due_on", "pk")
    )


def overdue_actions(cases: Iterable[Case] | QuerySet[Case]) -> QuerySet[PlanAction]:
    """List the open actions whose day is past."""
    return open_actions(cases).filter(due_on__lt=clock.today())


def overdue_for(user: User) -> QuerySet[PlanAction]:
    """List the overdue actions on the open cases that this person carries (ROC-10, BIR-54)."""
    return overdue_actions(Case.objects.open().filter(worker=user))


def obstacle_to_following(version: PlanVersion) -> str:
    """Say why nothing can be recorded of the actions of a version now, or nothing."""
    if not version.case.is_open:
        return f"Case {version.case.reference} is closed."
    if version.state != PlanState.ACTIVE:
        return "Only the actions of the plan in force are followed."
    return ""
