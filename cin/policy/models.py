"""The procedure of each authority, version by version."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from cin.accounts.models import LocalAuthority
from cin.core.models import Narrative, Record


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
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
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


class ProcedureDraft(Narrative, Record):
    """The version an authority is writing: one at a time, so that nothing is built on an old one.

    `writers` are all who changed anything in it: none of them may publish it.
    """

    authority = models.OneToOneField(
        LocalAuthority, on_delete=models.PROTECT, related_name="procedure_draft"
    )
    departures = models.JSONField(default=dict, blank=True)
    effective_from = models.DateField(null=True, blank=True)
    applies_to_open_events = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    def __str__(self) -> str:
        return f"{self.authority}, draft of the next procedure version"


class Recomputation(Record):
    """The work of bringing an authority's deadlines up to date, and how far it has come.

    The row is the work: whoever finds it unfinished goes on after `last_case_id`.
    """

    authority = models.ForeignKey(
        LocalAuthority, on_delete=models.PROTECT, related_name="recomputations"
    )
    cause = models.CharField(max_length=200)
    total = models.PositiveIntegerField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    # Cases whose dates could not be worked out: they keep those they had.
    unclear = models.PositiveIntegerField(default=0)
    last_case_id = models.BigIntegerField(default=0)
    # The first of the dates that moved: case reference, what was due, when it was and now is.
    moved = models.JSONField(default=list, blank=True)
    moved_in_all = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["authority"], condition=Q(finished_at=None), name="unfinished_recomputation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cause}: {self.done} cases done"

    @property
    def moves(self) -> list[dict[str, Any]]:
        """Give the moves that are listed, their dates as dates."""
        return [
            {**move, **{name: date.fromisoformat(move[name]) for name in ("before", "after")}}
            for move in self.moved
        ]


class BankHoliday(Record):
    """A published bank holiday of England and Wales, the list it comes from, and (`created_at`)
    when that was loaded here.
    """

    day = models.DateField(unique=True)
    title = models.CharField(max_length=100)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.title}, {self.day:%d %B %Y}"


class DayOffKind(models.TextChoices):
    """Why nobody works on a day."""

    HOLIDAY = "holiday", "Proclaimed bank holiday"
    CLOSURE = "closure", "Local closure day"


class DayOff(Record):
    """A day on which an authority does not work, beside weekends and the published bank
    holidays.
    """

    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, related_name="days_off")
    day = models.DateField()
    kind = models.CharField(max_length=10, choices=DayOffKind.choices)
    reason = models.CharField(max_length=200)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["day"]
        constraints = [
            UniqueConstraint(fields=["authority", "day"], name="day_off_once"),
            CheckConstraint(condition=Q(kind__in=list(DayOffKind)), name="day_off_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.day:%d %B %Y}"
