"""What was recorded by mistake stays in the record, marked as withdrawn, and counts no more."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cin.core.models import Record, RecordQuerySet


class WithdrawableQuerySet(RecordQuerySet):
    """Query words about facts that may have been withdrawn."""

    def standing(self) -> "WithdrawableQuerySet":
        """Keep what was not withdrawn."""
        return self.filter(withdrawn_at=None)


class StandingManager(models.Manager.from_queryset(WithdrawableQuerySet)):  # type: ignore[misc]
    """Gives only what was not withdrawn, wherever the rows are asked for."""

    def get_queryset(self) -> WithdrawableQuerySet:
        """Leave out what was withdrawn."""
        rows: WithdrawableQuerySet = super().get_queryset().standing()
        return rows


class Withdrawable(models.Model):
    """Who took a fact back, when and why; nothing while it stands."""

    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawal_reason = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was recorded by mistake."""
        return self.withdrawn_at is not None


class WithdrawableRow(Withdrawable, Record):
    """A row about a person: one withdrawn is found only by asking for every row there ever was."""

    objects = StandingManager()  # type: ignore[misc]
    ever_recorded = WithdrawableQuerySet.as_manager()

    class Meta:
        abstract = True


WITHDRAWN_WITH_REASON = Q(withdrawn_at=None, withdrawn_by=None, withdrawal_reason="") | Q(
    withdrawn_at__isnull=False, withdrawn_by__isnull=False
) & ~Q(withdrawal_reason="")
