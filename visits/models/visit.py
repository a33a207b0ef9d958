"""A visit, made once for the children of one family, with each child's own part."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django_fsm import FSMField, transition
from simple_history.models import HistoricalRecords

from cases.models import Case
from cin.core.models import LifecycleRecord, Narrative, Record
from visits import permissions
from visits.models.answers import VisitAnswers
from visits.models.kinds import Location, VisitKind
from visits.models.not_alone import NotAloneDecision
from visits.models.planned import PlannedVisit


class VisitState(models.TextChoices):
    """How far the record of a visit has come."""

    MADE = "made", "Made, record not finished"
    FINALISED = "finalised", "Finalised"
    FAILED = "failed", "Nobody was seen"


class Visit(VisitAnswers, Narrative, LifecycleRecord):
    """One visit to a family: what is said of all its children together."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="visits_begun")
    state = FSMField(choices=VisitState.choices, default=VisitState.MADE, protected=True)
    kind = models.CharField(max_length=20, choices=VisitKind.choices, default=VisitKind.CIN)
    visited_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    location = models.CharField(max_length=20, choices=Location.choices, blank=True)
    place = models.CharField(max_length=200, blank=True)
    visitor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # Decided when it is recorded, by the role of the visitor and the procedure of that day.
    counts = models.BooleanField(default=True, editable=False)
    deputy_reason = models.TextField(blank=True)
    joint_with = models.CharField(max_length=200, blank=True)
    planned = models.OneToOneField(
        PlannedVisit, null=True, blank=True, on_delete=models.PROTECT, related_name="visit"
    )
    next_planned = models.OneToOneField(
        PlannedVisit,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="planned_at_visit",
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
            CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gt=models.F("visited_at")),
                name="visit_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.visited_at:%d %B %Y}"

    @property
    def where(self) -> str:
        """Where the visit was, in words."""
        return self.place or str(self.get_location_display())

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
    not_alone_decision = models.ForeignKey(
        NotAloneDecision, null=True, blank=True, on_delete=models.PROTECT, related_name="visits"
    )
    seen_where = models.CharField(max_length=200, blank=True)
    spoken_to = models.BooleanField(null=True, blank=True)
    voice = models.TextField(blank=True)
    wishes = models.TextField(blank=True)
    lived_experience = models.TextField(blank=True)
    observations = models.TextField(blank=True)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = ["pk"]
        constraints = [
            UniqueConstraint(fields=["visit", "case"], name="child_once_in_visit"),
            CheckConstraint(
                condition=~Q(seen_alone=True) | Q(seen=True), name="child_seen_alone_was_seen"
            ),
            CheckConstraint(
                condition=~Q(spoken_to=True) | Q(seen=True), name="child_spoken_to_was_seen"
            ),
        ]
        indexes = [models.Index(fields=["case", "visit"], name="visit_child_by_case")]

    def __str__(self) -> str:
        return f"{self.case} at {self.visit}"


class VisitAddendum(Record):
    """What was added to a finished record: by whom, why, and what.

    With a `case` it is about that child alone, and is read only by those who may open that case.
    """

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="addenda")
    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="visit_addenda"
    )
    why = models.TextField()
    text = models.TextField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            CheckConstraint(condition=~Q(why="") & ~Q(text=""), name="addendum_says_why_and_what"),
        ]

    def __str__(self) -> str:
        return f"Addition of {self.created_at:%d %B %Y}"
