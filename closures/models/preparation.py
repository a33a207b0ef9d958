"""What is got ready before a case ends."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from simple_history.models import HistoricalRecords

from cases.models import Case
from cases.models.orders import LegalOrder
from cin.core.models import Narrative, Record
from closures.models.closure import Closure


class Preparation(Narrative, Record):
    """What is got ready for one ending of a case, before and after it is proposed.

    It belongs to no closure until one is proposed. After a refusal the next ending is got ready
    anew: what people think may have changed.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="closing_preparations")
    closure = models.OneToOneField(
        Closure, null=True, blank=True, on_delete=models.PROTECT, related_name="preparation"
    )
    # The actions of the plan that are done, by their ids; the plan itself does not say.
    actions_done = models.JSONField(default=list, blank=True)
    open_actions_note = models.TextField(blank=True)
    next_step = models.CharField(max_length=40, blank=True)
    support_arranged = models.TextField(blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            UniqueConstraint(
                fields=["case"],
                condition=Q(closure=None),
                name="one_ending_got_ready_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"What was got ready for the ending of {self.case}"


class ContinuingService(Record):
    """A service that goes on when the social worker leaves."""

    preparation = models.ForeignKey(Preparation, on_delete=models.CASCADE, related_name="services")
    name = models.CharField(max_length=150)
    what = models.TextField(blank=True)
    contact = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            CheckConstraint(condition=~Q(name=""), name="continuing_service_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class OrderDecision(Record):
    """A manager's decision, once a court order has ended, whether the plan goes on beyond it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="order_decisions")
    order = models.OneToOneField(LegalOrder, on_delete=models.PROTECT, related_name="decision")
    goes_on = models.BooleanField()
    reason = models.TextField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            CheckConstraint(condition=~Q(reason=""), name="order_decision_has_reason"),
        ]

    def __str__(self) -> str:
        return "The plan goes on" if self.goes_on else "The plan ends with the order"
