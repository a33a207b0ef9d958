"""The meetings of managers at which transfers between teams are agreed."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from cases.models import Case
from cin.accounts.models import LocalAuthority, Team
from cin.core.models import Record
from transfers.models.transfer import Transfer


class AllocationMeeting(Record):
    """One allocation meeting of an authority: timetabled, and then recorded once it was held."""

    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            UniqueConstraint(fields=["authority", "held_on"], name="one_allocation_meeting_a_day"),
            CheckConstraint(
                condition=Q(recorded_at=None, recorded_by=None)
                | Q(recorded_at__isnull=False, recorded_by__isnull=False),
                name="allocation_meeting_recorded_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Allocation meeting on {self.held_on:%d %B %Y}"


class AllocationAttendance(Record):
    """Whether a team whose manager was expected was there, or why not."""

    meeting = models.ForeignKey(
        AllocationMeeting, on_delete=models.PROTECT, related_name="attendance"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    came = models.BooleanField()
    who = models.CharField(max_length=150, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            UniqueConstraint(fields=["meeting", "team"], name="team_at_allocation_meeting_once"),
            CheckConstraint(
                condition=Q(came=True) & ~Q(who="") | Q(came=False) & ~Q(reason=""),
                name="team_came_or_why_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team}: {'came' if self.came else 'absent'}"


class AllocationDecision(Record):
    """What an allocation meeting said of one offer: agreed, or not, and why."""

    meeting = models.ForeignKey(
        AllocationMeeting, on_delete=models.PROTECT, related_name="decisions"
    )
    transfer = models.ForeignKey(
        Transfer, on_delete=models.PROTECT, related_name="allocation_decisions"
    )
    is_agreed = models.BooleanField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            UniqueConstraint(fields=["meeting", "transfer"], name="offer_at_meeting_once"),
            CheckConstraint(
                condition=Q(is_agreed=True) | ~Q(note=""), name="offer_not_agreed_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.transfer}: {'agreed' if self.is_agreed else 'not agreed'}"

    @property
    def case(self) -> Case:
        """The case that was on offer."""
        return self.transfer.case
