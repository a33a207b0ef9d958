"""The ending of a case: proposed by the worker, decided by a manager."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django_fsm import FSMField, transition
from simple_history.models import HistoricalRecords

from cases.models import Case
from cin.core.models import LifecycleRecord, Narrative
from closures import permissions


class ClosureState(models.TextChoices):
    """How far an ending has come."""

    PROPOSED = "proposed", "With the manager"
    APPROVED = "approved", "Approved"
    DECLINED = "declined", "Declined"


class Closure(Narrative, LifecycleRecord):
    """One proposal to end a case, with its closing summary."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="closures")
    state = FSMField(choices=ClosureState.choices, default=ClosureState.PROPOSED, protected=True)
    reason = models.CharField(max_length=40)
    destination = models.CharField(max_length=40, blank=True)
    summary = models.TextField(blank=True)
    child_views = models.TextField(blank=True)
    family_views = models.TextField(blank=True)
    agency_views = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_comment = models.TextField(blank=True)
    # Closed although somebody disagreed, and why.
    despite_disagreement = models.BooleanField(default=False)
    despite_reason = models.TextField(blank=True)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            CheckConstraint(condition=Q(state__in=list(ClosureState)), name="closure_state_known"),
            UniqueConstraint(
                fields=["case"],
                condition=Q(state=ClosureState.PROPOSED),
                name="one_closure_proposed_per_case",
            ),
            CheckConstraint(
                condition=Q(state=ClosureState.PROPOSED) ^ Q(decided_at__isnull=False),
                name="closure_decided_when_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"Closure proposed on {self.submitted_at:%d %B %Y}"

    @transition(
        field=state,
        source=ClosureState.PROPOSED,
        target=ClosureState.APPROVED,
        permission=permissions.may_approve,
    )
    def approve(self) -> None:
        """A manager agrees with the proposal that was read: the case ends."""

    @transition(
        field=state,
        source=ClosureState.PROPOSED,
        target=ClosureState.DECLINED,
        permission=permissions.may_approve,
    )
    def decline(self) -> None:
        """A manager decides that the work goes on."""
