"""Early help: what was tried before a referral, and where a family is referred to instead."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q

from cases.models.case import Case
from cases.models.referral import Referral
from cin.core.models import Record


class EarlierHelp(Record):
    """One help that the family had before a referral: what, by whom, from when to when."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="earlier_help")
    what = models.CharField(max_length=300)
    by_whom = models.CharField(max_length=150)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "earlier help"
        ordering = ["pk"]
        constraints = [
            CheckConstraint(
                condition=Q(from_on=None) | Q(to_on=None) | Q(to_on__gte=F("from_on")),
                name="earlier_help_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} ({self.by_whom})"


class EarlyHelpAnswer(models.TextChoices):
    """What became of a referral to early help."""

    WAITING = "waiting", "No answer yet"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"


class EarlyHelpReferral(Record):
    """A family passed to early help by a manager's decision: to which service, and what it said."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="early_help_referrals")
    service = models.CharField(max_length=200)
    contact = models.CharField(max_length=200, blank=True)
    help_wanted = models.TextField(blank=True)
    referred_on = models.DateField()
    referred_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.CharField(
        max_length=20, choices=EarlyHelpAnswer.choices, default=EarlyHelpAnswer.WAITING
    )
    answered_on = models.DateField(null=True, blank=True)
    # The early help assessment that an accepted referral leads to (HIL-11).
    assessment_on = models.DateField(null=True, blank=True)
    lead_professional = models.CharField(max_length=150, blank=True)
    answer_note = models.TextField(blank=True)
    answer_recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            CheckConstraint(
                condition=Q(answer__in=list(EarlyHelpAnswer)), name="early_help_answer_known"
            ),
            CheckConstraint(
                condition=Q(answer=EarlyHelpAnswer.WAITING) | Q(answered_on__gte=F("referred_on")),
                name="early_help_answered_after_it_was_asked",
            ),
            CheckConstraint(
                condition=~Q(answer=EarlyHelpAnswer.DECLINED) | ~Q(answer_note=""),
                name="early_help_declined_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Referral to {self.service}"
