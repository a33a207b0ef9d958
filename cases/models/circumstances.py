"""What sets a child's case apart for a time, and changes what the procedure asks for."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from cases.models.case import Case
from cases.models.withdrawable import (
    WITHDRAWN_WITH_REASON,
    Withdrawable,
    WithdrawableQuerySet,
)
from cin.core.models import Record


class CircumstanceKind(models.TextChoices):
    """What sets a case apart, by the name the procedure engine gives it."""

    NRPF_CIN = "nrpf_cin", "No recourse to public funds, with a concern for the child's welfare"
    NRPF_ONLY = "nrpf_only", "No recourse to public funds, destitution only"
    PRIVATE_FOSTERING = "private_fostering", "Private fostering"
    PRIVATE_LAW = "private_law", "Private law proceedings or a report for the court"
    CWD_TEAM = "cwd_team", "Open to the children with disabilities team"
    WORKBOOK_EXEMPT = "workbook_exempt", "Workbook and group supervision not used"
    LONG_TERM_SUPPORT = "long_term_support", "Need for longer-term support agreed"
    SHORT_WORK = "retained_for_short_work", "Kept by the assessment team for short work"
    SHORT_BREAKS = "short_breaks", "Receives short breaks"
    YOUNG_CARER = "young_carer", "Young carer"
    OUTSIDE_HARM = "outside_harm", "Harm outside the family, or a risk of it"


NRPF_KINDS = frozenset({CircumstanceKind.NRPF_CIN, CircumstanceKind.NRPF_ONLY})
# What the engine takes for something agreed, where the others make the child one of a cohort.
AGREED_KINDS = frozenset({CircumstanceKind.LONG_TERM_SUPPORT, CircumstanceKind.SHORT_WORK})

# What changes what is asked and shown, and no date.
DATELESS_KINDS = frozenset(
    {
        CircumstanceKind.SHORT_BREAKS,
        CircumstanceKind.YOUNG_CARER,
        CircumstanceKind.OUTSIDE_HARM,
    }
)


class CourtReport(models.TextChoices):
    """What a court asked the authority for."""

    SECTION_7 = "s7", "A welfare report (section 7)"
    SECTION_37 = "s37", "An investigation (section 37)"
    NONE = "none", "No report was asked for"


class Circumstance(Withdrawable, Record):
    """One circumstance of a case from a day, and until a day (included) if it ended.

    For private fostering `starts_on` is the day of the notification and `arrangement_on` that on
    which the arrangement began.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="circumstances")
    kind = models.CharField(max_length=40, choices=CircumstanceKind.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    end_reason = models.TextField(blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    arrangement_on = models.DateField(null=True, blank=True)
    # For private fostering: who cares for the child, and that it is no close relative, for 28 days
    # or more.
    carer = models.CharField(max_length=200, blank=True)
    is_close_relative = models.BooleanField(null=True, blank=True)
    lasts_28_days = models.BooleanField(null=True, blank=True)
    court_report = models.CharField(max_length=10, choices=CourtReport.choices, blank=True)
    report_due_on = models.DateField(null=True, blank=True)
    note = models.TextField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = WithdrawableQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            CheckConstraint(
                condition=Q(kind__in=list(CircumstanceKind)), name="circumstance_kind_known"
            ),
            CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="circumstance_ends_after_it_starts",
            ),
            CheckConstraint(
                condition=WITHDRAWN_WITH_REASON, name="circumstance_withdrawn_with_reason"
            ),
            UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(ends_on=None, withdrawn_at=None),
                name="one_lasting_circumstance_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} from {self.starts_on:%d %B %Y}"

    def holds_on(self, day: date) -> bool:
        """Say whether it held on a day: from its first day to its last, both included."""
        return (
            self.withdrawn_at is None
            and self.starts_on <= day
            and (self.ends_on is None or day <= self.ends_on)
        )
