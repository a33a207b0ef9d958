"""The orders that courts made about a person."""

from django.db import models
from django.db.models import CheckConstraint, F, Q
from simple_history.models import HistoricalRecords

from cases.models import choices
from cases.models.people import Person
from cases.models.withdrawable import WITHDRAWN_WITH_REASON, WithdrawableRow


class LegalOrder(WithdrawableRow):
    """One order or direction, from the day it was made to the day it ended or will end."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="legal_orders")
    kind = models.CharField(max_length=30, choices=choices.legal_orders)
    began_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    court = models.CharField(max_length=150, blank=True)
    next_hearing_on = models.DateField(null=True, blank=True)
    report_due_on = models.DateField(null=True, blank=True)
    details = models.TextField(blank=True)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = [F("ended_on").desc(nulls_first=True), "-began_on", "-pk"]
        constraints = [
            CheckConstraint(
                condition=WITHDRAWN_WITH_REASON, name="legal_order_withdrawn_with_reason"
            ),
            CheckConstraint(condition=~Q(kind=""), name="legal_order_has_kind"),
            CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("began_on")),
                name="legal_order_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
