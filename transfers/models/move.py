"""A family that moves from one authority to another, and everything done about it."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django_fsm import FSMField, transition
from simple_history.models import HistoricalRecords

from cases.models import Case, Change
from cases.models.withdrawable import (
    WITHDRAWN_WITH_REASON,
    Withdrawable,
    WithdrawableQuerySet,
)
from cin.core.models import LifecycleRecord, Narrative, Record
from transfers import permissions


class Direction(models.TextChoices):
    """Which way the family moves."""

    OUT = "out", "To another authority"
    IN = "in", "From another authority"


class MoveState(models.TextChoices):
    """How far a move has come."""

    OPEN = "open", "Under way"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Not accepted"
    CALLED_OFF = "called_off", "Did not happen"


class MoveRisk(models.TextChoices):
    """How far the move puts the child at risk."""

    NONE = "none", "No added risk"
    SOME = "some", "Some added risk"
    HIGH = "high", "The move could put the child at risk of significant harm"


class MoveConcern(models.TextChoices):
    """What may lie behind several moves in a short time."""

    VIOLENCE = "violence", "The family may be fleeing violence"
    AVOIDING = "avoiding", "The family may be avoiding child protection"
    TRAFFICKING = "trafficking", "Trafficking or modern slavery"
    NONE = "none", "None of these was found"


class Move(Narrative, LifecycleRecord):
    """One move of a child's family out of or into the authority, and what it means for the child.

    `decided_on` is the day on which the receiving authority accepted the child or did not,
    `responsible_from` that from which it coordinates the support, and `decision` the dated fact
    that the answer stands for.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="moves")
    state = FSMField(choices=MoveState.choices, default=MoveState.OPEN, protected=True)
    direction = models.CharField(max_length=3, choices=Direction.choices)
    authority_name = models.CharField(max_length=150)
    area = models.CharField(max_length=200)
    planned_on = models.DateField(null=True, blank=True)
    counterpart = models.TextField(blank=True)
    why = models.TextField(blank=True)
    # None says that nobody has asked yet.
    several_moves = models.BooleanField(null=True, blank=True)
    concerns = models.JSONField(default=list, blank=True)
    circumstances = models.TextField(blank=True)
    protective_factors = models.TextField(blank=True)
    perpetrators = models.TextField(blank=True)
    exploitation = models.TextField(blank=True)
    risk = models.CharField(max_length=10, choices=MoveRisk.choices, blank=True)
    risk_action = models.TextField(blank=True)
    risk_act_by = models.DateField(null=True, blank=True)
    parents_responsibilities = models.TextField(blank=True)
    gaps = models.TextField(blank=True)
    unfinished_work = models.TextField(blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=150, blank=True)
    decision_reason = models.TextField(blank=True)
    responsible_from = models.DateField(null=True, blank=True)
    decision = models.ForeignKey(
        Change, null=True, blank=True, on_delete=models.PROTECT, related_name="moves_decided"
    )
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            CheckConstraint(condition=Q(state__in=list(MoveState)), name="move_state_known"),
            CheckConstraint(
                condition=Q(direction__in=list(Direction)), name="move_direction_known"
            ),
            CheckConstraint(
                condition=~Q(state=MoveState.ACCEPTED)
                | Q(decided_on__isnull=False, responsible_from__isnull=False) & ~Q(decided_by=""),
                name="move_accepted_from_a_day",
            ),
            CheckConstraint(
                condition=~Q(state__in=[MoveState.DECLINED, MoveState.CALLED_OFF])
                | ~Q(decision_reason=""),
                name="move_ended_with_reason",
            ),
            UniqueConstraint(
                fields=["case", "direction"],
                condition=Q(state=MoveState.OPEN),
                name="one_move_under_way",
            ),
        ]

    def __str__(self) -> str:
        return f"Move {'from' if self.is_in else 'to'} {self.authority_name}"

    @property
    def is_in(self) -> bool:
        """Whether the family moves into this authority."""
        return self.direction == Direction.IN

    @property
    def is_under_way(self) -> bool:
        """Whether the receiving authority has still to accept the child."""
        return self.state in {MoveState.OPEN, MoveState.DECLINED}

    @transition(
        field=state,
        source=[MoveState.OPEN, MoveState.DECLINED],
        target=MoveState.ACCEPTED,
        permission=permissions.may_answer_move,
    )
    def accept_move(self) -> None:
        """The receiving authority takes the child's support on, from a day."""

    @transition(
        field=state,
        source=MoveState.OPEN,
        target=MoveState.DECLINED,
        permission=permissions.may_answer_move,
    )
    def decline_move(self) -> None:
        """The receiving authority does not take it on; the first stays responsible."""

    @transition(
        field=state,
        source=[MoveState.OPEN, MoveState.DECLINED],
        target=MoveState.CALLED_OFF,
        permission=permissions.may_work,
    )
    def call_off_move(self) -> None:
        """The family stayed or came back."""

    @transition(
        field=state,
        source=[MoveState.ACCEPTED, MoveState.DECLINED],
        target=MoveState.OPEN,
        permission=permissions.may_answer_move,
    )
    def take_back_answer(self) -> None:
        """The answer was recorded in error, so the receiving authority has still to give it."""


