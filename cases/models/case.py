"""The case: one child's journey from referral to closure, and who carries it."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils import timezone
from django_fsm import FSMField, transition
from simple_history.models import HistoricalRecords

from cases import permissions
from cases.models.families import Family
from cases.models.people import Person
from cases.models.referral import Referral, ScreeningDecision
from cin.accounts.models import LocalAuthority, Team
from cin.core.models import LifecycleRecord, Record, RecordQuerySet


class CaseState(models.TextChoices):
    """Where a case stands."""

    REFERRED = "referred", "Referred"
    SCREENED = "screened", "Accepted for assessment"
    ALLOCATED = "allocated", "Allocated"
    ASSESSMENT = "assessment", "Being assessed"
    CIN_ACTIVE = "cin_active", "Child in Need"
    CLOSING = "closing", "Closing"
    CLOSED = "closed", "Closed"


# Early help is no assessment by a social worker either: the census counts it with the others.
ENDED_AT_SCREENING = frozenset({ScreeningDecision.EARLY_HELP, ScreeningDecision.NO_FURTHER_ACTION})
OPEN_STATES = [state for state in CaseState if state != CaseState.CLOSED]


class CaseQuerySet(RecordQuerySet):
    """Query words about cases."""

    def open(self) -> "CaseQuerySet":
        """Keep the cases that are not closed."""
        return self.exclude(state=CaseState.CLOSED)

    def unallocated(self) -> "CaseQuerySet":
        """Keep the open cases that nobody carries."""
        return self.open().filter(worker=None)


def has_been_supported(case: Any) -> bool:
    """Whether Child in Need support has begun."""
    return case.support_began_on is not None


def has_not_been_supported(case: Any) -> bool:
    """Whether Child in Need support never began."""
    return case.support_began_on is None


class Case(LifecycleRecord):
    """One child's journey from referral to closure."""

    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="cases")
    reference = models.CharField(max_length=20, unique=True)
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="cases")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="cases")
    state = FSMField(choices=CaseState.choices, default=CaseState.REFERRED, protected=True)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="caseload",
    )
    screened_on = models.DateField(null=True, blank=True)
    screened_at = models.DateTimeField(null=True, blank=True)
    allocated_at = models.DateTimeField(null=True, blank=True)
    initial_visit_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    support_began_on = models.DateField(null=True, blank=True)
    initiation_reason = models.CharField(max_length=40, blank=True)
    # Set when a review or an assessment recommends the ending; the closure answers it.
    ending_recommended_on = models.DateField(null=True, blank=True)
    ending_recommendation = models.CharField(max_length=60, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    close_reason = models.CharField(max_length=40, blank=True)
    close_destination = models.CharField(max_length=40, blank=True)
    history = HistoricalRecords(related_name="history_rows")

    objects = CaseQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            CheckConstraint(condition=Q(state__in=list(CaseState)), name="case_state_known"),
            UniqueConstraint(
                fields=["child"],
                condition=~Q(state=CaseState.CLOSED),
                name="one_open_case_per_child",
            ),
            CheckConstraint(
                condition=Q(closed_on=None) ^ Q(state=CaseState.CLOSED),
                name="case_closed_when_dated",
            ),
        ]
        indexes = [
            models.Index(fields=["authority", "team", "state"], name="case_by_team"),
            models.Index(fields=["worker", "state"], name="case_by_worker"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_allocated(self) -> bool:
        """Whether somebody carries the case."""
        return self.worker_id is not None

    @property
    def allocated_on(self) -> date | None:
        """The day, in Europe/London, on which the case was first allocated."""
        return timezone.localtime(self.allocated_at).date() if self.allocated_at else None

    @property
    def is_no_further_action(self) -> bool | None:
        """What the census calls a referral with no further action: decided on, and not assessed. It
        is None until a manager has decided.
        """
        if self.screened_on is None:
            return None
        return self.close_reason in ENDED_AT_SCREENING

    @property
    def is_open(self) -> bool:
        """Whether the case has not ended."""
        return self.state != CaseState.CLOSED

    @transition(
        field=state,
        source=CaseState.REFERRED,
        target=CaseState.SCREENED,
        permission=permissions.may_manage,
    )
    def accept_referral(self) -> None:
        """A manager decides that the child's needs should be assessed."""

    @transition(
        field=state,
        source=CaseState.REFERRED,
        target=CaseState.CLOSED,
        permission=permissions.may_manage,
    )
    def end_at_screening(self) -> None:
        """A manager decides that the referral needs no social worker."""

    @transition(
        field=state,
        source=CaseState.SCREENED,
        target=CaseState.ALLOCATED,
        permission=permissions.may_manage,
    )
    def allocate(self) -> None:
        """A manager names the social worker."""

    @transition(
        field=state,
        source=[CaseState.ALLOCATED, CaseState.ASSESSMENT, CaseState.CIN_ACTIVE, CaseState.CLOSING],
        permission=permissions.may_manage,
    )
    def reallocate(self) -> None:
        """A manager names another social worker; the stage stays."""

    @transition(
        field=state,
        source=CaseState.ALLOCATED,
        target=CaseState.ASSESSMENT,
        permission=permissions.may_work,
    )
    def begin_assessment(self) -> None:
        """The social worker starts the assessment."""

    @transition(
        field=state,
        source=CaseState.ASSESSMENT,
        target=CaseState.CIN_ACTIVE,
        permission=permissions.may_manage,
    )
    def begin_support(self) -> None:
        """A manager has approved an assessment that finds the child in need."""

    @transition(
        field=state,
        source=[CaseState.ALLOCATED, CaseState.ASSESSMENT],
        target=CaseState.CIN_ACTIVE,
        permission=permissions.may_manage,
    )
    def begin_support_decided(self) -> None:
        """A conference or a final review has decided on a plan, before any assessment does."""

    @transition(
        field=state,
        source=[CaseState.ASSESSMENT, CaseState.CIN_ACTIVE],
        target=CaseState.CLOSING,
        permission=permissions.may_work,
    )
    def begin_closing(self) -> None:
        """An ending is proposed."""

    @transition(
        field=state,
        source=CaseState.CLOSING,
        target=CaseState.CIN_ACTIVE,
        conditions=[has_been_supported],
        permission=permissions.may_manage,
    )
    def resume_support(self) -> None:
        """A manager decides that the support goes on."""

    @transition(
        field=state,
        source=CaseState.CLOSING,
        target=CaseState.ASSESSMENT,
        conditions=[has_not_been_supported],
        permission=permissions.may_manage,
    )
    def resume_assessment(self) -> None:
        """A manager decides that the assessment goes on."""

    @transition(
        field=state,
        source=CaseState.CLOSING,
        target=CaseState.CLOSED,
        permission=permissions.may_manage,
    )
    def close(self) -> None:
        """A manager ends the case."""


class Allocation(Record):
    """One worker's time with a case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="allocations")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    allocated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    allocated_at = models.DateTimeField()
    note = models.TextField(blank=True)
    # Whether the manager started the workbook of the whole team, or why not; None if not asked.
    workbook_started = models.BooleanField(null=True, blank=True)
    no_workbook_reason = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-allocated_at", "-pk"]
        constraints = [
            UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None), name="one_worker_at_a_time"
            ),
            CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=models.F("allocated_at")),
                name="allocation_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worker} from {self.allocated_at:%d %B %Y}"
