"""The procedure of each authority, version by version."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from cin.accounts.models import LocalAuthority
from cin.core.models import Record


class ProcedureVersion(Record):
    """One published version: a preset, and the settings in which the authority departs from it."""

    authority = models.ForeignKey(
        LocalAuthority, on_delete=models.PROTECT, related_name="procedure_versions"
    )
    number = models.PositiveIntegerField()
    preset = models.SlugField()
    departures = models.JSONField(default=dict, blank=True)
    # The first version has no beginning: it governs everything that happened before the second.
    effective_from = models.DateField(null=True, blank=True)
    applies_to_open_events = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["authority", "number"]
        constraints = [
            UniqueConstraint(fields=["authority", "number"], name="procedure_version_number_once"),
            CheckConstraint(
                condition=Q(number=1, effective_from=None)
                | Q(number__gt=1, effective_from__isnull=False),
                name="only_first_procedure_version_undated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority}, procedure version {self.number}"
