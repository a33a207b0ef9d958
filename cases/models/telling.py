"""Who was told of a referral and of what was decided on it; or why not."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q

from cases.models.case import Case
from cin.core.models import Record


class TellingKind(models.TextChoices):
    """Who is told of what."""

    FAMILY_OF_REFERRAL = "family_of_referral", "The family, of the referral"
    FAMILY_OF_DECISION = "family_of_decision", "The family, of the decision"
    REFERRER_OF_DECISION = "referrer_of_decision", "The referrer, of the decision"


class TellingWay(models.TextChoices):
    """How somebody was told."""

    IN_PERSON = "in_person", "In person"
    TELEPHONE = "telephone", "By telephone"
    LETTER = "letter", "By letter"
    EMAIL = "email", "By email"
    OTHER = "other", "In another way"


class Telling(Record):
    """Somebody was told, or was not for a reason. Nothing here is changed: a later one of the kind
    takes its place.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tellings")
    kind = models.CharField(max_length=30, choices=TellingKind.choices)
    is_told = models.BooleanField()
    told_on = models.DateField(null=True, blank=True)
    way = models.CharField(max_length=20, choices=TellingWay.choices, blank=True)
    told_by = models.CharField(max_length=150, blank=True)
    reason = models.TextField(blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            CheckConstraint(condition=Q(kind__in=list(TellingKind)), name="telling_kind_known"),
            CheckConstraint(
                condition=(Q(is_told=True, told_on__isnull=False) & ~Q(way="") & ~Q(told_by=""))
                | (Q(is_told=False) & ~Q(reason="")),
                name="telling_says_when_and_how_or_why_not",
            ),
        ]

    def __str__(self) -> str:
        told = "told" if self.is_told else "not told"
        return f"{self.get_kind_display()}: {told}"
