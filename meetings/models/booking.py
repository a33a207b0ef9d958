"""A meeting that is to be held: when, where, about whom, and who is asked to come."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django_fsm import FSMField, transition
from simple_history.models import HistoricalRecords

from cases.models import Case, Person
from cin.core.models import LifecycleRecord, Narrative, Record
from meetings import permissions
from meetings.models.meeting import Meeting, MeetingKind


class BookingState(models.TextChoices):
    """What became of a meeting that was arranged."""

    BOOKED = "booked", "Booked"
    HELD = "held", "Held"
    CALLED_OFF = "called_off", "Called off"


class Booking(Narrative, LifecycleRecord):
    """A meeting that is arranged: it counts as nothing until it is held."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="meetings_arranged")
    state = FSMField(choices=BookingState.choices, default=BookingState.BOOKED, protected=True)
    kind = models.CharField(max_length=10, choices=MeetingKind.choices)
    planned_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    place_suits = models.BooleanField(null=True, blank=True)
    # What was thought of, by code: see meetings.arranging.
    arrangements = models.JSONField(default=dict, blank=True)
    not_invited_reason = models.TextField(blank=True)
    update_by = models.DateField(null=True, blank=True)
    # Of the latest change of day, time or place; the history keeps the earlier ones.
    change_reason = models.TextField(blank=True)
    call_off_reason = models.TextField(blank=True)
    meeting = models.OneToOneField(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="booking"
    )
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # A manager is asked to chair, and answers.
    chair_asked = models.TextField(blank=True)
    chair_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    manager_chairs = models.BooleanField(null=True, blank=True)
    manager_said = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = ["planned_at", "pk"]
        constraints = [
            CheckConstraint(condition=Q(state__in=list(BookingState)), name="booking_state_known"),
            CheckConstraint(
                condition=Q(call_off_reason="") ^ Q(state=BookingState.CALLED_OFF),
                name="booking_called_off_with_reason",
            ),
            CheckConstraint(
                condition=Q(meeting=None) ^ Q(state=BookingState.HELD),
                name="booking_held_with_its_meeting",
            ),
            CheckConstraint(
                condition=Q(manager_chairs=None, answered_at=None, answered_by=None)
                | (
                    Q(manager_chairs__isnull=False, answered_at__isnull=False)
                    & Q(answered_by__isnull=False)
                    & ~Q(chair_asked="")
                ),
                name="booking_chair_answered_when_asked",
            ),
        ]
        indexes = [models.Index(fields=["state", "planned_at"], name="booking_by_state")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} booked for {self.planned_at:%d %B %Y}"

    @transition(
        field=state,
        source=BookingState.BOOKED,
        target=BookingState.HELD,
        permission=permissions.may_work,
    )
    def hold(self) -> None:
        """It was held, and its record begun."""

    @transition(
        field=state,
        source=BookingState.BOOKED,
        target=BookingState.CALLED_OFF,
        permission=permissions.may_administer,
    )
    def call_off(self) -> None:
        """It will not be held, and the reason says why."""


class BookingChild(Record):
    """A child whom an arranged meeting is about."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="children")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="bookings")

    class Meta:
        ordering = ["pk"]
        constraints = [
            UniqueConstraint(fields=["booking", "case"], name="child_once_in_booking"),
        ]
        indexes = [models.Index(fields=["case", "booking"], name="booking_child_by_case")]

    def __str__(self) -> str:
        return f"{self.case} at {self.booking}"


class InvitationSide(models.TextChoices):
    """In which words somebody is asked to come."""

    FAMILY = "family", "Family or friend"
    PROFESSIONAL = "professional", "Professional"


class InvitationAnswer(models.TextChoices):
    """What somebody answered."""

    COMING = "coming", "Is coming"
    NOT_COMING = "not_coming", "Cannot come"


class InvitationWay(models.TextChoices):
    """How somebody was asked."""

    LETTER = "letter", "By letter"
    EMAIL = "email", "By secure e-mail"
    TELEPHONE = "telephone", "By telephone"
    IN_PERSON = "in_person", "In person"


class Invitation(Narrative, Record):
    """Somebody asked to come to a meeting, what they answered, and what they wrote instead.

    Its version counts what was recorded of their answer.
    """

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="invitations")
    # From which list they were chosen, and which row of it; empty for somebody who was typed.
    source = models.CharField(max_length=60, blank=True)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations"
    )
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=150, blank=True)
    side = models.CharField(max_length=15, choices=InvitationSide.choices)
    # Until when a manager's reason covers what this person is not to be told.
    despite_limits_at = models.DateTimeField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    way = models.CharField(max_length=10, choices=InvitationWay.choices, blank=True)
    answer = models.CharField(max_length=10, choices=InvitationAnswer.choices, blank=True)
    update_asked_on = models.DateField(null=True, blank=True)
    written_update = models.TextField(blank=True)
    update_on = models.DateField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords(related_name="history_rows")

    class Meta:
        ordering = ["pk"]
        constraints = [
            CheckConstraint(
                condition=Q(side__in=list(InvitationSide)), name="invitation_side_known"
            ),
            CheckConstraint(
                condition=Q(written_update="") ^ Q(update_on__isnull=False),
                name="invitation_update_is_dated",
            ),
            UniqueConstraint(
                fields=["booking", "source"],
                condition=~Q(source=""),
                name="invited_once_from_a_list",
            ),
        ]

    def __str__(self) -> str:
        return self.name
