"""What happened to a family, on a day, that moves the dates of its case."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from cases.models.case import Case
from cases.models.withdrawable import (
    WITHDRAWN_WITH_REASON,
    Withdrawable,
    WithdrawableQuerySet,
)
from cin.core.models import Record


class ChangeKind(models.TextChoices):
    """What happened, by the name the procedure engine gives it."""

    SIGNIFICANT_CHANGE = "significant_change", "Significant change in the family"
    PLANNED_MOVE = "planned_move", "The family plans to move"
    EARLY_REVIEW_DECLINED = "early_review_declined", "No early review needed"
    MOVED_OUT = "moved_out", "The family moved to another authority"
    OUT_INFORMATION = "transfer_out_information_shared", "Information shared with the new authority"
    OUT_NOTIFIED = "transfer_out_notified", "New authority notified"
    OUT_DECIDED = "transfer_out_decided", "New authority decided"
    BECAME_RESIDENT = "became_resident", "The family moved in from another authority"
    IN_NOTIFIED = "transfer_in_notified", "Notified by another authority of a family that moves in"
    IN_DECIDED = "transfer_in_decided", "Decided on a family that moved in"
    CP_STEP_DOWN = "cp_step_down_decided", "Child protection plan to end with a step-down"
    STEPPED_DOWN = "stepped_down", "Care ended, or an order was made"
    CP_PLAN_STARTED = "cp_plan_started", "Child protection plan started"
    FOSTERING_BEGAN = "pf_arrangement_started", "The private fostering arrangement began"
    CHILD_DIED = "child_died", "The child died"


MANAGERS_RECORD = frozenset(
    {
        ChangeKind.EARLY_REVIEW_DECLINED,
        ChangeKind.IN_DECIDED,
        ChangeKind.CP_PLAN_STARTED,
        ChangeKind.CHILD_DIED,
    }
)
ASK_FOR_REVIEW = frozenset({ChangeKind.SIGNIFICANT_CHANGE, ChangeKind.PLANNED_MOVE})


class Change(Withdrawable, Record):
    """One thing that happened, with a note of it.

    `declines` is the change for which a manager found no early review needed. `needs_assessment`
    says whether a significant change asks for a new assessment; nothing for other changes.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=40, choices=ChangeKind.choices)
    happened_on = models.DateField()
    note = models.TextField()
    declines = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="declined_by"
    )
    needs_assessment = models.BooleanField(null=True, blank=True)
    assessment_reason = models.TextField(blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = WithdrawableQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-happened_on", "-pk"]
        constraints = [
            CheckConstraint(condition=Q(kind__in=list(ChangeKind)), name="change_kind_known"),
            CheckConstraint(
                condition=Q(declines=None) ^ Q(kind=ChangeKind.EARLY_REVIEW_DECLINED),
                name="change_declines_a_change",
            ),
            CheckConstraint(condition=WITHDRAWN_WITH_REASON, name="change_withdrawn_with_reason"),
            UniqueConstraint(
                fields=["declines"],
                condition=Q(withdrawn_at=None),
                name="one_answer_to_a_change",
            ),
        ]
        indexes = [models.Index(fields=["case", "happened_on"], name="change_by_case")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.happened_on:%d %B %Y}"
