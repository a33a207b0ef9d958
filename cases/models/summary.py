"""What a worker writes on the case summary: for somebody who does not know the family."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from cases.models.case import Case
from cin.core.models import Record


class CaseSummary(Record):
    """One version of what is written on a case summary: a change is a new version.

    `visiting_schedule` is the manager's alone (ROC-86); a worker's version carries it on.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="summaries")
    number = models.PositiveIntegerField()
    reason_for_involvement = models.TextField()
    current_risks = models.TextField()
    out_of_hours = models.TextField()
    visiting_schedule = models.TextField(blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name_plural = "case summaries"
        ordering = ["-number"]
        constraints = [
            UniqueConstraint(fields=["case", "number"], name="case_summary_number_once"),
            CheckConstraint(
                condition=~Q(reason_for_involvement="")
                & ~Q(current_risks="")
                & ~Q(out_of_hours=""),
                name="case_summary_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Case summary, version {self.number}"
