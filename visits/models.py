"""A visit, made once for the children of one family, with each child's own part."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django_fsm import FSMField, transition
from simple_history.models import HistoricalRecords

from cases.models import Case
from cin.core.models import LifecycleRecord, Narrative, Record
from visits import permissions


class VisitKind(models.TextChoices):
    """What the visit was for."""

    CIN = "cin", "Child in Need visit"
    INITIAL = "initial", "Initial visit"
    S47 = "s47", "Section 47 visit"
    JOINT = "joint", "Joint visit with another worker"
    PRIVATE_FOSTERING = "private_fostering", "Private fostering visit"
    NRPF = "nrpf", "No recourse to public funds visit"
    OTHER = "other", "Other visit"


class VisitState(models.TextChoices):
    """How far the record of a visit has come."""

    MADE = "made", "Made, record not finished"
    FINALISED = "finalised", "Finalised"
    FAILED = "failed", "Nobody was seen"


class Visit(Narrative, LifecycleRecord):
    """One visit to a family: what is said of all its children together."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="visits_begun")
    state = FSMField(choices=VisitState.choices, default=VisitState.MADE, protected=True)
    kind = models.CharField(max_length=20, choices=VisitKind.choices, default=VisitKind.CIN)
    visited_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    visitor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    was_announced = models.BooleanField(null=True, blank=True)
    people_present = models.TextField(blank=True)
    account = models.TextField(blank=True)
    home_conditions = models.TextField(blank=True)
    parents_views = models.TextField(blank=True)
    concern_raised = models.BooleanField(null=True, blank=True)
    failed_reason = models.TextField(blank=True)
    finalised_at = models.DateTimeField(null=True, blank=True)
    finalised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = ["-visited_at", "-pk"]
        constraints = [
            CheckConstraint(condition=Q(state__in=list(VisitState)), name="visit_state_known"),
            CheckConstraint(
                condition=Q(state=VisitState.FINALISED) ^ Q(finalised_at=None),
                name="visit_finalised_when_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.visited_at:%d %B %Y}"

    @transition(
        field=state,
        source=VisitState.MADE,
        target=VisitState.FINALISED,
        permission=permissions.may_work,
    )
    def finalise(self) -> None:
        """The record is complete; from now on it is corrected only by an addendum."""


class VisitChild(Record):
    """One child's own part of a visit; an unanswered question stays unanswered, never yes."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="children")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="visits")
    seen = models.BooleanField(null=True, blank=True)
    seen_alone = models.BooleanField(null=True, blank=True)
    not_seen_reason = models.TextField(blank=True)
    not_alone_reason = models.TextField(blank=True)
    voice = models.TextField(blank=True)
    wishes = models.TextField(blank=True)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = ["pk"]
        constraints = [
            UniqueConstraint(fields=["visit", "case"], name="child_once_in_visit"),
            CheckConstraint(
                condition=~Q(seen_alone=True) | Q(seen=True), name="child_seen_alone_was_seen"
            ),
        ]
        indexes = [models.Index(fields=["case", "visit"], name="visit_child_by_case")]

    def __str__(self) -> str:
        return f"{self.case} at {self.visit}"
