"""What each party thinks of closing, and what was done where somebody disagrees."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from simple_history.models import HistoricalRecords

from cases.models import Person
from cin.core.models import Record
from closures.models.preparation import Preparation


class PartyKind(models.TextChoices):
    """Who is asked, by the names the procedure has for them."""

    CHILD = "child", "Child"
    PARENT_CARER = "parent_carer", "Parent or carer"
    AGENCY = "agency_professional", "Another agency"
    TEAM_MANAGER = "team_manager", "Team manager"
    EARLY_HELP_MANAGER = "early_help_manager", "Early help manager"
    NEIGHBOURHOOD_LEAD = "neighbourhood_lead", "Neighbourhood lead"
    OTHER = "other", "Somebody else"


class Position(models.TextChoices):
    """What somebody thinks of closing."""

    AGREES = "agrees", "Agrees"
    DISAGREES = "disagrees", "Disagrees"
    UNDECIDED = "undecided", "Has no view"
    NOT_ASKED = "not_asked", "Not asked"


class Settlement(models.TextChoices):
    """What became of a disagreement."""

    WITHOUT_MEETING = "without_meeting", "Settled without a meeting"
    AT_MEETING = "at_meeting", "Settled at a meeting"
    STANDS = "stands", "They still disagree"


class PartyView(Record):
    """What one party thinks of one ending."""

    preparation = models.ForeignKey(Preparation, on_delete=models.CASCADE, related_name="views")
    kind = models.CharField(max_length=30, choices=PartyKind.choices)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=200, blank=True)
    position = models.CharField(max_length=12, choices=Position.choices)
    said = models.TextField(blank=True)
    asked_on = models.DateField(null=True, blank=True)
    settlement = models.CharField(max_length=20, choices=Settlement.choices, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    settled_how = models.TextField(blank=True)
    # The advice to put it in writing, and the day the writing came.
    advised_on = models.DateField(null=True, blank=True)
    wrote_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = ["pk"]
        constraints = [
            CheckConstraint(condition=Q(kind__in=list(PartyKind)), name="party_kind_known"),
            CheckConstraint(condition=Q(position__in=list(Position)), name="party_position_known"),
            CheckConstraint(
                condition=~Q(position__in=[Position.DISAGREES, Position.NOT_ASKED]) | ~Q(said=""),
                name="party_disagreement_or_silence_in_words",
            ),
            CheckConstraint(
                condition=Q(position=Position.NOT_ASKED) | Q(asked_on__isnull=False),
                name="party_asked_on_a_day",
            ),
            CheckConstraint(
                condition=Q(settlement="")
                | (Q(position=Position.DISAGREES, settled_on__isnull=False) & ~Q(settled_how="")),
                name="party_settlement_of_a_disagreement",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_position_display()}"

    @property
    def is_open_disagreement(self) -> bool:
        """Whether this party disagrees and nothing was done about it yet."""
        return self.position == Position.DISAGREES and not self.settlement

    @property
    def still_disagrees(self) -> bool:
        """Whether this party disagrees, whatever was done about it."""
        return self.position == Position.DISAGREES and self.settlement in {"", Settlement.STANDS}


class DisagreementMeeting(Record):
    """A meeting about a disagreement over closing. Its minutes are not changed afterwards."""

    preparation = models.ForeignKey(
        Preparation, on_delete=models.PROTECT, related_name="disagreement_meetings"
    )
    held_on = models.DateField()
    chair = models.CharField(max_length=150)
    present = models.TextField()
    minutes = models.TextField()
    outcome = models.TextField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            CheckConstraint(
                condition=~Q(present="") & ~Q(minutes="") & ~Q(outcome=""),
                name="disagreement_meeting_minuted",
            ),
        ]

    def __str__(self) -> str:
        return f"Meeting about a disagreement on {self.held_on:%d %B %Y}"
