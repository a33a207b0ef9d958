"""What was sent, to whom and when."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from cin.core.models import Record


class CirculationKind(models.TextChoices):
    """What was sent."""

    PLAN = "plan", "Plan"
    MINUTES = "minutes", "Minutes"
    NETWORK = "network", "Family network meeting's minutes"


class Circulation(Record):
    """One sending of one document about a case; `case_id` is an id because documents stand below
    cases.
    """

    case_id = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=CirculationKind.choices)
    of_id = models.BigIntegerField()
    sent_on = models.DateField()
    recipients = models.TextField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-sent_on", "-pk"]
        constraints = [
            CheckConstraint(
                condition=Q(kind__in=list(CirculationKind)), name="circulation_kind_known"
            ),
            CheckConstraint(condition=~Q(recipients=""), name="circulation_has_recipients"),
        ]
        indexes = [models.Index(fields=["case_id", "kind", "sent_on"], name="circulation_by_case")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} sent on {self.sent_on:%d %B %Y}"
