"""The letters that tell people of an ending, and the papers that were sent."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from simple_history.models import HistoricalRecords

from cases.models import Person
from cin.core.models import Narrative, Record
from closures.models.parties import DisagreementMeeting, PartyView
from closures.models.preparation import Preparation


class LetterKind(models.TextChoices):
    """Whom a letter is written for."""

    CHILD = "child", "The child"
    PARENT_CARER = "parent_carer", "The family"
    AGENCY = "agency", "An agency"
    ACKNOWLEDGEMENT = "acknowledgement", "Somebody who disagrees"


class ClosingLetter(Narrative, Record):
    """One letter to one person: written from the record, changed by hand, and then sent."""

    preparation = models.ForeignKey(Preparation, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=20, choices=LetterKind.choices)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    party = models.OneToOneField(
        PartyView, null=True, blank=True, on_delete=models.PROTECT, related_name="letter"
    )
    recipient = models.CharField(max_length=150)
    address = models.TextField(blank=True)
    body = models.TextField()
    with_safety_plan = models.BooleanField(default=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_on = models.DateField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = ["pk"]
        constraints = [
            CheckConstraint(condition=Q(kind__in=list(LetterKind)), name="closing_letter_known"),
            CheckConstraint(
                condition=Q(sent_on=None, sent_by=None)
                | (Q(sent_on__isnull=False, sent_by__isnull=False) & ~Q(body="")),
                name="closing_letter_sent_by_somebody",
            ),
            UniqueConstraint(
                fields=["preparation", "person"],
                condition=~Q(kind=LetterKind.ACKNOWLEDGEMENT) & Q(person__isnull=False),
                name="one_closing_letter_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"Letter to {self.recipient}"

    @property
    def is_sent(self) -> bool:
        """Whether it was sent, and so stays as it is."""
        return self.sent_on is not None


class PaperKind(models.TextChoices):
    """Papers of an ending that are sent out as they are."""

    DECISION = "decision", "Record of the decision to close"
    DISAGREEMENT = "disagreement", "Minutes of the meeting about a disagreement"


class PaperSent(Record):
    """One sending of one paper of an ending."""

    preparation = models.ForeignKey(
        Preparation, on_delete=models.PROTECT, related_name="papers_sent"
    )
    kind = models.CharField(max_length=20, choices=PaperKind.choices)
    meeting = models.ForeignKey(
        DisagreementMeeting,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sendings",
    )
    sent_on = models.DateField()
    recipients = models.TextField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-sent_on", "-pk"]
        constraints = [
            CheckConstraint(condition=Q(kind__in=list(PaperKind)), name="closing_paper_known"),
            CheckConstraint(condition=~Q(recipients=""), name="closing_paper_has_recipients"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} sent on {self.sent_on:%d %B %Y}"
