"""Base records, and the receipt that makes a doubled submission harmless."""

from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django_fsm import ConcurrentTransitionMixin, FSMModelMixin

from cin.core import clock


class RecordQuerySet(models.QuerySet):
    """Query words that every record knows."""

    def locked(self) -> Self:
        """Lock the rows until the transaction ends, without blocking new rows that point at
        them.
        """
        return self.select_for_update(no_key=True, of=("self",))


class Record(models.Model):
    """A row that knows when it was made."""

    created_at = models.DateTimeField(default=clock.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True


class LifecycleRecord(ConcurrentTransitionMixin, Record):
    """A record whose state moves only through `take_step`."""

    class Meta:
        abstract = True

    def refresh_from_db(
        self,
        using: str | None = None,
        fields: Iterable[str] | None = None,
        from_queryset: Any = None,
    ) -> None:
        """Reload, lifting the guard on this instance only: the library lifts it for the whole
        class.
        """
        for name in self._get_protected_fsm_fields():
            if fields is None or name in fields:
                self.__dict__.pop(name, None)
        super(FSMModelMixin, self).refresh_from_db(using, fields, from_queryset)
        self._update_initial_state()


class Narrative(models.Model):
    """A text that people edit: `version` counts its edits, and an edit carries the version that
    was seen.
    """

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class FormReceipt(models.Model):
    """Proof that one filled-in form was acted on, so that sending it twice acts once."""

    token = models.UUIDField(unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    destination = models.CharField(max_length=200)
    # Empty only for a form received before digests were kept.
    digest = models.CharField(max_length=64, default="", editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(destination=""), name="form_receipt_has_destination"),
        ]

    def __str__(self) -> str:
        return f"Form received at {self.created_at:%H:%M on %d %B %Y}"
