"""The manager's decision that a child is not seen alone, asked for by somebody else."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django_fsm import FSMField, transition
from simple_history.models import HistoricalRecords

from cases.models import Case
from cin.core.models import LifecycleRecord
from visits import permissions


class NotAloneState(models.TextChoices):
    """How far a decision has come."""

    ASKED = "asked", "Waiting for a manager's decision"
    AGREED = "agreed", "Agreed: need not be seen alone"
    REFUSED = "refused", "Refused: to be seen alone"
    ENDED = "ended", "Ended"


class NotAloneDecision(LifecycleRecord):
    """Whether one child need not be seen alone, until when, and why."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="not_alone_decisions")
    state = FSMField(choices=NotAloneState.choices, default=NotAloneState.ASKED, protected=True)
    reason = models.TextField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)
    rationale = models.TextField(blank=True)
    valid_until = models.DateField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_on = models.DateField(null=True, blank=True)
    review_note = models.TextField(blank=True)
    ended_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            CheckConstraint(
                condition=Q(state__in=list(NotAloneState)), name="not_alone_state_known"
            ),
            CheckConstraint(
                condition=Q(state=NotAloneState.ASKED)
                | (Q(decided_on__isnull=False) & ~Q(rationale="")),
                name="not_alone_decided_with_reasons",
            ),
            CheckConstraint(
                condition=~Q(state=NotAloneState.AGREED) | Q(valid_until__isnull=False),
                name="not_alone_agreed_until",
            ),
            UniqueConstraint(
                fields=["case"],
                condition=Q(state=NotAloneState.ASKED),
                name="not_alone_asked_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Decision on seeing {self.case} alone"

    def holds_on(self, day: date) -> bool:
        """Say whether it was agreed and in force on a day, its first and last days included."""
        if self.decided_on is None or self.valid_until is None or day < self.decided_on:
            return False
        ended = self.ended_on is not None and day > self.ended_on
        refused = self.state == NotAloneState.REFUSED
        return day <= self.valid_until and not ended and not refused

    @transition(
        field=state,
        source=NotAloneState.ASKED,
        target=NotAloneState.AGREED,
        permission=permissions.may_decide_not_alone,
    )
    def agree(self) -> None:
        """A manager decides that the child need not be seen alone for now."""

    @transition(
        field=state,
        source=NotAloneState.ASKED,
        target=NotAloneState.REFUSED,
        permission=permissions.may_decide_not_alone,
    )
    def refuse(self) -> None:
        """A manager decides that the child is to be seen alone."""

    @transition(
        field=state,
        source=NotAloneState.AGREED,
        target=NotAloneState.ENDED,
        permission=permissions.may_manage,
    )
    def end(self) -> None:
        """A manager finds that the decision holds no longer."""
