"""Who lives with whom, and who must not be told what."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from simple_history.models import HistoricalRecords

from cases.models.families import Family
from cases.models.people import Person
from cases.models.withdrawable import (
    WITHDRAWN_WITH_REASON,
    Withdrawable,
    WithdrawableQuerySet,
    WithdrawableRow,
)
from cin.core.models import Record


class HouseholdMember(Withdrawable, Record):
    """Somebody's place in one of a family's homes, from a day and until one; days may be unknown.

    A home is told by its name alone, such as "Mother's home": where it is stands with the people's
    addresses, which may be secret.
    """

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="household_members")
    home = models.CharField(max_length=60)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="household_places")
    began_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    history = HistoricalRecords(related_name="history_rows")

    objects = WithdrawableQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["home", "pk"]
        constraints = [
            CheckConstraint(condition=~Q(home=""), name="household_has_name"),
            CheckConstraint(
                condition=Q(ended_on=None) | Q(began_on=None) | Q(ended_on__gte=F("began_on")),
                name="household_left_after_joined",
            ),
            CheckConstraint(
                condition=WITHDRAWN_WITH_REASON, name="household_withdrawn_with_reason"
            ),
            UniqueConstraint(
                fields=["family", "home", "person"],
                condition=Q(ended_on=None, withdrawn_at=None),
                name="in_a_home_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.home}"


class SharingLimit(WithdrawableRow):
    """Something that a person must not be told: what, why, since when, and who ended that."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sharing_limits")
    what = models.TextField()
    reason = models.TextField()
    since_on = models.DateField()
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    end_reason = models.TextField(blank=True)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = [F("ended_on").desc(nulls_first=True), "-since_on", "-pk"]
        constraints = [
            CheckConstraint(
                condition=WITHDRAWN_WITH_REASON, name="sharing_limit_withdrawn_with_reason"
            ),
            CheckConstraint(
                condition=~Q(what="") & ~Q(reason=""), name="sharing_limit_says_what_and_why"
            ),
            CheckConstraint(
                condition=Q(ended_on=None, ended_by=None, end_reason="")
                | (Q(ended_on__gte=F("since_on"), ended_by__isnull=False) & ~Q(end_reason="")),
                name="sharing_limit_ended_by_somebody_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.what
