"""Whether those involved agree with the record of a meeting, and how they said so."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from cases.models import Case
from cin.core.models import Record
from meetings.models.meeting import Meeting


class SignatureAnswer(models.TextChoices):
    """What somebody said to the record of a meeting."""

    SIGNED = "signed", "Signed it"
    AGREED = "agreed", "Agreed with it, without a signature"
    REFUSED = "refused", "Does not agree"
    NOT_ASKED = "not_asked", "Was not asked"


_ANSWERED = [SignatureAnswer.SIGNED, SignatureAnswer.AGREED]


class MeetingSignature(Record):
    """One person's word on the record of a meeting about one child; a later row takes its place."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="signatures")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="meeting_signatures")
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=150, blank=True)
    answer = models.CharField(max_length=12, choices=SignatureAnswer.choices)
    answered_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            CheckConstraint(
                condition=Q(answer__in=list(SignatureAnswer)), name="signature_answer_known"
            ),
            CheckConstraint(
                condition=Q(answer__in=_ANSWERED, answered_on__isnull=False)
                | (~Q(answer__in=_ANSWERED) & ~Q(reason="")),
                name="signature_dated_or_reasoned",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_answer_display()}"
