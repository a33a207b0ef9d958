"""A checkpoint: what the social worker and the manager agree on the way to an assessment."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django_fsm import FSMField, transition
from simple_history.models import HistoricalRecords

from assessments import permissions
from assessments.models.assessment import Assessment
from cases.models import Case
from cin.core.models import LifecycleRecord, Narrative


class CheckpointState(models.TextChoices):
    """How far a checkpoint has come."""

    WRITING = "writing", "Being written"
    SUBMITTED = "submitted", "With the manager"
    AGREED = "agreed", "Agreed"


class AssessmentRoute(models.TextChoices):
    """How long the assessment goes on, as the manager decides at Checkpoint 1 (ROC-51, ROC-82)."""

    SHORT = "short", "Short assessment"
    FULL = "full", "Full assessment"


class Checkpoint(Narrative, LifecycleRecord):
    """The social worker's items and the manager's note on them, once each for an assessment."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="checkpoints")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="checkpoints")
    number = models.PositiveSmallIntegerField()
    state = FSMField(
        choices=CheckpointState.choices, default=CheckpointState.WRITING, protected=True
    )
    # Text by item code; the titles are kept with it so that the record reads the same for ever.
    items = models.JSONField(default=dict, blank=True)
    item_titles = models.JSONField(default=dict, blank=True)
    meeting_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)
    route = models.CharField(max_length=10, choices=AssessmentRoute.choices, blank=True)
    due_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = ["number"]
        constraints = [
            CheckConstraint(
                condition=Q(state__in=list(CheckpointState)), name="checkpoint_state_known"
            ),
            CheckConstraint(condition=Q(number__in=[1, 2]), name="checkpoint_is_first_or_second"),
            UniqueConstraint(fields=["assessment", "number"], name="checkpoint_once"),
            CheckConstraint(
                condition=~Q(state=CheckpointState.AGREED)
                | (~Q(note="") & Q(decided_at__isnull=False)),
                name="checkpoint_agreed_with_note",
            ),
        ]

    def __str__(self) -> str:
        return f"Checkpoint {self.number}"

    @transition(
        field=state,
        source=CheckpointState.WRITING,
        target=CheckpointState.SUBMITTED,
        permission=permissions.may_work,
    )
    def bring(self) -> None:
        """The social worker gives the checkpoint to the manager."""

    @transition(
        field=state,
        source=CheckpointState.SUBMITTED,
        target=CheckpointState.WRITING,
        permission=permissions.may_work,
    )
    def withdraw(self) -> None:
        """The social worker takes it back to change it."""

    @transition(
        field=state,
        source=CheckpointState.SUBMITTED,
        target=CheckpointState.WRITING,
        permission=permissions.may_approve,
    )
    def ask_for_changes(self) -> None:
        """The manager wants something changed."""

    @transition(
        field=state,
        source=CheckpointState.SUBMITTED,
        target=CheckpointState.AGREED,
        permission=permissions.may_approve,
    )
    def agree(self) -> None:
        """The manager agrees it, with a note."""
