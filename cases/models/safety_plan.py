"""The safety plan: what keeps a child safe from day to day, owned by the family (form 13)."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django_fsm import FSMField, transition

from cases import permissions
from cases.models.case import Case
from cin.core.models import LifecycleRecord, Narrative, Record


class SafetyPlanState(models.TextChoices):
    """How far a version of the safety plan has come."""

    DRAFT = "draft", "Draft"
    IN_FORCE = "in_force", "In force"
    SUPERSEDED = "superseded", "Replaced by a later version"
    ENDED = "ended", "Ended"


class SafetyPlanOrigin(models.TextChoices):
    """Where a safety plan was made."""

    INITIAL_VISIT = "initial_visit", "At the initial visit"
    VISIT = "visit", "At another visit"
    FNM = "fnm", "At a family network meeting"
    STRATEGY = "strategy", "At a strategy discussion"
    MEETING = "meeting", "At another meeting"


class SafetyPlan(Narrative, LifecycleRecord):
    """One version of a child's safety plan; once in force it is not changed but replaced.

    `made_on` is the day of the visit or meeting at which it was made with the family.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="safety_plans")
    number = models.PositiveIntegerField()
    state = FSMField(choices=SafetyPlanState.choices, default=SafetyPlanState.DRAFT, protected=True)
    made_at = models.CharField(max_length=15, choices=SafetyPlanOrigin.choices, blank=True)
    made_on = models.DateField(null=True, blank=True)
    made_with = models.TextField(blank=True)
    triggers = models.TextField(blank=True)
    warning_signs = models.TextField(blank=True)
    rules = models.TextField(blank=True)
    network = models.TextField(blank=True)
    child_version = models.TextField(blank=True)
    contingency = models.TextField(blank=True)
    who_to_call = models.TextField(blank=True)
    professional_actions = models.TextField(blank=True)
    # None says that nobody has asked yet, which is not the same as no.
    owned_by_family = models.BooleanField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    in_force_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            CheckConstraint(
                condition=Q(state__in=list(SafetyPlanState)), name="safety_plan_state_known"
            ),
            CheckConstraint(
                condition=Q(state=SafetyPlanState.DRAFT) ^ Q(in_force_on__isnull=False),
                name="safety_plan_in_force_when_dated",
            ),
            CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("in_force_on")),
                name="safety_plan_ends_after_it_begins",
            ),
            CheckConstraint(
                condition=~Q(state=SafetyPlanState.ENDED)
                | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                name="safety_plan_ended_for_a_reason",
            ),
            UniqueConstraint(fields=["case", "number"], name="safety_plan_number_once"),
            UniqueConstraint(
                fields=["case"], condition=Q(state="draft"), name="one_draft_safety_plan"
            ),
            UniqueConstraint(
                fields=["case"], condition=Q(state="in_force"), name="one_safety_plan_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"Safety plan, version {self.number}"

    @property
    def is_draft(self) -> bool:
        """Whether it can still be changed."""
        return self.state == SafetyPlanState.DRAFT

    @property
    def is_in_force(self) -> bool:
        """Whether the family goes by it."""
        return self.state == SafetyPlanState.IN_FORCE

    @transition(
        field=state,
        source=SafetyPlanState.DRAFT,
        target=SafetyPlanState.IN_FORCE,
        permission=permissions.may_work,
    )
    def put_in_force(self) -> None:
        """The family goes by it from now on; it is not changed any more."""

    @transition(
        field=state,
        source=SafetyPlanState.IN_FORCE,
        target=SafetyPlanState.SUPERSEDED,
        permission=permissions.may_work,
    )
    def replace_safety_plan(self) -> None:
        """A later version came into force."""

    @transition(
        field=state,
        source=SafetyPlanState.IN_FORCE,
        target=SafetyPlanState.ENDED,
        permission=permissions.may_work,
    )
    def end_safety_plan(self) -> None:
        """It is not needed any more, and the reason says why."""


class SafetyAction(Record):
    """One thing that somebody named does to keep the child safe."""

    plan = models.ForeignKey(SafetyPlan, on_delete=models.CASCADE, related_name="actions")
    what = models.CharField(max_length=500)
    who = models.CharField(max_length=150)
    when = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.what


class SafetyPlanShare(Record):
    """Somebody who was given a version of the safety plan, and on which day."""

    plan = models.ForeignKey(SafetyPlan, on_delete=models.CASCADE, related_name="shares")
    name = models.CharField(max_length=150)
    shared_on = models.DateField()

    class Meta:
        ordering = ["shared_on", "pk"]

    def __str__(self) -> str:
        return f"{self.name} on {self.shared_on:%d %B %Y}"
