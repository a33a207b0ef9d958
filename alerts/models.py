"""What is due: obligations stored a row each, the alerts raised from them, what people answered,
and the sweeps and digests that told them.
"""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from cases.models import Case
from cin.accounts.models import LocalAuthority
from cin.core.models import Record


class Deadline(Record):
    """One obligation of one case, as the procedure engine worked it out from the facts.

    Whether it is upcoming, near or past depends on the day it is read, so it is never stored.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="deadlines")
    key = models.CharField(max_length=40)
    counts_from_id = models.CharField(max_length=60)
    counts_from_type = models.CharField(max_length=40)
    counts_from_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    target_on = models.DateField(null=True, blank=True)
    amber_from = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    # Met on the very day, but after its hours had ended; or after an earlier date was missed.
    met_late = models.BooleanField(default=False)
    # A date that had passed before a longer time was agreed: the breach stays on the record.
    missed_on = models.DateField(null=True, blank=True)
    last_working_day_before = models.DateField(null=True, blank=True)
    setting = models.CharField(max_length=60, blank=True)
    cites = models.JSONField(default=list, blank=True)
    others = models.JSONField(default=list, blank=True)
    explanation = models.TextField(blank=True)
    # The facts no longer ask for it: superseded, or recorded in error. Kept because somebody may
    # have been alerted.
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["case", "key", "counts_from_id"], name="one_deadline_per_obligation"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=Q(met_on=None, withdrawn_at=None),
                name="open_deadline_by_due_date",
            ),
            models.Index(fields=["case", "met_on", "withdrawn_at"], name="deadline_by_case"),
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.case} due on {self.due_on}"


class Tier(models.TextChoices):
    """How pressing an alert is."""

    DUE_SOON = "due_soon", "Due soon"
    DUE = "due", "Due today"
    OVERDUE = "overdue", "Overdue"
    ESCALATED = "escalated", "Long overdue"


class Alert(Record):
    """One person told, once, that one deadline is near or past."""

    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="alerts")
    tier = models.CharField(max_length=10, choices=Tier.choices)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="alerts"
    )
    # A deadline that moves is a new cause: the same person is told again.
    due_on = models.DateField()
    raised_on = models.DateField()
    cleared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-raised_on", "-pk"]
        constraints = [
            UniqueConstraint(
                fields=["deadline", "tier", "recipient", "due_on"], name="alert_raised_once"
            ),
            CheckConstraint(condition=Q(tier__in=list(Tier)), name="alert_tier_known"),
        ]
        indexes = [
            models.Index(
                fields=["recipient"], condition=Q(cleared_at=None), name="open_alert_by_recipient"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_tier_display()}: {self.deadline}"


class AnswerKind(models.TextChoices):
    """What somebody said to an alert."""

    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    SNOOZED = "snoozed", "Snoozed"


class Answer(Record):
    """What the person told said to an alert, and until when it holds; the latest one counts.

    It changes nothing about the deadline, which stays overdue for everybody.
    """

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="answers")
    kind = models.CharField(max_length=12, choices=AnswerKind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    # The day on which it is asked again.
    until = models.DateField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            CheckConstraint(condition=Q(kind__in=list(AnswerKind)), name="answer_kind_known"),
            CheckConstraint(condition=~Q(reason=""), name="answer_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} until {self.until:%d %B %Y}"


class Digest(Record):
    """The one message that a person is sent on one day.

    Whoever sends it first claims it with a conditional update; a claim that came to nothing runs
    out.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests"
    )
    day = models.DateField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-day", "-pk"]
        constraints = [
            UniqueConstraint(fields=["recipient", "day"], name="one_digest_a_day"),
        ]

    def __str__(self) -> str:
        return f"Digest of {self.day:%d %B %Y}"


class Reconciliation(models.Model):
    """One finished round of comparing an authority's stored deadlines with what the facts ask for.

    `differing` are the cases on which something differed, `repaired` the deadlines written,
    `unclear` the cases whose dates could not be worked out and were left as they are.
    """

    authority = models.ForeignKey(
        LocalAuthority, on_delete=models.CASCADE, related_name="reconciliations"
    )
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    cases = models.PositiveIntegerField()
    differing = models.PositiveIntegerField()
    repaired = models.PositiveIntegerField()
    unclear = models.PositiveIntegerField()

    class Meta:
        ordering = ["-finished_at"]
        indexes = [
            models.Index(fields=["authority", "-finished_at"], name="reconciliation_by_time")
        ]

    def __str__(self) -> str:
        return f"Reconciliation of {self.finished_at:%d %B %Y}"


class Sweep(models.Model):
    """One finished round of raising and clearing alerts."""

    as_of = models.DateField()
    finished_at = models.DateTimeField()
    raised = models.PositiveIntegerField()
    cleared = models.PositiveIntegerField()

    class Meta:
        ordering = ["-finished_at"]
        indexes = [models.Index(fields=["-finished_at"], name="sweep_by_time")]

    def __str__(self) -> str:
        return f"Sweep of {self.as_of:%d %B %Y}"
