"""A section 47 enquiry about one child, from a strategy discussion's decision to its outcome."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django_fsm import FSMField, transition
from simple_history.models import HistoricalRecords

from cases.models import Case
from cin.core.models import LifecycleRecord, Narrative, Record
from safeguarding import permissions
from safeguarding.models.strategy import AgencyKind, StrategyDiscussion


class EnquiryState(models.TextChoices):
    """How far a section 47 enquiry has come."""

    OPEN = "open", "Under way"
    SUBMITTED = "submitted", "With the manager"
    COMPLETED = "completed", "Completed"


class EnquiryOutcome(models.TextChoices):
    """What a section 47 enquiry finds."""

    NOT_SUBSTANTIATED = "not_substantiated", "The concerns are not substantiated"
    NO_CONTINUING_RISK = (
        "no_continuing_risk",
        "Substantiated, and the child is not at continuing risk of significant harm",
    )
    CONTINUING_RISK = (
        "continuing_risk",
        "Substantiated, and the child is at continuing risk: child protection conference",
    )


class Enquiry(Narrative, LifecycleRecord):
    """One section 47 enquiry."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="s47_enquiries")
    discussion = models.ForeignKey(
        StrategyDiscussion, on_delete=models.PROTECT, related_name="enquiries"
    )
    state = FSMField(choices=EnquiryState.choices, default=EnquiryState.OPEN, protected=True)
    is_joint = models.BooleanField()
    began_at = models.DateTimeField()
    # None and an empty text say that nobody has answered yet.
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.CharField(max_length=150, blank=True)
    seen_alone = models.BooleanField(null=True, blank=True)
    not_alone_reason = models.TextField(blank=True)
    voice = models.TextField(blank=True)
    parents_views = models.TextField(blank=True)
    findings = models.TextField(blank=True)
    outcome = models.CharField(max_length=30, choices=EnquiryOutcome.choices, blank=True)
    outcome_reason = models.TextField(blank=True)
    consider_plan = models.BooleanField(null=True, blank=True)
    consider_plan_reason = models.TextField(blank=True)
    parents_told = models.BooleanField(null=True, blank=True)
    parents_told_note = models.TextField(blank=True)
    child_told = models.BooleanField(null=True, blank=True)
    child_told_note = models.TextField(blank=True)
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
    completed_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        verbose_name = "section 47 enquiry"
        verbose_name_plural = "section 47 enquiries"
        ordering = ["-began_at", "-pk"]
        constraints = [
            CheckConstraint(condition=Q(state__in=list(EnquiryState)), name="enquiry_state_known"),
            CheckConstraint(
                condition=Q(state=EnquiryState.COMPLETED) ^ Q(completed_at=None),
                name="enquiry_completed_when_dated",
            ),
            CheckConstraint(
                condition=~Q(state=EnquiryState.COMPLETED) | ~Q(outcome=""),
                name="enquiry_completed_with_outcome",
            ),
            UniqueConstraint(fields=["discussion", "case"], name="one_enquiry_of_a_discussion"),
            UniqueConstraint(
                fields=["case"], condition=~Q(state="completed"), name="one_enquiry_under_way"
            ),
        ]

    def __str__(self) -> str:
        return f"Section 47 enquiry begun on {self.began_at:%d %B %Y}"

    @property
    def is_under_way(self) -> bool:
        """Whether it is not completed yet."""
        return self.state != EnquiryState.COMPLETED

    @property
    def kind_text(self) -> str:
        """Who carries it out."""
        return "Jointly with the police" if self.is_joint else "Children's services alone"

    @transition(
        field=state,
        source=EnquiryState.OPEN,
        target=EnquiryState.SUBMITTED,
        permission=permissions.may_work,
    )
    def submit_enquiry(self) -> None:
        """The worker puts the outcome before a manager."""

    @transition(
        field=state,
        source=EnquiryState.SUBMITTED,
        target=EnquiryState.OPEN,
        permission=permissions.may_approve,
    )
    def return_enquiry(self) -> None:
        """A manager asks for more, and says what."""

    @transition(
        field=state,
        source=EnquiryState.SUBMITTED,
        target=EnquiryState.COMPLETED,
        permission=permissions.may_approve,
    )
    def complete_enquiry(self) -> None:
        """A manager agrees with the outcome: the enquiry is completed."""


class PartnerView(models.TextChoices):
    """What a partner agency thinks of the outcome that is proposed."""

    AGREES = "agrees", "Agrees"
    DISAGREES = "disagrees", "Disagrees"
    NO_ANSWER = "no_answer", "Was asked, did not answer"


class EnquiryView(Record):
    """What one partner agency thinks of the outcome that is proposed (ROC-40)."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="partner_views")
    agency = models.CharField(max_length=20, choices=AgencyKind.choices)
    name = models.CharField(max_length=150, blank=True)
    view = models.CharField(max_length=10, choices=PartnerView.choices)
    said = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return ", ".join(filter(None, [str(self.get_agency_display()), self.name]))
