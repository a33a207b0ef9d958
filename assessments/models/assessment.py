"""The assessment of one child's needs."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django_fsm import FSMField, transition
from simple_history.models import HistoricalRecords

from assessments import permissions
from cases.models import Case
from cin.core.models import LifecycleRecord, Narrative


class AssessmentState(models.TextChoices):
    """How far an assessment has come."""

    IN_PROGRESS = "in_progress", "Being written"
    SUBMITTED = "submitted", "With the manager"
    RETURNED = "returned", "Returned for changes"
    APPROVED = "approved", "Approved"


class AssessmentOutcome(models.TextChoices):
    """What the assessment recommends."""

    CIN_PLAN = "cin_plan", "A Child in Need plan"
    EARLY_HELP = "early_help", "Early help, without a social worker"
    INTERVENTION_PLAN = "intervention_plan", "A plan without a statutory social worker"
    NO_FURTHER_ACTION = "no_further_action", "No further action"
    STRATEGY = "strategy", "A strategy discussion: the child may be suffering significant harm"


class S17Ground(models.TextChoices):
    """Why the child is in need, in the words of section 17(10) of the Children Act 1989."""

    STANDARD = "a", "Unlikely to reach or keep a reasonable standard of health or development"
    IMPAIRMENT = "b", "Health or development likely to be significantly impaired"
    DISABLED = "c", "Disabled"


class ConsentToAssessment(models.TextChoices):
    """Whether the family agreed to be assessed."""

    GIVEN = "given", "Yes, the family agreed"
    OVERRIDDEN = "overridden", "No, but the assessment goes on for the reason given"


class Heard(models.TextChoices):
    """How somebody's views came to be known."""

    ALONE = "alone", "Seen alone"
    WITH_OTHERS = "with_others", "Seen with others"
    REMOTE = "remote", "By telephone or video"
    IN_WRITING = "in_writing", "In writing"
    NOT = "not", "Not seen or spoken to"


EDITABLE = [AssessmentState.IN_PROGRESS, AssessmentState.RETURNED]


class Assessment(Narrative, LifecycleRecord):
    """What the child needs, section by section, as the authority's procedure orders them."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assessments")
    state = FSMField(
        choices=AssessmentState.choices, default=AssessmentState.IN_PROGRESS, protected=True
    )
    started_on = models.DateField()
    consent = models.CharField(max_length=20, choices=ConsentToAssessment.choices)
    consent_reason = models.TextField(blank=True)
    # The manager's own date (ROC-51): it may be earlier than the procedure's limit, never later.
    agreed_due_on = models.DateField(null=True, blank=True)
    # The short way (ROC-83), which the manager agrees: a limit of its own, and no Checkpoint 2.
    is_short = models.BooleanField(default=False)
    # Text by section code; the titles are kept with it so that the record reads the same for ever.
    sections = models.JSONField(default=dict, blank=True)
    section_titles = models.JSONField(default=dict, blank=True)
    # By section code: how each person was heard, and what was taken over from earlier records.
    heard = models.JSONField(default=dict, blank=True)
    taken = models.JSONField(default=dict, blank=True)
    threshold_level = models.CharField(max_length=100, blank=True)
    factors = models.JSONField(default=list, blank=True)
    # The first of the grounds; all of them beside it, since a child can be in need on several.
    s17_ground = models.CharField(max_length=1, choices=S17Ground.choices, blank=True)
    s17_grounds = models.JSONField(default=list, blank=True)
    early_help_considered = models.TextField(blank=True)
    outcome = models.CharField(max_length=30, choices=AssessmentOutcome.choices, blank=True)
    initiation_reason = models.CharField(max_length=40, blank=True)
    outcome_reason = models.TextField(blank=True)
    plan_decided_on = models.DateField(null=True, blank=True)
    # Pushed by the plans app: the draft plan that some procedures want with the assessment.
    plan_attached_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_comment = models.TextField(blank=True)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = ["-started_on", "-pk"]
        constraints = [
            CheckConstraint(
                condition=Q(state__in=list(AssessmentState)), name="assessment_state_known"
            ),
            UniqueConstraint(
                fields=["case"],
                condition=~Q(state=AssessmentState.APPROVED),
                name="one_unfinished_assessment_per_case",
            ),
            CheckConstraint(
                condition=Q(consent=ConsentToAssessment.GIVEN) | ~Q(consent_reason=""),
                name="assessment_without_consent_has_reason",
            ),
        ]

    @property
    def grounds(self) -> list[str]:
        """The grounds in the words of the Act; an older assessment has one."""
        codes = self.s17_grounds or [self.s17_ground]
        return [str(S17Ground(code).label) for code in codes if code]

    def __str__(self) -> str:
        return f"Assessment started on {self.started_on:%d %B %Y}"

    @property
    def is_editable(self) -> bool:
        """Whether its author may still write in it."""
        return self.state in EDITABLE

    @transition(
        field=state,
        source=EDITABLE,
        target=AssessmentState.SUBMITTED,
        permission=permissions.may_work,
    )
    def submit(self) -> None:
        """The social worker gives it to the manager."""

    @transition(
        field=state,
        source=AssessmentState.SUBMITTED,
        target=AssessmentState.IN_PROGRESS,
        permission=permissions.may_work,
    )
    def take_back(self) -> None:
        """The social worker takes it back to change it, which voids the submission."""

    @transition(
        field=state,
        source=AssessmentState.SUBMITTED,
        target=AssessmentState.RETURNED,
        permission=permissions.may_approve,
    )
    def send_back(self) -> None:
        """The manager wants something changed."""

    @transition(
        field=state,
        source=AssessmentState.SUBMITTED,
        target=AssessmentState.APPROVED,
        permission=permissions.may_approve,
    )
    def approve(self) -> None:
        """The manager agrees with the version that was read."""
