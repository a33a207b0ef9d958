"""What was handed over when a case changed hands."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from cases.models.case import Allocation
from cin.core.models import Record


class HandedOver(models.TextChoices):
    """What the worker who leaves and the one who comes went through together."""

    HISTORY = "history", "Why we are involved, and the family's story so far"
    RISKS = "risks", "The risks now, and the safety plan"
    PLAN = "plan", "The assessment or the plan, and what is still to be done"
    DATES = "dates", "What is due, and dates that are booked"
    PEOPLE = "people", "Who is who: the family, the agencies, who to be careful with"
    CHILD = "child", "The child: how to talk with them, what matters to them"
    PROMISES = "promises", "What the child and the family have been promised"


class JointVisit(models.TextChoices):
    """Whether the two workers are to visit together."""

    WANTED = "wanted", "Yes"
    WAIVED = "waived", "No"


class Handover(Record):
    """How one worker's case came to the next, with the allocation that it led to.

    `record_checked` is a manager's word that the record, with its chronology, is up to date
    (PET-82).
    """

    allocation = models.OneToOneField(Allocation, on_delete=models.PROTECT, related_name="handover")
    from_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    is_transfer = models.BooleanField(default=False)
    handed_over = models.JSONField(default=list, blank=True)
    met_on = models.DateField(null=True, blank=True)
    not_met_reason = models.TextField(blank=True)
    record_checked = models.BooleanField(null=True, blank=True)
    record_gaps = models.TextField(blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    joint_visit = models.CharField(max_length=10, choices=JointVisit.choices, blank=True)
    joint_visit_by = models.DateField(null=True, blank=True)
    no_joint_visit_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            CheckConstraint(
                condition=Q(joint_visit="") | Q(joint_visit__in=list(JointVisit)),
                name="handover_joint_visit_known",
            ),
            CheckConstraint(
                condition=~Q(joint_visit=JointVisit.WAIVED) | ~Q(no_joint_visit_reason=""),
                name="handover_without_joint_visit_has_reason",
            ),
            CheckConstraint(
                condition=~Q(record_checked=False) | ~Q(record_gaps=""),
                name="handover_with_gaps_names_them",
            ),
        ]

    @property
    def handed_over_in_words(self) -> list[str]:
        """What was gone through, in words."""
        return [str(HandedOver(code).label) for code in self.handed_over]

    def __str__(self) -> str:
        return f"Handover from {self.from_worker}"
