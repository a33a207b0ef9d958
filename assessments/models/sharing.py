"""The giving of an approved assessment to the family, and what the family said of it."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from simple_history.models import HistoricalRecords

from assessments.models.assessment import Assessment
from cases.models import Case
from cin.core.models import Record


class SharedBy(models.TextChoices):
    """How an assessment was given to somebody."""

    TOGETHER = "together", "Read through together"
    HANDED_OVER = "handed_over", "Handed over"
    POST = "post", "Post"
    EMAIL = "email", "Secure e-mail"


class ShareResult(models.TextChoices):
    """What came of it."""

    GIVEN = "given", "They have it"
    REFUSED = "refused", "They would not take it"
    UNDELIVERABLE = "undeliverable", "It could not be delivered"


class AssessmentShare(Record):
    """One giving of one approved assessment to one person of the family (ROC-63)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="shares")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assessment_shares")
    recipient = models.CharField(max_length=150)
    shared_on = models.DateField()
    method = models.CharField(max_length=20, choices=SharedBy.choices)
    result = models.CharField(max_length=20, choices=ShareResult.choices)
    note = models.TextField(blank=True)
    # As the procedure named them on that day, so that the record reads the same for ever.
    enclosures = models.JSONField(default=list, blank=True)
    left_out_reason = models.TextField(blank=True)
    note_title = models.CharField(max_length=200, blank=True)
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    comments = models.TextField(blank=True)
    comments_on = models.DateField(null=True, blank=True)
    comments_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = ["shared_on", "pk"]
        constraints = [
            CheckConstraint(
                condition=Q(comments="") ^ Q(comments_on__isnull=False),
                name="family_comments_are_dated",
            ),
            CheckConstraint(
                condition=Q(result=ShareResult.GIVEN) | ~Q(note=""),
                name="assessment_not_given_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"Shared with {self.recipient} on {self.shared_on:%d %B %Y}"
