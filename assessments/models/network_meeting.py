"""The family network meeting: its preparation, what was said, and the family's own plan."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django_fsm import FSMField, transition
from simple_history.models import HistoricalRecords

from assessments import permissions
from cases.models import Case
from cin.core.models import LifecycleRecord, Narrative


class NetworkMeetingKind(models.TextChoices):
    """Which of a family's meetings it is."""

    FIRST = "first", "Family network meeting"
    REVIEW = "review", "Review of the family's plan"
    CLOSURE = "closure", "Closing meeting with the family network"


class NetworkMeetingState(models.TextChoices):
    """How far a family network meeting has come."""

    PREPARING = "preparing", "Being prepared"
    HELD = "held", "Held, record not finished"
    RECORDED = "recorded", "Recorded"
    NOT_APPROPRIATE = "not_appropriate", "Not appropriate"


class EffectOnPlan(models.TextChoices):
    """What the family's own network means for the Child in Need plan (HIL-140)."""

    NONE = "none", "The plan is needed as it would be without it"
    LESS_INPUT = "less_input", "Agencies can do less, because the network does it"
    NOT_NEEDED = "not_needed", "A Child in Need plan is not needed"


class FamilyNetworkMeeting(Narrative, LifecycleRecord):
    """One meeting of a family with the people who could help, from the first thought of it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="network_meetings")
    state = FSMField(
        choices=NetworkMeetingState.choices,
        default=NetworkMeetingState.PREPARING,
        protected=True,
    )
    kind = models.CharField(
        max_length=10, choices=NetworkMeetingKind.choices, default=NetworkMeetingKind.FIRST
    )
    planned_at = models.DateTimeField(null=True, blank=True)
    venue = models.CharField(max_length=200, blank=True)
    # Text by item code, with the titles as they were, for ever.
    preparation = models.JSONField(default=dict, blank=True)
    discussion = models.JSONField(default=dict, blank=True)
    titles = models.JSONField(default=dict, blank=True)
    people = models.JSONField(default=list, blank=True)
    interpreter = models.CharField(max_length=200, blank=True)
    access_needs = models.TextField(blank=True)
    religious_considerations = models.TextField(blank=True)
    held_on = models.DateField(null=True, blank=True)
    remote_reason = models.TextField(blank=True)
    actions = models.JSONField(default=list, blank=True)
    owned_by_family = models.BooleanField(null=True, blank=True)
    effect_on_plan = models.CharField(max_length=20, choices=EffectOnPlan.choices, blank=True)
    follow_up_at = models.DateTimeField(null=True, blank=True)
    next_review_on = models.DateField(null=True, blank=True)
    not_appropriate_reason = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            CheckConstraint(
                condition=Q(state__in=list(NetworkMeetingState)), name="network_meeting_state_known"
            ),
            UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=["preparing", "held"]),
                name="one_unfinished_network_meeting",
            ),
            CheckConstraint(
                condition=~Q(state__in=["held", "recorded"]) | Q(held_on__isnull=False),
                name="network_meeting_held_on_a_day",
            ),
            CheckConstraint(
                condition=~Q(state="not_appropriate")
                | (~Q(not_appropriate_reason="") & Q(decided_on__isnull=False)),
                name="network_meeting_not_appropriate_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def is_editable(self) -> bool:
        """Whether it may still be written in."""
        return self.state in {NetworkMeetingState.PREPARING, NetworkMeetingState.HELD}

    @transition(
        field=state,
        source=NetworkMeetingState.PREPARING,
        target=NetworkMeetingState.HELD,
        permission=permissions.may_work,
    )
    def hold(self) -> None:
        """The meeting took place."""

    @transition(
        field=state,
        source=NetworkMeetingState.HELD,
        target=NetworkMeetingState.RECORDED,
        permission=permissions.may_work,
    )
    def finish_record(self) -> None:
        """The record is complete; from now on nobody edits it."""

    @transition(
        field=state,
        source=NetworkMeetingState.PREPARING,
        target=NetworkMeetingState.NOT_APPROPRIATE,
        permission=permissions.may_work,
    )
    def find_not_appropriate(self) -> None:
        """A meeting would not be right for this family, for the reason given."""
