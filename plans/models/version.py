"""The Child in Need plan: one per child, in versions that are agreed and then never edited."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django_fsm import FSMField, transition
from simple_history.models import HistoricalRecords

from cases.models import Case
from cin.core.models import LifecycleRecord, Narrative, Record
from cin.procedures.durations import Duration, Unit
from plans import permissions


class PlanState(models.TextChoices):
    """How far a version of the plan has come."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    APPROVED = "approved", "Approved, waiting for the meeting"
    CONFIRMED = "confirmed", "Agreed at the meeting, waiting for sign-off"
    ACTIVE = "active", "In force"
    SUPERSEDED = "superseded", "Replaced by a later version"
    CEASED = "ceased", "Ended"


class PlanKind(models.TextChoices):
    """Why there is a version."""

    INITIAL = "initial", "First plan"
    REVIEW = "review", "Changed at a review"
    MINOR = "minor", "Small change between reviews"


class PlanOrigin(models.TextChoices):
    """Where a plan began, when that is not the assessment."""

    CP_CONFERENCE = "cp_conference", "A child protection conference"
    STATUTORY_REVIEW = "statutory_review", "The final statutory review of a child who was cared for"
    AFTER_CARE = "after_care", "An agreement made after the child ceased to be cared for"


class IntervalUnit(models.TextChoices):
    """The units in which a plan agrees its visits and reviews."""

    WEEKS = "weeks", "weeks"
    WORKING_DAYS = "working_days", "working days"
    MONTHS = "months", "months"


UNFINISHED = [PlanState.DRAFT, PlanState.SUBMITTED, PlanState.APPROVED, PlanState.CONFIRMED]


def interval_of(amount: int | None, unit: str) -> Duration | None:
    """Give an interval that two columns hold, or None where nothing was agreed."""
    return None if amount is None else Duration(amount, Unit(unit))


