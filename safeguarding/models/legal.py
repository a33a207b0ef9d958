"""A legal planning meeting to which a manager took a concern, and what it decided."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from cases.models import Case
from cases.models.withdrawable import (
    WITHDRAWN_WITH_REASON,
    Withdrawable,
    WithdrawableQuerySet,
)
from cin.core.models import Record
from safeguarding.models.concern import Concern


class LegalDecision(models.TextChoices):
    """What a legal planning meeting decides about one child."""

    PROCEEDINGS = "proceedings", "Threshold met: care proceedings begin"
    PRE_PROCEEDINGS = "pre_proceedings", "Threshold met: pre-proceedings with the parents first"
    NOT_MET = "not_met", "Threshold for court not met"
    MORE_NEEDED = "more_needed", "Not decided yet: more is needed first"


class LegalPlanningMeeting(Withdrawable, Record):
    """One legal planning meeting about a child. It is not changed: one entered in error is
    withdrawn, and where it could not decide another follows.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="legal_meetings")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="legal_meetings")
    held_at = models.DateTimeField()
    chair_name = models.CharField(max_length=150)
    present = models.TextField()
    decision = models.CharField(max_length=20, choices=LegalDecision.choices)
    reasons = models.TextField()
    next_step = models.TextField()
    next_by = models.CharField(max_length=150)
    next_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = WithdrawableQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-held_at", "-pk"]
        constraints = [
            CheckConstraint(
                condition=Q(decision__in=list(LegalDecision)), name="legal_decision_known"
            ),
            CheckConstraint(
                condition=~Q(present="") & ~Q(reasons="") & ~Q(next_step="") & ~Q(next_by=""),
                name="legal_meeting_says_who_and_what",
            ),
            CheckConstraint(
                condition=WITHDRAWN_WITH_REASON, name="legal_meeting_withdrawn_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Legal planning meeting on {self.held_at:%d %B %Y}"

    @property
    def is_undecided(self) -> bool:
        """Whether another meeting has still to decide."""
        return self.decision == LegalDecision.MORE_NEEDED
