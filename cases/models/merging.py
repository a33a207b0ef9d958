"""Two records of one person made into one, in a way that can be undone."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from cases.models.people import Person
from cin.accounts.models import LocalAuthority
from cin.core.models import Record


class PersonMerge(Record):
    """One merging: which record stayed, what was chosen, and everything that moved."""

    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, related_name="+")
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merged_away")
    reason = models.TextField()
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    merged_at = models.DateTimeField()
    # Enough to put both records back exactly as they were.
    journal = models.JSONField()
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-merged_at", "-pk"]
        constraints = [
            CheckConstraint(condition=~Q(kept=F("merged")), name="person_merge_of_two"),
            CheckConstraint(condition=~Q(reason=""), name="person_merge_says_why"),
            CheckConstraint(
                condition=Q(undone_at=None, undone_by=None, undone_reason="")
                | (Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_reason="")),
                name="person_merge_undone_by_somebody_for_a_reason",
            ),
            UniqueConstraint(
                fields=["merged"], condition=Q(undone_at=None), name="person_merged_away_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Records merged on {self.merged_at:%d %B %Y}"
