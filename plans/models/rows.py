"""The rows of a plan: what the child needs, who does what by when, and which services help."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from cin.core.models import Record
from plans.models.version import Plan, PlanVersion


class OwnerKind(models.TextChoices):
    """Whose action it is."""

    FAMILY = "family", "Family"
    PROFESSIONAL = "professional", "Professional"


class Availability(models.TextChoices):
    """Whether a service can be had when the plan needs it."""

    READY = "ready", "Yes"
    WAITING = "waiting", "There is a waiting list"
    SCARCE = "scarce", "No, or hardly ever"
    NOT_KNOWN = "not_known", "Not known yet"


class JointRow(Record):
    """A row that may stand in the plans of brothers and sisters too: those written together have
    the same `joint`, and are the same as long as they say the same.
    """

    joint = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class PlanNeed(JointRow):
    """What the child needs, what will be different, and how that is reached.

    `area` is the part of the child's life, in the authority's words; the actions and services of
    the same area are those for this need.
    """

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="needs")
    position = models.PositiveSmallIntegerField()
    area = models.CharField(max_length=100, blank=True)
    need = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    strategy = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.need[:60]


class PlanAction(JointRow):
    """Who does what by when; `number` is the action's own in all versions of its plan."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="actions")
    position = models.PositiveSmallIntegerField()
    number = models.PositiveBigIntegerField(null=True, blank=True)
    area = models.CharField(max_length=100, blank=True)
    what = models.TextField()
    owner = models.CharField(max_length=150, blank=True)
    owner_kind = models.CharField(max_length=15, choices=OwnerKind.choices, blank=True)
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.what[:60]


class PlanService(JointRow):
    """A service or resource that the plan calls for, who gives it, and whether it can be had."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="services")
    position = models.PositiveSmallIntegerField()
    area = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=200)
    provider = models.CharField(max_length=150, blank=True)
    availability = models.CharField(max_length=15, choices=Availability.choices, blank=True)
    scarce_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name[:60]


class ProgressState(models.TextChoices):
    """How far an action has come."""

    STARTED = "started", "In progress"
    REFERRED = "referred", "Referred to an agency"
    DONE = "done", "Done"
    NOT_DONE = "not_done", "Not done, and not going to be"


class ActionProgress(Record):
    """How far an action had come on a day; the latest row says how it stands.

    It belongs to the plan and not to a version, since an agreed version is never changed.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="progress")
    number = models.PositiveBigIntegerField()
    state = models.CharField(max_length=15, choices=ProgressState.choices)
    on = models.DateField()
    agency = models.CharField(max_length=150, blank=True)
    note = models.TextField(blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["plan", "number"], name="progress_of_an_action")]
        constraints = [
            CheckConstraint(
                condition=~Q(state=ProgressState.REFERRED) | ~Q(agency=""),
                name="plan_referral_names_the_agency",
            ),
            CheckConstraint(
                condition=~Q(state=ProgressState.NOT_DONE) | ~Q(note=""),
                name="action_not_done_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} on {self.on}"
