"""The professionals around a child."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from simple_history.models import HistoricalRecords

from cases.models.people import Person
from cases.models.withdrawable import WITHDRAWN_WITH_REASON, WithdrawableRow


class NetworkMember(WithdrawableRow):
    """A professional's part in the work with one child, from a day and until one."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="network")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="network_places")
    role = models.CharField(max_length=100)
    began_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.TextField(blank=True)
    frequency = models.CharField(max_length=100, blank=True)
    is_invited = models.BooleanField(default=True)
    receives_papers = models.BooleanField(default=True)
    # Who leads the work, where that is not the social worker.
    is_lead = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = [F("ended_on").desc(nulls_first=True), "-is_lead", "role", "pk"]
        constraints = [
            CheckConstraint(
                condition=WITHDRAWN_WITH_REASON, name="network_member_withdrawn_with_reason"
            ),
            CheckConstraint(condition=~Q(role=""), name="network_member_has_role"),
            CheckConstraint(condition=~Q(child=F("person")), name="network_member_not_the_child"),
            CheckConstraint(
                condition=Q(ended_on=None) | Q(began_on=None) | Q(ended_on__gte=F("began_on")),
                name="network_member_ends_after_beginning",
            ),
            CheckConstraint(
                condition=Q(ended_on=None) | ~Q(end_reason=""),
                name="network_member_ends_for_reason",
            ),
            UniqueConstraint(
                fields=["child", "person"],
                condition=Q(ended_on=None, withdrawn_at=None),
                name="in_the_network_once",
            ),
            UniqueConstraint(
                fields=["child"],
                condition=Q(ended_on=None, is_lead=True, withdrawn_at=None),
                name="one_lead_professional",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role}"
