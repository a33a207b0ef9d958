"""The chronology beyond what the record tells by itself: what workers add to it, and how much they
say a line matters.
"""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from cases.models.case import Case
from cases.models.withdrawable import (
    WITHDRAWN_WITH_REASON,
    Withdrawable,
    WithdrawableQuerySet,
)
from cin.core.models import Record


class DayPrecision(models.TextChoices):
    """How exactly a date is known."""

    DAY = "day", "The day"
    MONTH = "month", "Only the month"
    YEAR = "year", "Only the year"


class ChronologyEntry(Withdrawable, Record):
    """One event that a worker wrote into a child's chronology.

    `happened_on` is the first day of the month or year where only that is known.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="chronology_entries")
    happened_on = models.DateField()
    precision = models.CharField(
        max_length=5, choices=DayPrecision.choices, default=DayPrecision.DAY
    )
    event = models.TextField()
    source = models.CharField(max_length=200)
    significance = models.TextField(blank=True)
    people = models.CharField(max_length=300, blank=True)
    is_key = models.BooleanField(default=False)
    is_third_party = models.BooleanField(default=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = WithdrawableQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name_plural = "chronology entries"
        ordering = ["happened_on", "pk"]
        constraints = [
            CheckConstraint(
                condition=Q(precision__in=list(DayPrecision)), name="chronology_precision_known"
            ),
            CheckConstraint(
                condition=~Q(event="") & ~Q(source=""), name="chronology_entry_has_source"
            ),
            CheckConstraint(
                condition=WITHDRAWN_WITH_REASON, name="chronology_entry_withdrawn_with_reason"
            ),
        ]
        indexes = [models.Index(fields=["case", "happened_on"], name="chronology_by_case")]

    def __str__(self) -> str:
        return f"Chronology entry for {self.happened_on:%d %B %Y}"


class ChronologyMark(Record):
    """What a worker said of a line that the record tells by itself: whether it is a key event, what
    it means, and whether the family may read it. The latest mark of a line counts; none is changed.

    `line` names the line, such as `visit-12`.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="chronology_marks")
    line = models.CharField(max_length=40)
    is_key = models.BooleanField(default=False)
    is_third_party = models.BooleanField(default=False)
    significance = models.TextField(blank=True)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [CheckConstraint(condition=~Q(line=""), name="chronology_mark_has_line")]
        indexes = [models.Index(fields=["case", "line"], name="chronology_mark_by_line")]

    def __str__(self) -> str:
        return f"Mark of {self.line}"
