"""How often a manager wants a child visited (ROC-86)."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from cases.models.case import Case
from cin.core.models import Record
from cin.procedures.durations import Duration, Unit

UNITS = [unit.value for unit in Unit if unit != Unit.HOURS]


class VisitSchedule(Record):
    """A manager's schedule of visits, from a day until the day before `ends_on`; without one it
    holds.

    A change is a new schedule: the one before ends.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="visit_schedules")
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=20)
    starts_on = models.DateField()
    reason = models.TextField(blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ends_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    end_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            CheckConstraint(condition=Q(amount__gte=1), name="visit_schedule_of_some_length"),
            CheckConstraint(condition=Q(unit__in=UNITS), name="visit_schedule_unit_known"),
            CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="visit_schedule_ends_after_it_begins",
            ),
            UniqueConstraint(
                fields=["case"], condition=Q(ends_on=None), name="one_visit_schedule_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"Every {self.duration}"

    @property
    def duration(self) -> Duration:
        """How often."""
        return Duration(self.amount, Unit(self.unit))
