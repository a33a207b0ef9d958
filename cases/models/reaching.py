"""Where people live, how to reach them, and what to mind when doing so."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from simple_history.models import HistoricalRecords

from cases.models import choices
from cases.models.people import Person
from cases.models.withdrawable import WITHDRAWN_WITH_REASON, WithdrawableRow


class Address(WithdrawableRow):
    """Where a person lives, or lived, from one day to another; days may be unknown.

    The present home is the one that has not ended: there is at most one.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=20, choices=choices.address_kinds, default="home")
    lines = models.TextField()
    postcode = models.CharField(max_length=8, blank=True)
    began_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    # Such as a refuge: to be told to nobody in the family.
    is_secret = models.BooleanField(default=False)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        verbose_name_plural = "addresses"
        ordering = [F("ended_on").desc(nulls_first=True), "-pk"]
        constraints = [
            CheckConstraint(condition=WITHDRAWN_WITH_REASON, name="address_withdrawn_with_reason"),
            CheckConstraint(condition=~Q(kind=""), name="address_has_kind"),
            CheckConstraint(condition=~Q(lines=""), name="address_has_lines"),
            CheckConstraint(
                condition=Q(ended_on=None) | Q(began_on=None) | Q(ended_on__gte=F("began_on")),
                name="address_ends_after_it_begins",
            ),
            UniqueConstraint(
                fields=["person"],
                condition=Q(kind="home") & Q(ended_on=None, withdrawn_at=None),
                name="one_home_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return "\n".join(part for part in (self.lines, self.postcode) if part)


class ContactDetail(WithdrawableRow):
    """One number or email address of a person, and whether it is safe to use."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_details")
    kind = models.CharField(max_length=20, choices=choices.contact_kinds)
    value = models.CharField(max_length=200)
    # None says that nobody has asked yet, which is not the same as no.
    is_safe = models.BooleanField(null=True, blank=True)
    is_preferred = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = [F("ended_on").desc(nulls_first=True), "-is_preferred", "pk"]
        constraints = [
            CheckConstraint(
                condition=WITHDRAWN_WITH_REASON, name="contact_detail_withdrawn_with_reason"
            ),
            CheckConstraint(condition=~Q(kind=""), name="contact_detail_has_kind"),
            CheckConstraint(condition=~Q(value=""), name="contact_detail_not_empty"),
            CheckConstraint(
                condition=~(Q(is_preferred=True) & Q(is_safe=False)),
                name="contact_detail_preferred_is_not_unsafe",
            ),
            UniqueConstraint(
                fields=["person"],
                condition=Q(is_preferred=True) & Q(ended_on=None, withdrawn_at=None),
                name="one_preferred_contact",
            ),
        ]

    def __str__(self) -> str:
        return self.value


class SafetyFlag(WithdrawableRow):
    """A caution about contacting or visiting a person: who raised it and when, and who ended it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="safety_flags")
    kind = models.CharField(max_length=20, choices=choices.safety_flags)
    details = models.TextField()
    raised_on = models.DateField()
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    end_reason = models.TextField(blank=True)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = [F("ended_on").desc(nulls_first=True), "-raised_on", "-pk"]
        constraints = [
            CheckConstraint(
                condition=WITHDRAWN_WITH_REASON, name="safety_flag_withdrawn_with_reason"
            ),
            CheckConstraint(condition=~Q(kind=""), name="safety_flag_has_kind"),
            CheckConstraint(condition=~Q(details=""), name="safety_flag_says_what"),
            CheckConstraint(
                condition=Q(ended_on=None, ended_by=None, end_reason="")
                | (Q(ended_on__gte=F("raised_on"), ended_by__isnull=False) & ~Q(end_reason="")),
                name="safety_flag_ended_by_somebody_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
