"""A strategy discussion: held once for the children of a family, with each child's own decision."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django_fsm import FSMField, transition
from simple_history.models import HistoricalRecords

from cases.models import Case
from cin.core.models import LifecycleRecord, Narrative, Record
from safeguarding import permissions


class StrategyKind(models.TextChoices):
    """How the agencies came together."""

    MEETING = "meeting", "Strategy meeting, face to face"
    DISCUSSION = "discussion", "Strategy discussion, by telephone or video"


class StrategyState(models.TextChoices):
    """How far the record of a strategy discussion has come."""

    HELD = "held", "Held, record not finished"
    RECORDED = "recorded", "Recorded"


class StrategyDecision(models.TextChoices):
    """What a strategy discussion decides about one child (ROC-38)."""

    SINGLE = "s47_single", "Section 47 enquiry by children's services alone"
    JOINT = "s47_joint", "Section 47 enquiry jointly with the police"
    NO_ENQUIRY = "no_enquiry", "No section 47 enquiry"


GOES_TO_ENQUIRY = (StrategyDecision.SINGLE, StrategyDecision.JOINT)


class StrategyDiscussion(Narrative, LifecycleRecord):
    """One strategy discussion or meeting: what is said of all its children together."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="strategies_begun")
    state = FSMField(choices=StrategyState.choices, default=StrategyState.HELD, protected=True)
    kind = models.CharField(max_length=20, choices=StrategyKind.choices)
    held_at = models.DateTimeField()
    chair_name = models.CharField(max_length=150)
    shared = models.TextField(blank=True)
    interim_safety = models.TextField(blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = ["-held_at", "-pk"]
        constraints = [
            CheckConstraint(
                condition=Q(state__in=list(StrategyState)), name="strategy_state_known"
            ),
            CheckConstraint(
                condition=Q(state=StrategyState.HELD) ^ Q(recorded_at__isnull=False),
                name="strategy_recorded_when_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"Strategy discussion on {self.held_at:%d %B %Y}"

    @transition(
        field=state,
        source=StrategyState.HELD,
        target=StrategyState.RECORDED,
        permission=permissions.may_work,
    )
    def finish_strategy(self) -> None:
        """The record is complete; from now on nobody changes it."""


class StrategyChild(Record):
    """What a strategy discussion decided about one child."""

    discussion = models.ForeignKey(
        StrategyDiscussion, on_delete=models.CASCADE, related_name="children"
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="strategies")
    decision = models.CharField(max_length=20, choices=StrategyDecision.choices, blank=True)
    decision_reason = models.TextField(blank=True)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = ["pk"]
        constraints = [
            UniqueConstraint(fields=["discussion", "case"], name="child_once_in_strategy"),
        ]
        indexes = [models.Index(fields=["case", "discussion"], name="strategy_child_by_case")]

    def __str__(self) -> str:
        return f"{self.case} at {self.discussion}"

    @property
    def goes_to_enquiry(self) -> bool:
        """Whether a section 47 enquiry was decided on."""
        return self.decision in GOES_TO_ENQUIRY


class AgencyKind(models.TextChoices):
    """Who takes part in a strategy discussion, or gives a view on an enquiry."""

    SOCIAL_CARE = "social_care", "Children's social care"
    POLICE = "police", "Police"
    HEALTH = "health", "Health"
    EDUCATION = "education", "School, nursery or college"
    PROBATION = "probation", "Probation"
    HOUSING = "housing", "Housing"
    VOLUNTARY = "voluntary", "Voluntary organisation"
    OTHER = "other", "Another agency"


class TookPart(models.TextChoices):
    """How an agency was part of a strategy discussion."""

    CAME = "came", "Took part"
    SENT = "sent", "Sent information"
    ABSENT = "absent", "Was asked, did not take part"


class StrategyAgency(Record):
    """One agency that was asked to a strategy discussion."""

    discussion = models.ForeignKey(
        StrategyDiscussion, on_delete=models.CASCADE, related_name="agencies"
    )
    agency = models.CharField(max_length=20, choices=AgencyKind.choices)
    name = models.CharField(max_length=150, blank=True)
    took_part = models.CharField(max_length=10, choices=TookPart.choices)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return ", ".join(filter(None, [str(self.get_agency_display()), self.name]))


class StrategyAction(Record):
    """One thing that a strategy discussion decided to do: what, who and by when."""

    discussion = models.ForeignKey(
        StrategyDiscussion, on_delete=models.CASCADE, related_name="actions"
    )
    what = models.CharField(max_length=500)
    who = models.CharField(max_length=150)
    due_on = models.DateField()

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.what


class SharedPart(models.TextChoices):
    """What of a strategy discussion was shared with the professionals."""

    ACTIONS = "actions", "Actions"
    MINUTES = "minutes", "Minutes"


class StrategyShare(Record):
    """When the actions or the minutes of a strategy discussion were shared, and with whom."""

    discussion = models.ForeignKey(
        StrategyDiscussion, on_delete=models.PROTECT, related_name="shares"
    )
    part = models.CharField(max_length=10, choices=SharedPart.choices)
    shared_at = models.DateTimeField()
    recipients = models.TextField()
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["shared_at", "pk"]
        constraints = [
            CheckConstraint(
                condition=Q(part__in=list(SharedPart)) & ~Q(recipients=""),
                name="strategy_share_with_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} shared at {self.shared_at:%H:%M on %d %B %Y}"
