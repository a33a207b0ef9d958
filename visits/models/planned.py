"""A visit that is to be made: it counts as nothing until it is."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django_fsm import FSMField, transition
from simple_history.models import HistoricalRecords

from cases.models import Case
from cin.core.models import LifecycleRecord, Record
from visits import permissions
from visits.models.answers import Preparation
from visits.models.kinds import Location, VisitKind


class PlannedState(models.TextChoices):
    """What became of a plan to visit."""

    PLANNED = "planned", "Planned"
    MADE = "made", "Visit made"
    FAILED = "failed", "Nobody was seen"
    CANCELLED = "cancelled", "Cancelled"


class PlannedVisit(LifecycleRecord):
    """When somebody means to visit, whom, and what for."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="visits_planned")
    state = FSMField(choices=PlannedState.choices, default=PlannedState.PLANNED, protected=True)
    kind = models.CharField(max_length=20, choices=VisitKind.choices, default=VisitKind.CIN)
    planned_at = models.DateTimeField()
    location = models.CharField(max_length=20, choices=Location.choices, blank=True)
    place = models.CharField(max_length=200, blank=True)
    is_announced = models.BooleanField(null=True, blank=True)
    joint_with = models.CharField(max_length=200, blank=True)
    purpose = models.TextField(blank=True)
    prepares_for = models.CharField(max_length=20, choices=Preparation.choices, blank=True)
    visitor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # Of the latest move; the history keeps the earlier ones.
    moved_from = models.DateTimeField(null=True, blank=True)
    move_reason = models.TextField(blank=True)
    cancel_reason = models.TextField(blank=True)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = ["planned_at", "pk"]
        constraints = [
            CheckConstraint(condition=Q(state__in=list(PlannedState)), name="planned_state_known"),
            CheckConstraint(
                condition=Q(cancel_reason="") ^ Q(state=PlannedState.CANCELLED),
                name="planned_cancelled_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["visitor", "state", "planned_at"], name="planned_by_visitor"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} planned for {self.planned_at:%d %B %Y}"

    @property
    def where(self) -> str:
        """Where the visit is to be, in words."""
        return self.place or str(self.get_location_display())

    @transition(
        field=state,
        source=PlannedState.PLANNED,
        target=PlannedState.MADE,
        permission=permissions.may_work,
    )
    def make(self) -> None:
        """The visit was made, and its record begun."""

    @transition(
        field=state,
        source=PlannedState.PLANNED,
        target=PlannedState.FAILED,
        permission=permissions.may_work,
    )
    def fail(self) -> None:
        """Nobody was seen."""

    @transition(
        field=state,
        source=PlannedState.PLANNED,
        target=PlannedState.CANCELLED,
        permission=permissions.may_work,
    )
    def cancel(self) -> None:
        """It will not be made, and the reason says why."""


class PlannedChild(Record):
    """A child who is to be seen at a planned visit."""

    planned = models.ForeignKey(PlannedVisit, on_delete=models.CASCADE, related_name="children")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="planned_visits")

    class Meta:
        ordering = ["pk"]
        constraints = [
            UniqueConstraint(fields=["planned", "case"], name="child_once_in_planned_visit"),
        ]
        indexes = [models.Index(fields=["case", "planned"], name="planned_child_by_case")]

    def __str__(self) -> str:
        return f"{self.case} at {self.planned}"
