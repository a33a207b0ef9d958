"""How a child came to notice."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from cases.models.families import Family
from cin.accounts.models import LocalAuthority
from cin.core.models import Record


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


class Referral(Record):
    """A request for help with one family, which may concern several of its children."""

    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, related_name="+")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="referrals")
    received_on = models.DateField()
    source = models.CharField(max_length=2)
    referrer = models.CharField(max_length=150, blank=True)
    primary_need = models.CharField(max_length=3)
    concerns = models.TextField()
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
