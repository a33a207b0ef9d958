"""What was sent, to whom and when; and the files attached to records."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from cin.core.models import Record
from cin.documents.kinds import KINDS


class CirculationKind(models.TextChoices):
    """What was sent."""

    PLAN = "plan", "Plan"
    MINUTES = "minutes", "Minutes"
    NETWORK = "network", "Family network meeting's minutes"


class Circulation(Record):
    """One sending of one document about a case; `case_id` is an id because documents stand below
    cases.
    """

    case_id = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=CirculationKind.choices)
    of_id = models.BigIntegerField()
    sent_on = models.DateField()
    recipients = models.TextField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-sent_on", "-pk"]
        constraints = [
            CheckConstraint(
                condition=Q(kind__in=list(CirculationKind)), name="circulation_kind_known"
            ),
            CheckConstraint(condition=~Q(recipients=""), name="circulation_has_recipients"),
        ]
        indexes = [models.Index(fields=["case_id", "kind", "sent_on"], name="circulation_by_case")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} sent on {self.sent_on:%d %B %Y}"


class Attachment(Record):
    """One file in one child's file; `kind` and `of_id` say which record it belongs to.

    `case_id` is an id because documents stand below cases. A file attached for several children at
    once is stored once and has a row for each. Of a withdrawn file the contents are gone: the row
    and the reason stay.
    """

    case_id = models.BigIntegerField()
    kind = models.CharField(max_length=30)
    of_id = models.BigIntegerField()
    title = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=200)
    file_kind = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=64)
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            CheckConstraint(condition=Q(size__gt=0), name="attachment_not_empty"),
            CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | (
                    Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                    & ~Q(withdrawn_reason="")
                ),
                name="attachment_withdrawn_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["case_id", "kind", "of_id"], name="attachment_by_record"),
            models.Index(fields=["stored_as"], name="attachment_by_stored_file"),
        ]

    def __str__(self) -> str:
        return self.title or self.name

    @property
    def is_withdrawn(self) -> bool:
        """Whether the contents were taken away."""
        return self.withdrawn_at is not None

    @property
    def media_type(self) -> str:
        """The media type of the contents."""
        return KINDS[self.file_kind].media_type

    @property
    def what_it_is(self) -> str:
        """The kind of file, as people call it, without its article."""
        return KINDS[self.file_kind].label.partition(" ")[2] or "text"
