"""A concern that a child may be suffering significant harm, and the manager's decision about it."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django_fsm import FSMField, transition

from cases.models import Case
from cin.core.models import LifecycleRecord
from safeguarding import permissions


class ConcernState(models.TextChoices):
    """How far a concern has come."""

    RAISED = "raised", "Waiting for a manager's decision"
    STRATEGY = "strategy", "Strategy discussion called"
    NOT_MET = "not_met", "Threshold not met"


class Concern(LifecycleRecord):
    """One concern about one child."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="concerns")
    state = FSMField(choices=ConcernState.choices, default=ConcernState.RAISED, protected=True)
    what = models.TextField()
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    raised_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            CheckConstraint(condition=Q(state__in=list(ConcernState)), name="concern_state_known"),
            CheckConstraint(
                condition=Q(state=ConcernState.RAISED) ^ Q(decided_at__isnull=False),
                name="concern_decided_when_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"Concern raised on {self.raised_at:%d %B %Y}"

    @transition(
        field=state,
        source=ConcernState.RAISED,
        target=ConcernState.STRATEGY,
        permission=permissions.may_manage,
    )
    def call_strategy_discussion(self) -> None:
        """A manager finds reasonable cause to suspect significant harm."""

    @transition(
        field=state,
        source=ConcernState.RAISED,
        target=ConcernState.NOT_MET,
        permission=permissions.may_dismiss,
    )
    def find_threshold_not_met(self) -> None:
        """A manager finds no reasonable cause, and says why."""