class Plan(Record):
    """The plan for one child from the day it starts to the day it ends.

    `origin` is empty where it follows from the assessment. Otherwise `origin_on` is the day of the
    conference, review or agreement, and `drafted_with` who drafted it there with the family.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="plan")
    origin = models.CharField(max_length=20, choices=PlanOrigin.choices, blank=True)
    origin_on = models.DateField(null=True, blank=True)
    drafted_with = models.CharField(max_length=150, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=models.F("started_on")),
                name="plan_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"Plan of {self.case}"


class PlanVersion(Narrative, LifecycleRecord):
    """One version of the plan."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plan_versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=PlanKind.choices)
    state = FSMField(choices=PlanState.choices, default=PlanState.DRAFT, protected=True)
    strengths = models.TextField(blank=True)
    worries = models.TextField(blank=True)
    child_views = models.TextField(blank=True)
    family_views = models.TextField(blank=True)
    outcomes = models.TextField(blank=True)
    visit_place = models.TextField(blank=True)
    contacts = models.TextField(blank=True)
    contingency = models.TextField(blank=True)
    exit_plan = models.TextField(blank=True)
    expected_end_on = models.DateField(null=True, blank=True)
    longer_reason = models.TextField(blank=True)
    lead_professional = models.CharField(max_length=150, blank=True)
    # The procedure's further questions: text by code, and the titles, so that it reads the same for
    # ever.
    sections = models.JSONField(default=dict, blank=True)
    section_titles = models.JSONField(default=dict, blank=True)
    # In what sense each action is SMART, and what the manager confirmed, in the words that stood.
    smart = models.JSONField(default=list, blank=True)
    confirmed = models.JSONField(default=list, blank=True)
    # By question: what was taken over from earlier records, and where it came from.
    taken = models.JSONField(default=dict, blank=True)
    # By box: what the plans of brothers and sisters that were written together have the same.
    joint_texts = models.JSONField(default=dict, blank=True)
    # With whom a small change was talked over, how it was, and why not with the others.
    talked_over_with = models.JSONField(default=list, blank=True)
    talked_over = models.TextField(blank=True)
    visit_amount = models.PositiveSmallIntegerField(null=True, blank=True)
    visit_unit = models.CharField(max_length=15, choices=IntervalUnit.choices, blank=True)
    review_amount = models.PositiveSmallIntegerField(null=True, blank=True)
    review_unit = models.CharField(max_length=15, choices=IntervalUnit.choices, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    decision_comment = models.TextField(blank=True)
    agreed_at_meeting_on = models.DateField(null=True, blank=True)
    in_force_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = ["-number"]
        constraints = [
            CheckConstraint(
                condition=Q(state__in=list(PlanState)), name="plan_version_state_known"
            ),
            UniqueConstraint(fields=["plan", "number"], name="plan_version_number_once"),
            UniqueConstraint(
                fields=["plan"],
                condition=Q(state=PlanState.ACTIVE),
                name="one_plan_version_in_force",
            ),
            UniqueConstraint(
                fields=["plan"],
                condition=Q(state__in=UNFINISHED),
                name="one_unfinished_plan_version",
            ),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"

    @property
    def is_editable(self) -> bool:
        """Whether its text may still be written."""
        return self.state == PlanState.DRAFT

    @property
    def is_first(self) -> bool:
        """Whether this is the plan's first version, which a meeting must agree."""
        return self.number == 1

    @property
    def visit_interval(self) -> Duration | None:
        """How often the child is visited at least, where the plan agrees it."""
        return interval_of(self.visit_amount, self.visit_unit)

    @property
    def review_interval(self) -> Duration | None:
        """How often the plan is reviewed at least, where the plan agrees it."""
        return interval_of(self.review_amount, self.review_unit)

    @transition(
        field=state,
        source=PlanState.DRAFT,
        target=PlanState.SUBMITTED,
        permission=permissions.may_work,
    )
    def submit(self) -> None:
        """The social worker has finished writing."""

    @transition(
        field=state,
        source=[PlanState.SUBMITTED, PlanState.APPROVED],
        target=PlanState.DRAFT,
        permission=permissions.may_work,
    )
    def take_back(self) -> None:
        """The social worker takes it back to change it, which voids any approval."""

    @transition(
        field=state,
        source=[PlanState.SUBMITTED, PlanState.CONFIRMED],
        target=PlanState.DRAFT,
        permission=permissions.may_approve,
    )
    def send_back(self) -> None:
        """The manager wants something changed."""

    @transition(
        field=state,
        source=PlanState.SUBMITTED,
        target=PlanState.APPROVED,
        permission=permissions.may_approve,
    )
    def approve(self) -> None:
        """The manager agrees with the version that was read, before the meeting."""

    @transition(
        field=state,
        source=PlanState.SUBMITTED,
        target=PlanState.CONFIRMED,
        permission=permissions.may_work,
    )
    def confirm(self) -> None:
        """The meeting agrees the plan, which a manager has still to sign off."""

    @transition(
        field=state,
        source=PlanState.CONFIRMED,
        target=PlanState.ACTIVE,
        permission=permissions.may_approve,
    )
    def sign_off(self) -> None:
        """The manager signs off what the meeting agreed."""

    @transition(
        field=state,
        source=[PlanState.SUBMITTED, PlanState.APPROVED],
        target=PlanState.ACTIVE,
        permission=permissions.may_work,
    )
    def come_into_force(self) -> None:
        """The meeting agrees the plan, and nothing else is needed."""

    @transition(
        field=state,
        source=PlanState.ACTIVE,
        target=PlanState.SUPERSEDED,
        permission=permissions.may_work,
    )
    def supersede(self) -> None:
        """A later version comes into force."""

    @transition(
        field=state,
        source=[*UNFINISHED, PlanState.ACTIVE],
        target=PlanState.CEASED,
        permission=permissions.may_manage,
    )
    def cease(self) -> None:
        """The plan ends with the case."""


class IntervalsAgreement(Record):
    """A manager's agreement to how often a first plan has the child visited and is reviewed, where
    no manager approves the plan itself.
    """

    version = models.OneToOneField(
        PlanVersion, on_delete=models.PROTECT, related_name="intervals_agreed"
    )
    note = models.TextField(blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    agreed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Agreed by {self.agreed_by}"
