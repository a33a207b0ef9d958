"""A concern that a child may be suffering significant harm, and the manager's decision about it."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django_fsm import FSMField, transition

from cases.models import Case
from cin.core.models import LifecycleRecord
from safeguarding import permissions
from safeguarding.models.strategy import StrategyDiscussion


class ConcernState(models.TextChoices):
    """How far a concern has come."""

    RAISED = "raised", "Waiting for a manager's decision"
    STRATEGY = "strategy", "Strategy discussion called"
    LEGAL = "legal", "Legal planning meeting called"
    NOT_MET = "not_met", "Threshold not met"


class Concern(LifecycleRecord):
    """One concern about one child."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="concerns")
    state = FSMField(choices=ConcernState.choices, default=ConcernState.RAISED, protected=True)
    what = models.TextField()
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    raised_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.TextField(blank=True)
    # The record that found the harm by itself, such as "meeting-12": one concern for each child.
    source = models.CharField(max_length=60, blank=True, editable=False)
    # The strategy discussion that was held because of it.
    discussion = models.ForeignKey(
        StrategyDiscussion, null=True, blank=True, on_delete=models.PROTECT, related_name="concerns"
    )

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            CheckConstraint(condition=Q(state__in=list(ConcernState)), name="concern_state_known"),
            CheckConstraint(
                condition=Q(state=ConcernState.RAISED) ^ Q(decided_at__isnull=False),
                name="concern_decided_when_dated",
            ),
            CheckConstraint(
                condition=Q(discussion=None) | Q(state=ConcernState.STRATEGY),
                name="concern_discussed_when_called",
            ),
            UniqueConstraint(
                fields=["case", "source"], condition=~Q(source=""), name="one_concern_of_a_source"
            ),
        ]

    def __str__(self) -> str:
        return f"Concern raised on {self.raised_at:%d %B %Y}"

    @transition(
        field=state,
        source=ConcernState.RAISED,
        target=ConcernState.STRATEGY,
        permission=permissions.may_manage,
    )
    def call_strategy_discussion(self) -> None:
        """A manager finds reasonable cause to suspect significant harm."""

    @property
    def waits_for_strategy(self) -> bool:
        """Whether a strategy discussion was called and is not recorded as held."""
        return self.state == ConcernState.STRATEGY and self.discussion_id is None

    @transition(
        field=state,
        source=ConcernState.RAISED,
        target=ConcernState.LEGAL,
        permission=permissions.may_manage,
    )
    def call_legal_planning(self) -> None:
        """A manager takes the concern to a legal planning meeting (HIL-108)."""

    @transition(
        field=state,
        source=ConcernState.RAISED,
        target=ConcernState.NOT_MET,
        permission=permissions.may_dismiss,
    )
    def find_threshold_not_met(self) -> None:
        """A manager finds no reasonable cause, and says why."""
