"""What was asked of others: information from agencies, and specialist assessments."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from simple_history.models import HistoricalRecords

from cases.models import Case
from cin.core.models import Record


class AskedBy(models.TextChoices):
    """How an agency was asked."""

    EMAIL = "email", "Secure e-mail"
    TELEPHONE = "telephone", "Telephone"
    PORTAL = "portal", "A shared system"
    LETTER = "letter", "Letter"
    MEETING = "meeting", "In a meeting"


class SharingBasis(models.TextChoices):
    """On what basis information about the family is asked for."""

    CONSENT = "consent", "The family agreed"
    OVERRIDE = "override", "Without agreement, for the reason given"


class ReplyKind(models.TextChoices):
    """What came of asking."""

    TOLD = "told", "They told us something"
    NOTHING_HELD = "nothing_held", "They hold nothing about the family"
    DECLINED = "declined", "They declined"


class InformationRequest(Record):
    """One agency asked about one child, and what it answered (ROC-49)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="information_requests")
    agency = models.CharField(max_length=100)
    contact = models.CharField(max_length=200, blank=True)
    asked_on = models.DateField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    method = models.CharField(max_length=20, choices=AskedBy.choices)
    basis = models.CharField(max_length=20, choices=SharingBasis.choices)
    basis_reason = models.TextField(blank=True)
    question = models.TextField()
    chased_on = models.DateField(null=True, blank=True)
    chase_note = models.TextField(blank=True)
    replied_on = models.DateField(null=True, blank=True)
    reply_kind = models.CharField(max_length=20, choices=ReplyKind.choices, blank=True)
    reply_from = models.CharField(max_length=200, blank=True)
    reply = models.TextField(blank=True)
    reply_recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = ["asked_on", "pk"]
        constraints = [
            CheckConstraint(
                condition=Q(reply_kind="") ^ Q(replied_on__isnull=False),
                name="information_reply_is_dated",
            ),
            CheckConstraint(
                condition=Q(basis=SharingBasis.CONSENT) | ~Q(basis_reason=""),
                name="information_without_consent_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}, asked on {self.asked_on:%d %B %Y}"


class SpecialistAssessment(Record):
    """An assessment by somebody else: why it was asked for, and what it found (PET-52, BIR-78)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="specialist_assessments")
    kind = models.CharField(max_length=150)
    provider = models.CharField(max_length=150)
    why = models.TextField()
    requested_on = models.DateField()
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField()
    received_on = models.DateField(null=True, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    summary = models.TextField(blank=True)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = ["requested_on", "pk"]
        constraints = [
            CheckConstraint(
                condition=Q(summary="") ^ Q(received_on__isnull=False),
                name="specialist_assessment_received_with_summary",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.provider}"
