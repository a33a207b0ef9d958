"""A word to one colleague about a case: shown on their first page until they have read it."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from cases.models.case import Case
from cin.core.models import Record


class NoticeKind(models.TextChoices):
    """What somebody is told of; a message by mail says no more than this and the reference."""

    TRANSFER_EXPECTED = "transfer_expected", "A case is expected to be offered to your team"
    PAPERS_ATTACHED = "papers_attached", "Papers were attached to the record"
    CLOSING_APPROVED = "closing_approved", "A closing was approved: close the case"


# What several are told so that one of them does it: it is done for all once one notes it.
ASKS_TO_ACT = frozenset({NoticeKind.CLOSING_APPROVED})


class Notice(Record):
    """What one colleague is told once. Who receives it may not yet open the case, and reads this
    alone.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=20, choices=NoticeKind.choices)
    text = models.TextField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices"
    )
    read_at = models.DateTimeField(null=True, blank=True)
    # When a message with the reference alone left for them, or was given up.
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            CheckConstraint(condition=Q(kind__in=list(NoticeKind)), name="notice_kind_known"),
        ]
        indexes = [
            models.Index(
                fields=["recipient"], condition=Q(read_at=None), name="unread_notice_by_person"
            ),
            models.Index(fields=["id"], condition=Q(mailed_at=None), name="notice_to_be_mailed"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def asks_to_act(self) -> bool:
        """Whether something is to be done, and reading it is not enough."""
        return self.kind in ASKS_TO_ACT
