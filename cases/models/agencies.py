"""The schools, practices and services that know a family."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from cases.models import choices
from cin.accounts.models import LocalAuthority
from cin.core.models import Record


class Agency(Record):
    """One organisation, stored once for an authority: a school, a GP practice, a charity."""

    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=40, choices=choices.agency_kinds)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=200, blank=True)
    address = models.TextField(blank=True)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        verbose_name_plural = "agencies"
        ordering = ["name", "pk"]
        constraints = [
            UniqueConstraint("authority", "kind", Lower("name"), name="agency_once"),
            CheckConstraint(condition=~Q(name=""), name="agency_has_name"),
            CheckConstraint(condition=~Q(kind=""), name="agency_has_kind"),
        ]

    def __str__(self) -> str:
        return self.name
