"""One text that a person typed in one form, before the form is sent."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from cin.core import clock
from cin.core.models import Record


class Draft(Record):
    """What was typed on one opening of a form, as it was typed: valid or not, files left out.

    Each opening of a page (its `submission` token) has a row of its own, so that a form that is
    open twice never writes over itself. The case is held by its number: drafts know no stage.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drafts"
    )
    submission = models.UUIDField()
    page = models.CharField(max_length=100)
    address = models.CharField(max_length=300)
    authority_id = models.BigIntegerField(null=True)
    case_id = models.BigIntegerField(null=True)
    case_reference = models.CharField(max_length=30, blank=True)
    # [[name of the box, [what it holds, ...]], ...]
    answers = models.JSONField()
    # The page numbers its own sendings, so that one that comes late is left aside.
    sequence = models.PositiveBigIntegerField(default=0)
    # Counts what was kept here, so that a page can say which text it took over.
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-saved_at", "-pk"]
        constraints = [
            UniqueConstraint(
                fields=["person", "address", "submission"], name="draft_once_for_each_opening"
            ),
            CheckConstraint(condition=~Q(address=""), name="draft_has_address"),
        ]
        indexes = [
            models.Index(fields=["address", "-saved_at"], name="draft_by_address"),
            models.Index(fields=["case_id", "-saved_at"], name="draft_by_case"),
            models.Index(fields=["authority_id", "saved_at"], name="draft_by_authority"),
        ]

    def __str__(self) -> str:
        return f"Draft kept at {self.saved_at:%H:%M on %d %B %Y}"
