"""What agencies or authorities disagree about, what was tried, and how it ended."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django_fsm import FSMField, transition

from cases.models import Case
from cin.core.models import LifecycleRecord, Record
from transfers import permissions
from transfers.models.move import Move


class DisagreementState(models.TextChoices):
    """How far a disagreement has come."""

    RAISED = "raised", "Open"
    NOTIFIED = "notified", "Waiting for a decision"
    SETTLED = "settled", "Settled"


class DisagreementAbout(models.TextChoices):
    """What it is about."""

    RESPONSIBILITY = "responsibility", "Who is responsible for the case"
    DELAY = "delay", "Delay in accepting responsibility"
    THRESHOLD = "threshold", "Whether the child meets the threshold"
    DECISION = "decision", "A decision about the child"
    PLAN = "plan", "The plan, or what somebody does under it"
    SHARING = "sharing", "Sharing information"
    OTHER = "other", "Something else"


class Level(models.TextChoices):
    """Between whom a disagreement is talked about, the lowest first."""

    PRACTITIONERS = "practitioners", "Between the practitioners"
    MANAGERS = "managers", "Between their managers"
    SENIOR = "senior", "Between senior managers"
    PARTNERSHIP = "partnership", "Through the safeguarding partnership’s escalation procedure"


class Disagreement(LifecycleRecord):
    """One disagreement on a case: with another authority about a move, or with another agency.

    It says the views of both sides alike: no professional has more power than another (ROC-164).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="disagreements")
    move = models.ForeignKey(
        Move, null=True, blank=True, on_delete=models.PROTECT, related_name="disagreements"
    )
    state = FSMField(
        choices=DisagreementState.choices, default=DisagreementState.RAISED, protected=True
    )
    with_whom = models.CharField(max_length=200)
    about = models.CharField(max_length=20, choices=DisagreementAbout.choices)
    our_view = models.TextField()
    their_view = models.TextField()
    raised_on = models.DateField()
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    notified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    notified_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    outcome_reason = models.TextField(blank=True)
    # Whether Legal Services was asked, and what they advised; None where it was not said.
    took_legal_advice = models.BooleanField(null=True, blank=True)
    legal_advice = models.TextField(blank=True)
    settled_on = models.DateField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-raised_on", "-pk"]
        constraints = [
            CheckConstraint(
                condition=Q(state__in=list(DisagreementState)), name="disagreement_state_known"
            ),
            CheckConstraint(
                condition=~Q(state=DisagreementState.SETTLED)
                | Q(settled_on__isnull=False, settled_by__isnull=False) & ~Q(outcome=""),
                name="disagreement_settled_with_outcome",
            ),
            CheckConstraint(
                condition=~Q(state=DisagreementState.NOTIFIED)
                | Q(move__isnull=False, notified_at__isnull=False),
                name="dispute_between_authorities_notified",
            ),
        ]

    def __str__(self) -> str:
        return f"Disagreement with {self.with_whom}"

    @property
    def is_between_authorities(self) -> bool:
        """Whether it is about a move, so that a senior manager decides."""
        return self.move_id is not None

    @transition(
        field=state,
        source=DisagreementState.RAISED,
        target=DisagreementState.NOTIFIED,
        permission=permissions.may_manage,
    )
    def notify(self) -> None:
        """The team manager puts the dispute before whoever decides on it (BIR-93, HIL-136)."""

    @transition(
        field=state,
        source=[DisagreementState.RAISED, DisagreementState.NOTIFIED],
        target=DisagreementState.SETTLED,
        permission=permissions.may_decide_dispute,
    )
    def decide_dispute(self) -> None:
        """A senior manager decides what happens next, with legal advice where it is needed."""

    @transition(
        field=state,
        source=DisagreementState.RAISED,
        target=DisagreementState.SETTLED,
        permission=permissions.may_settle,
    )
    def settle(self) -> None:
        """The agencies came to an agreement, or it was decided for them."""


class DisagreementStep(Record):
    """One time that a disagreement was talked about: at which level, by whom, and what came of
    it.
    """

    disagreement = models.ForeignKey(Disagreement, on_delete=models.PROTECT, related_name="steps")
    level = models.CharField(max_length=20, choices=Level.choices)
    happened_on = models.DateField()
    who = models.TextField()
    what_came_of_it = models.TextField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["happened_on", "pk"]
        constraints = [
            CheckConstraint(condition=Q(level__in=list(Level)), name="disagreement_level_known")
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} on {self.happened_on:%d %B %Y}"

    @property
    def case(self) -> Case:
        """The case it is about."""
        return self.disagreement.case
