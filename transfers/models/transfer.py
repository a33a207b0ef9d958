"""The passing of a case from one team to another inside an authority."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django_fsm import FSMField, transition

from cases.models import Case
from cin.accounts.models import Team
from cin.core.models import LifecycleRecord
from transfers import permissions


class TransferState(models.TextChoices):
    """How far a transfer has come."""

    PROPOSED = "proposed", "Waiting for the receiving team"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"


class Transfer(LifecycleRecord):
    """One offer of a case to another team."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="transfers")
    state = FSMField(choices=TransferState.choices, default=TransferState.PROPOSED, protected=True)
    from_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    to_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    summary = models.TextField()
    important_dates = models.TextField(blank=True)
    urgent = models.TextField(blank=True)
    # Why a case passes before the meeting at, or after, which the procedure passes it.
    early_reason = models.TextField(blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_comment = models.TextField(blank=True)
    # A manager's word that the record, with its chronology, is up to date (PET-82).
    record_checked = models.BooleanField(null=True, blank=True)
    record_gaps = models.TextField(blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            CheckConstraint(
                condition=Q(state__in=list(TransferState)), name="transfer_state_known"
            ),
            CheckConstraint(condition=~Q(from_team=F("to_team")), name="transfer_changes_team"),
            UniqueConstraint(
                fields=["case"],
                condition=Q(state=TransferState.PROPOSED),
                name="one_transfer_proposed_per_case",
            ),
        ]

    def __str__(self) -> str:
        return f"Transfer to {self.to_team}"

    @transition(
        field=state,
        source=TransferState.PROPOSED,
        target=TransferState.ACCEPTED,
        permission=permissions.may_receive,
    )
    def accept(self) -> None:
        """The receiving manager takes the case and names its worker."""

    @transition(
        field=state,
        source=TransferState.PROPOSED,
        target=TransferState.DECLINED,
        permission=permissions.may_receive,
    )
    def decline(self) -> None:
        """The receiving manager does not take the case, and says why."""