class MoveEntryKind(models.TextChoices):
    """What was done about a move, on a day."""

    MOVED = "moved", "The family moved"
    NOTIFIED = "notified", "The receiving authority was formally notified"
    INFORMATION = "information", "Information was shared between the authorities"
    AGENCIES = "agencies", "The other agencies were told, to share with their counterparts"
    FAMILY = "family", "The child and the family were told who coordinates, and from when"
    RISKS = "risks", "The risks were confirmed in writing to the family and the other authority"
    CONTACT = "contact", "Workers or managers of the two authorities spoke"
    COUNTERPART = "counterpart", "Met the other authority’s worker"
    JOINT_VISIT = "joint_visit", "Joint visit with the other authority’s worker"
    THEIR_MEETING = "their_meeting", "A worker of one authority came to the other’s meeting"
    CONCERN = "concern", "A concern about harm was passed to the authority where the child is"
    HUB_ASKED = "hub_asked", "A locality-based assessment of the move was asked for"
    HUB_ASSESSED = "hub_assessed", "The locality-based assessment of the move came back"
    DECISION = "decision", "A manager decided something"
    ADDED = "added", "Something was added or corrected after the child was accepted"


class MoveFinding(models.TextChoices):
    """What an assessment finds that a move does to the risk outside the family."""

    INCREASES = "increases", "The move increases the risk"
    DECREASES = "decreases", "The move decreases the risk"
    NEITHER = "neither", "The risk stays as it is"


class MoveEntry(Withdrawable, Record):
    """One thing done about a move; `change` is the dated fact that it stands for, if any."""

    move = models.ForeignKey(Move, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=20, choices=MoveEntryKind.choices)
    happened_on = models.DateField()
    with_whom = models.TextField(blank=True)
    what = models.TextField()
    reason = models.TextField(blank=True)
    # Only of an assessment that came back.
    finding = models.CharField(max_length=10, choices=MoveFinding.choices, blank=True)
    change = models.ForeignKey(
        Change, null=True, blank=True, on_delete=models.PROTECT, related_name="move_entries"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = WithdrawableQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name_plural = "move entries"
        ordering = ["-happened_on", "-pk"]
        constraints = [
            CheckConstraint(condition=Q(kind__in=list(MoveEntryKind)), name="move_entry_known"),
            CheckConstraint(
                condition=~Q(kind=MoveEntryKind.DECISION) | ~Q(reason=""),
                name="move_decision_with_reason",
            ),
            CheckConstraint(
                condition=Q(finding="") ^ Q(kind=MoveEntryKind.HUB_ASSESSED),
                name="move_finding_of_an_assessment",
            ),
            CheckConstraint(
                condition=WITHDRAWN_WITH_REASON, name="move_entry_withdrawn_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.happened_on:%d %B %Y}"

    @property
    def case(self) -> Case:
        """The case whose family moves."""
        return self.move.case
