"""The closing checklists of the social worker and of the manager."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from simple_history.models import HistoricalRecords

from cin.core.models import Record
from closures.models.preparation import Preparation


class ChecklistOf(models.TextChoices):
    """Whose checklist it is."""

    SOCIAL_WORKER = "sw", "Social worker"
    MANAGER = "manager", "Manager"


class ChecklistAnswer(Record):
    """The answer to one line of a checklist; `text` is the line as it was when answered."""

    preparation = models.ForeignKey(Preparation, on_delete=models.PROTECT, related_name="answers")
    whose = models.CharField(max_length=10, choices=ChecklistOf.choices)
    code = models.CharField(max_length=40)
    text = models.TextField()
    # False says that it does not apply here, for the reason in the note.
    is_done = models.BooleanField()
    done_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField()
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = ["pk"]
        constraints = [
            CheckConstraint(condition=Q(whose__in=list(ChecklistOf)), name="checklist_known"),
            CheckConstraint(
                condition=Q(is_done=True) | ~Q(note=""), name="checklist_left_out_with_reason"
            ),
            UniqueConstraint(
                fields=["preparation", "whose", "code"], name="checklist_line_answered_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {'done' if self.is_done else 'does not apply'}"
