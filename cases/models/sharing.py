"""What was shared about a family, with whom and on what basis; and advice asked about sharing."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q

from cases.models.case import Case
from cases.models.consents import Consent, OverrideBasis, RefusalReview
from cases.models.telling import TellingWay
from cases.models.withdrawable import (
    WITHDRAWN_WITH_REASON,
    Withdrawable,
    WithdrawableQuerySet,
)
from cin.core.models import Record


class SharingBasis(models.TextChoices):
    """What allows information to be shared."""

    CONSENT = "consent", "With consent"
    AUTHORISED = "authorised", "Without consent, on a manager’s authority"
    PROTECTION = "protection", "To protect a child from significant harm"


class Sharing(Withdrawable, Record):
    """Information about a family that was given to somebody, on a day and on a basis.

    With consent it names the answer that gives it. Without, it names the manager who authorised it
    and the ground, or says what harm it protects from; `review` is the refusal that was decided on.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="sharings")
    recipients = models.TextField()
    what = models.TextField()
    why = models.TextField()
    shared_on = models.DateField()
    way = models.CharField(max_length=20, choices=TellingWay.choices)
    shared_by = models.CharField(max_length=150)
    basis = models.CharField(max_length=15, choices=SharingBasis.choices)
    consent = models.ForeignKey(
        Consent, null=True, blank=True, on_delete=models.PROTECT, related_name="sharings"
    )
    review = models.ForeignKey(
        RefusalReview, null=True, blank=True, on_delete=models.PROTECT, related_name="sharings"
    )
    ground = models.CharField(max_length=20, choices=OverrideBasis.choices, blank=True)
    grounds = models.TextField(blank=True)
    authorised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = WithdrawableQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-shared_on", "-pk"]
        constraints = [
            CheckConstraint(
                condition=Q(basis=SharingBasis.CONSENT, consent__isnull=False)
                | Q(basis=SharingBasis.AUTHORISED, authorised_by__isnull=False) & ~Q(ground="")
                | Q(basis=SharingBasis.PROTECTION) & ~Q(grounds=""),
                name="sharing_has_a_basis",
            ),
            CheckConstraint(
                condition=~Q(recipients="") & ~Q(what="") & ~Q(why=""), name="sharing_says_what"
            ),
            CheckConstraint(condition=WITHDRAWN_WITH_REASON, name="sharing_withdrawn_with_reason"),
        ]

    def __str__(self) -> str:
        return f"Shared on {self.shared_on:%d %B %Y}"


class Adviser(models.TextChoices):
    """Who is asked whether, and what, may be shared."""

    TEAM_MANAGER = "team_manager", "Team manager"
    CALDICOTT = "caldicott", "Caldicott Guardian"
    LEGAL = "legal", "Legal Services"


class SharingAdvice(Withdrawable, Record):
    """Advice asked about sharing, and the answer once there is one."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="sharing_advice")
    adviser = models.CharField(max_length=15, choices=Adviser.choices)
    adviser_name = models.CharField(max_length=150)
    question = models.TextField()
    asked_on = models.DateField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer_recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = WithdrawableQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name_plural = "sharing advice"
        ordering = ["-asked_on", "-pk"]
        constraints = [
            CheckConstraint(condition=Q(adviser__in=list(Adviser)), name="sharing_adviser_known"),
            CheckConstraint(
                condition=Q(answered_on=None, answer="", answer_recorded_by=None)
                | Q(answered_on__gte=F("asked_on"), answer_recorded_by__isnull=False)
                & ~Q(answer=""),
                name="sharing_advice_answered_whole",
            ),
            CheckConstraint(
                condition=WITHDRAWN_WITH_REASON, name="sharing_advice_withdrawn_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Advice of {self.adviser_name} about sharing"
