"""A longer time than the procedure's own, asked for one child and decided by somebody else (C9)."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django_fsm import FSMField, transition

from cases import permissions
from cases.models.case import Case
from cin.core.models import LifecycleRecord
from cin.procedures.durations import Duration, Unit

UNITS = [unit.value for unit in Unit]


class Loosened(models.TextChoices):
    """Which limit is to be longer; the last is one that the procedure leaves to the manager."""

    REVIEW = "review_interval", "Time between reviews"
    VISIT = "visit_interval", "Time between visits"
    INITIAL_MEETING = "initial_meeting", "Time to the initial meeting"
    AGREED_VISIT = "agreed_visit_interval", "How often the child is visited"


class LongerTimeState(models.TextChoices):
    """How far a request for a longer time has come."""

    ASKED = "asked", "Waiting for a decision"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"


class LongerTime(LifecycleRecord):
    """One request for a longer time on one case.

    An approved one holds from `approved_on` or `holds_from`, the later, up to `holds_until` or
    `ended_on`, the earlier, which is included; without either it holds until the case closes.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="longer_times")
    limit = models.CharField(max_length=40, choices=Loosened.choices)
    state = FSMField(choices=LongerTimeState.choices, default=LongerTimeState.ASKED, protected=True)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=20)
    holds_from = models.DateField()
    holds_until = models.DateField(null=True, blank=True)
    reason = models.TextField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.TextField(blank=True)
    approved_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    end_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            CheckConstraint(
                condition=Q(state__in=list(LongerTimeState)), name="longer_time_state_known"
            ),
            CheckConstraint(condition=Q(limit__in=list(Loosened)), name="longer_time_limit_known"),
            CheckConstraint(condition=Q(unit__in=UNITS), name="longer_time_unit_known"),
            CheckConstraint(
                condition=Q(holds_until=None) | Q(holds_until__gte=F("holds_from")),
                name="longer_time_ends_after_it_begins",
            ),
            CheckConstraint(
                condition=~Q(decided_by=F("asked_by")), name="longer_time_decided_by_another"
            ),
            UniqueConstraint(
                fields=["case", "limit"],
                condition=Q(state=LongerTimeState.ASKED),
                name="one_longer_time_asked_at_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_limit_display()}: {self.duration}"

    @property
    def duration(self) -> Duration:
        """The longer time itself."""
        return Duration(self.amount, Unit(self.unit))

    @transition(
        field=state,
        source=LongerTimeState.ASKED,
        target=LongerTimeState.APPROVED,
        permission=permissions.may_decide_on_longer_time,
    )
    def approve_longer_time(self) -> None:
        """Somebody in a role that the procedure names agrees to the longer time."""

    @transition(
        field=state,
        source=LongerTimeState.ASKED,
        target=LongerTimeState.REFUSED,
        permission=permissions.may_decide_on_longer_time,
    )
    def refuse_longer_time(self) -> None:
        """Somebody in a role that the procedure names does not agree: the limit stays."""

    @transition(
        field=state,
        source=[LongerTimeState.ASKED, LongerTimeState.APPROVED],
        target=LongerTimeState.WITHDRAWN,
        permission=permissions.may_work,
    )
    def withdraw_longer_time(self) -> None:
        """The request is taken back, or the longer time ends and the procedure's limit holds
        again.
        """
