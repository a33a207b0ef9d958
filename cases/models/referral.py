"""How a child came to notice."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from cases.models.families import Family
from cin.accounts.models import LocalAuthority
from cin.core.models import Record

LONDON = ZoneInfo("Europe/London")


class ReferralConsent(models.TextChoices):
    """Whether the family agreed to the contact being made."""

    GIVEN = "given", "Yes, the family agreed"
    REFUSED = "refused", "No, the family refused"
    NOT_SOUGHT = "not_sought", "The family was not asked"


class ScreeningDecision(models.TextChoices):
    """What a manager decided should follow a referral."""

    ASSESSMENT = "assessment", "Assess the child's needs"
    EARLY_HELP = "early_help", "Pass to early help, with the family's agreement"
    NO_FURTHER_ACTION = "no_further_action", "No further action"


class EarlyHelpBefore(models.TextChoices):
    """Whether early help came before a referral (HIL-12, ROC-05)."""

    ASSESSED = "assessed", "Yes, with an early help assessment"
    HELPED = "helped", "Yes, without an early help assessment"
    NONE = "none", "No"
    NOT_KNOWN = "not_known", "Not known"


class Referral(Record):
    """A request for help with one family, which may concern several of its children.

    The census counts from `received_on`; clocks in hours count from `received_at`, where the time
    is known.
    """

    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, related_name="+")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="referrals")
    received_on = models.DateField()
    received_time = models.TimeField(null=True, blank=True)
    source = models.CharField(max_length=2)
    referrer = models.CharField(max_length=150, blank=True)
    primary_need = models.CharField(max_length=3)
    concerns = models.TextField()
    child_voice = models.TextField(blank=True)
    child_not_heard = models.TextField(blank=True)
    early_help = models.CharField(max_length=20, choices=EarlyHelpBefore.choices, blank=True)
    early_help_reason = models.TextField(blank=True)
    consent = models.CharField(max_length=20, choices=ReferralConsent.choices)
    consent_reason = models.TextField(blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-received_on", "-pk"]
        constraints = [
            CheckConstraint(
                condition=Q(consent__in=list(ReferralConsent)), name="referral_consent_known"
            ),
            CheckConstraint(
                condition=Q(consent=ReferralConsent.GIVEN) | ~Q(consent_reason=""),
                name="referral_without_consent_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Referral received on {self.received_on:%d %B %Y}"

    @property
    def received_at(self) -> datetime | None:
        """The moment of receipt in Europe/London, where its time is known."""
        if self.received_time is None:
            return None
        return datetime.combine(self.received_on, self.received_time, tzinfo=LONDON)
