"""The two books that nobody can edit: what happened, and who looked."""

from typing import Any, NoReturn

from django.db import models

from cin.core import clock


class AppendOnlyQuerySet(models.QuerySet):
    """Rows that may be added and read, never changed."""

    def update(self, **values: Any) -> NoReturn:
        """Refuse: what happened, happened."""
        raise TypeError("This book is append-only")

    def delete(self) -> NoReturn:
        """Refuse: what happened, happened."""
        raise TypeError("This book is append-only")


class AppendOnly(models.Model):
    """A row written once."""

    at = models.DateTimeField(default=clock.now, editable=False)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row the first time, refuse the second."""
        if self.pk is not None:
            raise TypeError("This book is append-only")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: what happened, happened."""
        raise TypeError("This book is append-only")


class AuditEvent(AppendOnly):
    """One thing done: by whom, to what, from which stage to which, and why.

    It holds ids and a case reference instead of foreign keys, so that it outlives what it
    describes.
    """

    authority_id = models.BigIntegerField(null=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=150, blank=True)
    action = models.CharField(max_length=100)
    subject_type = models.CharField(max_length=100)
    subject_id = models.BigIntegerField()
    case_id = models.BigIntegerField(null=True)
    case_reference = models.CharField(max_length=30, blank=True)
    from_state = models.CharField(max_length=30, blank=True)
    to_state = models.CharField(max_length=30, blank=True)
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["case_id", "-at"], name="audit_event_by_case"),
            models.Index(fields=["subject_type", "subject_id"], name="audit_event_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.case_reference}".strip()


class RecordView(AppendOnly):
    """One opening of a child's record."""

    viewer_id = models.BigIntegerField()
    authority_id = models.BigIntegerField()
    case_id = models.BigIntegerField()
    case_reference = models.CharField(max_length=30)
    page = models.CharField(max_length=60)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["case_id", "-at"], name="record_view_by_case")]

    def __str__(self) -> str:
        return f"{self.page} of {self.case_reference}"
